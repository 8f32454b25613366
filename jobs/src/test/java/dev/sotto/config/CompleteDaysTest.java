package dev.sotto.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompleteDaysTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeALog() throws IOException {
        Files.createDirectories(folder.resolve("log/deep"));
    }

    @Test
    void calledCompleteOfEverySourceOrOfOne() throws IOException {
        mark("2026-04-06.complete", "deep/2026-04-07.complete", "shop.2026-04-08.complete", "2026-04-99.complete");
        Workspace workspace = workspace();

        assertThat(through(workspace, "log")).isEqualTo("2026-04-07");
        assertThat(through(workspace, "shop")).isEqualTo("2026-04-08");
    }

    @Test
    void endWhereADayIsMissing() throws IOException {
        mark("2026-04-06.complete", "2026-04-07.complete", "2026-04-09.complete");

        assertThat(through(workspace(), "log")).isEqualTo("2026-04-07");
    }

    @Test
    void takeNothingFromALaterDeclaration() throws IOException {
        mark("2026-04-06.complete");
        Source declared = new Source("log", null, Source.DEFAULT_COMPLETE_AFTER, LocalDate.of(2026, 5, 1), 0);

        assertThat(workspace().completed(declared)).isEqualTo(declared);
        assertThat(workspace().completed(Source.undeclared("log")).completeThrough())
                .isNotNull();
    }

    @Test
    void makeAnotherRun() throws IOException {
        String before = workspace().fingerprint();
        mark("2026-04-06.complete");

        assertThat(workspace().fingerprint()).isNotEqualTo(before);
    }

    private Workspace workspace() {
        return new TestWorkspace(folder).write("sotto.yaml", "inputs: [log]").read();
    }

    private static String through(Workspace workspace, String source) {
        return String.valueOf(workspace.completed(Source.undeclared(source)).completeThrough());
    }

    private void mark(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(folder.resolve("log").resolve(name));
        }
    }
}
