package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads about a folder in which not all is well. */
class CheckCommandTest {
    @TempDir
    Path folder;

    @Test
    void saysWhatBecameOfEachNameAndWhatToMend() throws IOException {
        Path sotto = Files.writeString(folder.resolve("sotto.yaml"), "as-of: 2026-03-29T00:00:00Z\ninputs: [log]\n");
        Path log = Files.createDirectory(folder.resolve("log"));
        Files.writeString(log.resolve("a \"b\"\n\uD83D\uDE00.jsonl"), event("2026-03-31T00:00:00Z"));
        Files.writeString(log.resolve("later.jsonl"), event("2026-03-31T00:00:00.001Z"));
        Files.writeString(log.resolve("copy.jsonl.tmp"), event("2026-03-31T00:00:00Z"));
        Files.createSymbolicLink(log.resolve("gone.jsonl"), log.resolve("nowhere"));
        Stage stage = new Stage(folder, Map.of());

        assertThat(stage.run("check", "-q", "--config", sotto.toString())).isEqualTo(3);

        assertThat(stage.out().lines())
                .containsSubsequence(
                        "             1            1          0          0          0        0  " + log
                                + "/a \"b\"\\n\uD83D\uDE00.jsonl",
                        "             1            0          0          1          0        0  " + log
                                + "/later.jsonl",
                        "Rejected because: implausible_time 1. Where: below",
                        "Skipped, as no logs: 1 names, " + log + "/copy.jsonl.tmp (still being written)",
                        "Refused: " + log + "/gone.jsonl: broken_link",
                        "A time is plausible from 2000-01-01T00:00:00Z to 2026-03-31T00:00:00Z, where no mapping says"
                                + " otherwise: see plausible-from and as-of of sotto.yaml.",
                        "  " + log + "/later.jsonl:1: implausible_time (occurred_at)",
                        "A run would refuse this, or a part of it.");
    }

    private static String event(String time) {
        return "{\"event_id\":\"1\",\"event_type\":\"session.started\",\"source\":\"s\",\"platform\":\"tiktok\","
                + "\"occurred_at\":\"" + time + "\"}\n";
    }
}
