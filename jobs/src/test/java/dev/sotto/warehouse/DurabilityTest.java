package dev.sotto.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    private TestWarehouse test;

    @BeforeEach
    void open() {
        test = TestWarehouse.create();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private void fill() {
        Warehouse warehouse = test.warehouse();
        warehouse.create(Shelf.LOG);
        warehouse.create(Shelf.RESULTS);
        warehouse.stage("log.things", Shelf.things(test.spark(), 0, 1000, "a"), "id-1");
        warehouse.publish("log.things", "id-1");
        warehouse.overwrite("metrics.things", Shelf.things(test.spark(), 0, 1000, "b"), "true");
        warehouse.overwrite("metrics.things", Shelf.things(test.spark(), 0, 10, "c"), "id < 10");
    }

    private Set<Path> tablesAndFiles() throws IOException {
        try (Stream<Path> files = Files.walk(test.directory().resolve("tables"))) {
            return files.collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The Java runtime itself tells which files and directories were forced. */
    @Test
    void forcesEveryFileAndDirectoryOfATable(@TempDir Path temporary) throws IOException {
        Path events = temporary.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            fill();
            recording.stop();
            recording.dump(events);
        }
        Set<Path> forced = RecordingFile.readAllEvents(events).stream()
                .map(event -> Path.of(event.getString("path")))
                .collect(Collectors.toSet());

        Set<Path> written = tablesAndFiles();
        assertThat(written).hasSizeGreaterThan(20);
        assertThat(forced).containsAll(written).contains(test.directory());
    }

    @Test
    void writesNoSidecarThatAPowerCutCouldLeaveBehind() throws IOException {
        fill();

        assertThat(tablesAndFiles()).noneMatch(file -> file.toString().endsWith(".crc"));
    }

    @Test
    void neverAnswersFromADataFileInWhichABitFlipped() throws IOException {
        Warehouse warehouse = test.warehouse();
        warehouse.create(Shelf.RESULTS);
        warehouse.overwrite(
                "metrics.things",
                test.spark()
                        .range(0, 2000)
                        .selectExpr("id", "sha2(CAST(id AS STRING), 256) AS word")
                        .coalesce(1),
                "true");
        String query = "SELECT count(*), sum(id), sum(crc32(CAST(word AS BINARY))) FROM metrics.things";
        String right = test.rows(query).toString();
        Path file = Path.of(test.rows("SELECT file_path FROM metrics.things.files")
                .get(0)
                .getString(0)
                .substring("file:".length()));
        byte[] whole = Files.readAllBytes(file);

        int refused = 0;
        for (int i = 1; i <= 24; i++) {
            byte[] flipped = whole.clone();
            flipped[i * whole.length / 25] ^= (byte) (1 << (i % 8));
            Files.write(file, flipped);
            try {
                assertThat(test.rows(query).toString()).isEqualTo(right);
            } catch (Exception e) {
                assertThat(e).isInstanceOf(SparkException.class);
                refused++;
            }
        }

        assertThat(refused).isGreaterThanOrEqualTo(20);
        Files.write(file, whole);
        assertThat(List.of(test.rows(query).toString())).containsExactly(right);
    }
}
