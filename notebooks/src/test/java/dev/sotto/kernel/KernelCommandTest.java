package dev.sotto.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.cli.Main;
import dev.sotto.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void installsForAWorkspaceAndItsWarehouse() throws IOException {
        int exitCode = sotto(
                "kernel", "install", "--prefix", folder.toString(), "--config", "mine/sotto.yaml", "--warehouse", "w");
        assertThat(exitCode).as(said()).isZero();
        assertThat(said()).startsWith("Installed the kernel Sotto SQL in " + folder);
        JsonNode argv = new ObjectMapper()
                .readTree(folder.resolve("share/jupyter/kernels/sotto/kernel.json")
                        .toFile())
                .path("argv");
        assertThat(argv)
                .extracting(JsonNode::asText)
                .containsExactly(
                        folder.resolve("sotto").toString(),
                        "kernel",
                        "--config",
                        Path.of("mine/sotto.yaml").toAbsolutePath().toString(),
                        "--warehouse",
                        Path.of("w").toAbsolutePath().toString(),
                        "--connection-file",
                        "{connection_file}");
    }

    @Test
    void installsForTheUserWhereJupyterLooks() {
        assertThat(sotto("kernel", "install", "--user")).isZero();
        assertThat(folder.resolve("data/kernels/sotto/kernel.json")).isRegularFile();
    }

    @Test
    void refusesTwoPlaces() {
        assertThat(sotto("kernel", "install", "--user", "--prefix", folder.toString()))
                .isEqualTo(2);
        assertThat(said().lines()).hasSize(1);
    }

    @Test
    void saysWhoStartsAKernel() {
        assertThat(sotto("kernel")).isEqualTo(2);
        assertThat(said().lines()).singleElement().asString().contains("Run 'sotto kernel install'");
    }

    private int sotto(String... arguments) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Map<String, String> environment =
                Map.of("JUPYTER_DATA_DIR", folder.resolve("data").toString());
        return Main.run(
                new Surroundings(
                        InputStream.nullInputStream(),
                        out,
                        out,
                        false,
                        false,
                        0,
                        environment,
                        Clock.systemUTC(),
                        folder),
                arguments);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
