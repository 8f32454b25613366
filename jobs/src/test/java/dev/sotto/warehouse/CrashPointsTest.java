package dev.sotto.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.warehouse.Ledger.Run;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrashPointsTest {
    private static final Instant NOON = Instant.parse("2026-04-13T12:00:00Z");

    static Stream<String> points() {
        return CrashPoints.WAREHOUSE.stream();
    }

    @AfterEach
    void askForNoFault() {
        System.clearProperty("sotto.fault");
    }

    /** A run in small: begin, stage, publish, overwrite from what is published, finish. */
    static void run(Warehouse warehouse) {
        warehouse.create(Shelf.LOG);
        warehouse.create(Shelf.RESULTS);
        warehouse.ledger().begin(new Run("run-1", "f1", NOON, NOON, null, Map.of()));
        warehouse.stage("log.things", Shelf.things(warehouse.spark(), 0, 10, "a"), "id-1");
        warehouse.publish("log.things", "id-1");
        warehouse.overwrite("metrics.things", warehouse.read("log.things").where("id < 5"), "id < 5");
        warehouse.ledger().finish("run-1", NOON, warehouse.snapshots());
    }

    /** A process that does one run. */
    static final class Runner {
        public static void main(String[] arguments) {
            try (Warehouse warehouse = Warehouse.open(TestWarehouse.settings(Path.of(arguments[0])))) {
                run(warehouse);
            }
        }
    }

    private static void assertDoneOnce(Warehouse warehouse) {
        List<?> log = warehouse.read("log.things").orderBy("id").collectAsList();
        List<?> metrics = warehouse.read("metrics.things").orderBy("id").collectAsList();
        assertThat(log.toString()).isEqualTo("[[0,a], [1,a], [2,a], [3,a], [4,a], [5,a], [6,a], [7,a], [8,a], [9,a]]");
        assertThat(metrics.toString()).isEqualTo("[[0,a], [1,a], [2,a], [3,a], [4,a]]");
        assertThat(warehouse.ledger().lastFinished().orElseThrow().snapshots()).isEqualTo(warehouse.snapshots());
        assertThat(warehouse.ledger().publication("log.things", "id-1"))
                .contains(warehouse.snapshot("log.things").orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("points")
    void runsExactlyOnceAfterAFailureAtAnyPoint(String point) {
        try (TestWarehouse test = TestWarehouse.create()) {
            System.setProperty("sotto.fault", point + ":1:ioerror");
            assertThatThrownBy(() -> run(test.warehouse()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(point);
            System.clearProperty("sotto.fault");

            Warehouse again = test.reopen();
            run(again);

            assertDoneOnce(again);
        }
    }

    @ParameterizedTest
    @MethodSource("points")
    @Tag("long")
    void runsExactlyOnceAfterADeathAtAnyPointAndAnotherInRecovery(String point, @TempDir Path directory)
            throws Exception {
        try (Child child = Child.start(Runner.class, point + ":1:halt", directory)) {
            assertThat(child.exitCode()).isEqualTo(137);
        }
        // What was published is not staged again, so that the second run may pass the point by.
        try (Child child = Child.start(Runner.class, point + ":1:halt", directory)) {
            assertThat(child.exitCode()).isIn(137, 0);
        }
        try (Warehouse again = Warehouse.open(TestWarehouse.settings(directory))) {
            run(again);
            assertDoneOnce(again);
        }
    }

    @Test
    void strikesOnlyAtTheTimeThatItIsAskedTo() {
        System.setProperty("sotto.fault", "stage:2:ioerror");

        assertThatCode(() -> CrashPoints.reach("stage")).doesNotThrowAnyException();
        assertThatCode(() -> CrashPoints.reach("staged")).doesNotThrowAnyException();
        assertThatThrownBy(() -> CrashPoints.reach("stage")).isInstanceOf(UncheckedIOException.class);
        assertThatCode(() -> CrashPoints.reach("stage")).doesNotThrowAnyException();
    }

    @Test
    void refusesAFaultThatItDoesNotKnow() {
        System.setProperty("sotto.fault", "stage:1:explode");

        assertThatThrownBy(() -> CrashPoints.reach("stage")).hasMessageContaining("explode");
    }
}
