package dev.sotto.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.SottoException;
import dev.sotto.warehouse.Ledger.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    @TempDir
    private Path directory;

    private Path metadata;

    @BeforeEach
    void createTable() throws IOException {
        try (Warehouse warehouse = Warehouse.open(TestWarehouse.settings(directory))) {
            warehouse.create(Shelf.RESULTS);
            warehouse.ledger().begin(new Run("run-1", "f", Instant.EPOCH, Instant.EPOCH, null, Map.of()));
            warehouse.ledger().finish("run-1", Instant.EPOCH, Map.of());
        }
        try (Stream<Path> files = Files.list(directory.resolve("tables/metrics/things/metadata"))) {
            metadata = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @AfterEach
    void refusesQuicklyToOpenForWritingAndForReading() {
        long begun = System.nanoTime();
        assertThatThrownBy(() -> Warehouse.open(TestWarehouse.settings(directory)))
                .isInstanceOf(SottoException.class)
                .hasMessageStartingWith(
                        "Cannot open the warehouse " + directory + ": the metadata of table metrics.things")
                .hasMessageContaining(metadata.toString())
                .hasMessageEndingWith("Restore the folder from a backup, or run `sotto repair`.");
        assertThatThrownBy(() -> Warehouse.openPinned(TestWarehouse.settings(directory)))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("the metadata of table metrics.things is damaged or gone");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void findsMetadataThatWasCutShort() throws IOException {
        String text = Files.readString(metadata);
        Files.writeString(metadata, text.substring(0, text.length() / 2));
    }

    @Test
    void findsMetadataThatIsEmpty() throws IOException {
        Files.writeString(metadata, "");
    }

    @Test
    void findsMetadataThatIsSomethingElse() throws IOException {
        Files.writeString(metadata, "{}");
    }

    @Test
    void findsMetadataThatIsGone() throws IOException {
        Files.delete(metadata);
    }
}
