package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FontlessHostTest {
    @TempDir
    private Path directory;

    @Test
    void drawsTheSamePageOnAHostWithoutAnyFont() throws Exception {
        Path noFonts = Files.writeString(directory.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        Path page = directory.resolve("page.html");
        Path log = directory.resolve("log");
        ProcessBuilder java = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Duser.language=en",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                FontlessPage.class.getName(),
                page.toString()));
        java.environment().put("FONTCONFIG_FILE", noFonts.toString());
        Process process = java.redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("out")))
                .isZero();
        assertThat(Files.readString(page, StandardCharsets.UTF_8))
                .isEqualTo(Pages.weekly(SampleReport.ordinary().page()));
        // No font of the machine was even looked for.
        assertThat(Files.readString(log)).contains("java.awt.Font").doesNotContain("sun.font.FontManager");
    }
}
