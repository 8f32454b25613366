package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code sotto} in a house that is built already, with a Java that only says how it was started. */
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "sotto");

    @TempDir
    private Path folder;

    private Path house = Path.of("");
    private Path java = Path.of("");

    private record Said(int exitCode, String text) {}

    @BeforeEach
    void buildHouse() throws IOException {
        house = Files.createDirectories(folder.resolve("a house"));
        for (String module : List.of("jobs", "reports", "notebooks")) {
            Files.createDirectories(house.resolve(module).resolve("src/main"));
            Files.createFile(house.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(house.resolve("pom.xml"));
        Files.createDirectories(house.resolve(".mvn"));
        Files.copy(SCRIPT, house.resolve("sotto"), StandardCopyOption.COPY_ATTRIBUTES);
        Path target = Files.createDirectories(house.resolve("notebooks/target"));
        Files.createFile(target.resolve("sotto-notebooks-1.jar"));
        Files.writeString(target.resolve("class-path"), "lib/b.jar:lib/a.jar");
        java = jdk("17.0.1");
    }

    @Test
    void startsFromAnyFolderThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a house", "sotto"));
        Said said = start(link, Map.of(), "sql", "-e", "SELECT  'a b'");
        assertThat(said.exitCode()).isEqualTo(7);
        String target = house.toRealPath() + "/notebooks/target/";
        assertThat(said.text().lines())
                .contains(
                        "@" + house.toRealPath() + "/.mvn/spark.jvm",
                        "-Xmx2g",
                        "-Dsotto.home=" + house.toRealPath(),
                        target + "sotto-notebooks-1.jar:" + target + "lib/b.jar:" + target + "lib/a.jar")
                .endsWith("dev.sotto.cli.Main", "sql", "-e", "SELECT  'a b'");
    }

    @Test
    void takesMemoryFromTheEnvironment() throws Exception {
        assertThat(start(house.resolve("sotto"), Map.of("SOTTO_HEAP", "5g")).text())
                .contains("-Xmx5g\n");
    }

    @Test
    void refusesAnOldJava() throws Exception {
        java = jdk("11.0.20");
        Said said = start(house.resolve("sotto"), Map.of());
        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.text())
                .contains("is Java 11.0.20. Install a JDK 17 or newer")
                .hasLineCount(1);
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        Said said = start(house.resolve("sotto"), Map.of("JAVA_HOME", "/nowhere"));
        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.text())
                .contains("there is no Java at '/nowhere/bin/java'")
                .hasLineCount(1);
    }

    @Test
    void buildsWhatIsNewerAndSaysWhyItCannot() throws Exception {
        Path source = Files.createFile(house.resolve("jobs/src/main/New.java"));
        Files.setLastModifiedTime(source, FileTime.fromMillis(Stage.NOW.toEpochMilli() + 400L * 86_400_000));
        executable(folder.resolve("bin/mvn"), "#!/bin/sh\necho 'the compiler is unhappy'\nexit 1\n");
        Said said = start(house.resolve("sotto"), Map.of("PATH", folder.resolve("bin") + ":/usr/bin:/bin"));
        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.text())
                .contains("Building Sotto: ", "the compiler is unhappy", "Cannot build Sotto: see above");
    }

    private Path jdk(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdk-" + version));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), "#!/bin/sh\nfor a in \"$@\"; do echo \"$a\"; done\nexit 7\n");
        return home;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Said start(Path script, Map<String, String> environment, String... args) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(script.toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(args));
        builder.directory(Path.of("/").toFile());
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().remove("SOTTO_HEAP");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), text);
    }
}
