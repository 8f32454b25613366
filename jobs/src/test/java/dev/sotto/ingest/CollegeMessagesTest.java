package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Progress;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.ingest.mapping.Mapping;
import dev.sotto.warehouse.Warehouse;
import dev.sotto.warehouse.WarehouseSettings;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollegeMessagesTest {
    private static final Path MAPPING = Path.of("../data-samples/mappings/college-messages.yaml");

    @TempDir
    Path folder;

    @Test
    void readsTheMappingOfTheSample() {
        Mapping mapping = Mapping.read(MAPPING);

        assertThat(mapping.source().id()).isEqualTo("college_messages");
        assertThat(mapping.source().burnInDays()).isZero();
        assertThat(mapping.derivedIds()).hasSize(2);
    }

    @Test
    void keepsEveryRowOfARealTableThoughThreeAreEqual() {
        Path messages = GroundTruth.at("college-messages/messages.txt");
        IngestSettings settings = Samples.settings(0.05);
        InputSpec input = new InputSpec(messages, Optional.of(MAPPING));

        try (Warehouse warehouse =
                Warehouse.open(new WarehouseSettings(folder.resolve("w"), ZoneOffset.UTC, 2, "local[2]"))) {
            IngestReport report = Ingest.run(warehouse, settings, List.of(input), "run-1", Progress.NONE);

            assertThat(report.totals().read()).isEqualTo(6339);
            assertThat(report.totals().records(Outcome.ACCEPTED)).isEqualTo(6339);
            Dataset<Row> events = warehouse.read("log.events");
            assertThat(events.count()).isEqualTo(6339);
            assertThat(events.select("event_id").distinct().count()).isEqualTo(6339);
            assertThat(events.select("actor_id", "counterpart_id", "occurred_at")
                            .distinct()
                            .count())
                    .isEqualTo(6336);
            assertThat(events.selectExpr("max(source_sequence)").first().getLong(0))
                    .isEqualTo(6339);
            IngestReport again = Ingest.run(warehouse, settings, List.of(input), "run-2", Progress.NONE);
            assertThat(again.unchanged()).hasSize(1);
            assertThat(warehouse.read("log.inputs").count()).isEqualTo(1);
        }
    }
}
