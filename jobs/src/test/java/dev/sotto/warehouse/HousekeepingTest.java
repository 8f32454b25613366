package dev.sotto.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    private static final byte[] NEEDLE = "needle-in-a-stack".getBytes(StandardCharsets.UTF_8);

    private TestWarehouse test;
    private Warehouse warehouse;

    @BeforeEach
    void open() {
        open(Shelf.LOG);
    }

    private void open(Table things) {
        test = TestWarehouse.create();
        warehouse = test.warehouse();
        warehouse.create(things);
        warehouse.create(Shelf.RESULTS);
        warehouse.stage("log.things", Shelf.things(test.spark(), 0, 10, "needle-in-a-stack"), "id-1");
        warehouse.publish("log.things", "id-1");
        warehouse.stage("log.things", Shelf.things(test.spark(), 10, 20, "zebra"), "id-2");
        warehouse.publish("log.things", "id-2");
    }

    @AfterEach
    void close() {
        test.close();
    }

    private static boolean isNeedle(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).contains("needle-in-a-stac");
    }

    private List<String> found() {
        return new TraceSearch(HousekeepingTest::isNeedle, NEEDLE.length)
                .of(List.of(test.directory())).stream()
                        .filter(TraceSearch.Searched::hasTrace)
                        .map(file -> file.file().toString().replaceAll(".*[.]", ""))
                        .distinct()
                        .sorted()
                        .toList();
    }

    private void keepZebras() {
        warehouse
                .housekeeping()
                .keepOnly("log.things", warehouse.read("log.things").where("word = 'zebra'"), "mark-1");
    }

    @Test
    void leavesNoByteOfRemovedRows() {
        close();
        // What lies in buckets has no bounds of its texts.
        open(new Table("log.things", "Things in one piece.", Shelf.LOG.columns(), Layout.sortedBy("id")));
        assertThat(found()).as("packed in columns, and as bounds in manifests").containsExactly("avro", "parquet");
        Housekeeping housekeeping = warehouse.housekeeping();

        keepZebras();
        assertThat(found()).containsExactly("avro", "parquet");
        assertThat(housekeeping.forgetAllButTheLast()).isEqualTo(2);
        housekeeping.orphans().delete();
        assertThat(found())
                .as("a manifest names the bounds of what was removed")
                .containsExactly("avro");

        housekeeping.renewManifests();
        housekeeping.forgetAllButTheLast();
        housekeeping.orphans().delete();
        assertThat(found()).isEmpty();
        assertThat(warehouse.read("log.things").count()).isEqualTo(10);
        assertThat(test.reopen().read("log.things").where("word = 'zebra'").count())
                .isEqualTo(10);
    }

    @Test
    void knowsByItsMarkWhetherARemovalTookPlace() {
        assertThat(warehouse.housekeeping().tookPlace("log.things", "mark-1")).isFalse();

        keepZebras();

        assertThat(warehouse.housekeeping().tookPlace("log.things", "mark-1")).isTrue();
        assertThat(warehouse.housekeeping().tookPlace("log.things", "mark-2")).isFalse();
    }

    @Test
    void forgetsOldSnapshotsButForThoseThatReadersSee() {
        long seen = warehouse.snapshot("log.things").orElseThrow();
        keepZebras();

        WarehouseFiles.Orphans released =
                warehouse.housekeeping().forgetBefore(Long.MAX_VALUE, Map.of("log.things", seen));

        assertThat(warehouse.at("log.things", seen).count()).isEqualTo(20);
        released.delete();
        assertThat(warehouse.at("log.things", seen).count()).isEqualTo(20);
        assertThat(warehouse.housekeeping().forgetBefore(0, Map.of()).files()).isEmpty();
        assertThat(warehouse
                        .housekeeping()
                        .forgetBefore(Long.MAX_VALUE, Map.of())
                        .files())
                .isNotEmpty();
        assertThat(warehouse.ledger().publication("log.things", "id-1")).isPresent();
    }

    @Test
    void joinsSmallFiles() {
        assertThat(warehouse.files("log.things").addresses()).hasSize(4);

        assertThat(warehouse.housekeeping().compact("log.things")).isEqualTo(4);

        assertThat(warehouse.files("log.things").addresses()).hasSize(2);
        assertThat(warehouse.housekeeping().compact("log.things")).isZero();
        assertThat(warehouse.read("log.things").count()).isEqualTo(20);
    }

    @Test
    void deletesNothingWhereNamesCannotBeCompared() throws IOException {
        Path elsewhere = Files.createTempDirectory("elsewhere");
        try {
            WarehouseFiles files = new WarehouseFiles(elsewhere);

            assertThatThrownBy(() -> files.beside(Set.of("file:/somewhere/else/data.parquet")))
                    .hasMessageStartingWith("Cannot tell which files of " + elsewhere + " are needed")
                    .hasMessageContaining("Nothing was deleted");
        } finally {
            Files.delete(elsewhere);
        }
    }
}
