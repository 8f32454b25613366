package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.LogTables;
import dev.sotto.domain.Progress;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.ingest.IngestReport.JudgedAgain;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.warehouse.TestWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of the log that an earlier version made, to which columns were added since. */
class OlderTableTest {
    private static final Set<String> ADDED = Set.of("purpose", "is_addressed", "policy_conflict", "media_items");

    @TempDir
    Path folder;

    @Test
    void keepsItsFilesReadableBesideThoseOfToday() throws IOException {
        List<Column> fewer = LogTables.EVENTS.columns().stream()
                .filter(column -> !ADDED.contains(column.name()))
                .toList();
        Table older = new Table("log.events", LogTables.EVENTS.comment(), fewer, LogTables.EVENTS.layout());
        try (TestWarehouse home = TestWarehouse.create()) {
            home.warehouse().create(older);
            var rows = home.spark()
                    .read()
                    .schema(StructType.fromDDL(older.ddl()))
                    .json(home.spark()
                            .createDataset(
                                    List.of("{\"event_id\":\"old\",\"event_type\":\"message.sent\",\"source\":\"test\","
                                            + "\"platform\":\"tiktok\",\"occurred_at\":\"2026-04-01T00:00:00Z\","
                                            + "\"kind\":\"voice_note\",\"voice_ms\":70000,\"cluster_key\":7}"),
                                    Encoders.STRING()));
            home.warehouse().stage("log.events", rows, "older");
            home.warehouse().publish("log.events", "older");
            List<String> files = home.warehouse().files("log.events").addresses();
            Files.writeString(
                    folder.resolve("a.jsonl"),
                    Samples.message("new", ",\"purpose\":\"promo\",\"media\":[{\"position\":1,\"kind\":\"photo\"}]")
                            + "\n");

            IngestReport report = Ingest.run(
                    home.warehouse(), Samples.settings(0), List.of(InputSpec.of(folder)), "run-1", Progress.NONE);

            // Nobody knows what judged the old events, so all are judged.
            assertThat(report.judgedAgain()).contains(new JudgedAgain(1, 1));
            assertThat(texts(
                            home,
                            "SELECT event_id, purpose, media_items, policy_version, policy_conflict, voice_ms"
                                    + " FROM log.events ORDER BY event_id"))
                    .containsExactly(
                            "[new,promo,1,tiktok-1,null,null]", "[old,null,null,tiktok-1,voice_too_long,70000]");
            assertThat(texts(
                            home,
                            "SELECT * FROM log.events VERSION AS OF "
                                    + home.warehouse()
                                            .publication("log.events", "older")
                                            .getAsLong()))
                    .hasSize(1);
            assertThat(files).hasSize(1).allMatch(file -> Files.exists(Path.of(file.replaceFirst("^file:/*", "/"))));
        }
    }

    private static List<String> texts(TestWarehouse home, String query) {
        return home.rows(query).stream().map(Row::toString).toList();
    }
}
