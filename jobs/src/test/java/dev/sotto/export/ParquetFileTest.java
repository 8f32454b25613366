package dev.sotto.export;

import static dev.sotto.export.TestExports.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFileTest {
    @TempDir
    Path home;

    @Test
    void hasNoColumnThatCouldHoldAPerson() throws IOException {
        Path file = TestExports.in(home)
                .export("acme", WEEK, new World(3, 2, 2).results())
                .directory()
                .resolve(ParquetFile.NAME);
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            Set<String> columns = Set.of(
                    "brand_id",
                    "scope",
                    "campaign_id",
                    "platform",
                    "metric",
                    "period",
                    "period_start_on",
                    "slice",
                    "slice_value",
                    "value",
                    "numerator",
                    "denominator",
                    "persons",
                    "pending",
                    "ci_low",
                    "ci_high",
                    "status",
                    "flags",
                    "unit",
                    "definition_version");
            assertThat(reader.getFileMetaData().getSchema().getFields())
                    .extracting(org.apache.parquet.schema.Type::getName)
                    .containsExactlyInAnyOrderElementsOf(columns);
            assertThat(reader.getFileMetaData().getKeyValueMetaData()).isEmpty();
        }
    }
}
