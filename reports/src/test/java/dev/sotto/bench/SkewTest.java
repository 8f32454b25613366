package dev.sotto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.build.Build;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Progress;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.Ingest;
import dev.sotto.ingest.IngestReport;
import dev.sotto.ingest.IngestSettings;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.warehouse.TestWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkewTest {
    private static final int MESSAGES = 10_000;

    @TempDir
    private Path folder;

    @Test
    void laysMessagesEvenlyOrInOnePlace() throws IOException {
        assertThat(shareOf(Skew.EVEN, "\"campaign_id\":\"c0\"")).isBetween(0.05, 0.15);
        assertThat(shareOf(Skew.CAMPAIGN, "\"campaign_id\":\"c0\"")).isBetween(0.5, 0.6);
        assertThat(shareOf(Skew.EVEN, "\"thread_id\":\"t0\"")).isLessThan(0.05);
        assertThat(shareOf(Skew.CONVERSATION, "\"thread_id\":\"t0\"")).isEqualTo(1);
    }

    /** A long talk is one key of one fold: it has to end, and to lose nothing. */
    @Tag("long")
    @Test
    void buildsAConversationOfAMillionMessages() throws IOException {
        int messages = 1_000_000;
        Workspace workspace = Workspace.read(Skew.CONVERSATION.write(folder, messages), Map.of());
        try (TestWarehouse shelf = TestWarehouse.create()) {
            IngestReport report = Ingest.run(
                    shelf.warehouse(),
                    IngestSettings.of(workspace, workspace.asOf().orElseThrow()),
                    List.of(InputSpec.of(folder.resolve("log"))),
                    "skew",
                    Progress.NONE);
            Build.run(shelf.warehouse(), workspace, List.of(), workspace.asOf().orElseThrow(), Progress.NONE);
            assertThat(report.totals().records(Outcome.ACCEPTED)).isEqualTo(messages);
            assertThat(shelf.warehouse()
                            .read("journeys.conversations")
                            .selectExpr("count(*)", "sum(messages)")
                            .first())
                    .hasToString("[1," + messages + "]");
        }
    }

    private double shareOf(Skew skew, String words) throws IOException {
        Path settings = skew.write(folder.resolve(skew.name()), MESSAGES);
        try (Stream<String> lines = Files.lines(settings.resolveSibling("log/messages.jsonl"))) {
            List<String> all = lines.toList();
            assertThat(all).hasSize(MESSAGES);
            return all.stream().filter(line -> line.contains(words)).count() / (double) MESSAGES;
        }
    }
}
