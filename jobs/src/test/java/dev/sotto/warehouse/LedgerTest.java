package dev.sotto.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.SottoException;
import dev.sotto.warehouse.Ledger.Delivery;
import dev.sotto.warehouse.Ledger.Export;
import dev.sotto.warehouse.Ledger.Run;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Instant NOON = Instant.parse("2026-04-13T12:00:00.123456Z");

    @TempDir
    private Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = Ledger.open(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void reopen() {
        ledger.close();
        ledger = Ledger.open(directory);
    }

    private static Run begun(String runId, String fingerprint) {
        return new Run(runId, fingerprint, NOON, NOON, null, Map.of());
    }

    private static Delivery delivery(String state, int revision) {
        return new Delivery(
                "weekly",
                "brand-1",
                "2026-W15",
                LocalDate.of(2026, 4, 6),
                "en",
                "folder",
                revision,
                NOON,
                state,
                "rendered",
                null,
                "run-1");
    }

    @Test
    void hasNoFinishedRunUntilOneFinishes() {
        ledger.begin(begun("run-1", "f1"));
        reopen();

        assertThat(ledger.lastFinished()).isEmpty();
        assertThat(ledger.runs()).containsExactly(begun("run-1", "f1"));
    }

    @Test
    void remembersAFinishedRunAndItsSnapshots() {
        ledger.begin(begun("run-1", "f1"));
        ledger.finish("run-1", NOON.plusSeconds(1), Map.of("log.events", 1L, "metrics.results", Long.MAX_VALUE));
        reopen();

        assertThat(ledger.lastFinished())
                .contains(new Run(
                        "run-1",
                        "f1",
                        NOON,
                        NOON,
                        NOON.plusSeconds(1),
                        Map.of("log.events", 1L, "metrics.results", Long.MAX_VALUE)));
    }

    @Test
    void takesTheRunThatFinishedLastEvenIfTheClockWentBack() {
        ledger.begin(begun("run-1", "f1"));
        ledger.begin(begun("run-2", "f2"));
        ledger.finish("run-2", NOON, Map.of());
        ledger.finish("run-1", NOON.minusSeconds(86_400), Map.of("log.events", 1L));

        assertThat(ledger.lastFinished().orElseThrow().runId()).isEqualTo("run-1");
    }

    @Test
    void takesUpAnUnfinishedRunAndLeavesAFinishedOne() {
        ledger.begin(begun("run-1", "f1"));
        ledger.begin(begun("run-1", "f2"));
        assertThat(ledger.runs()).containsExactly(begun("run-1", "f2"));

        ledger.finish("run-1", NOON, Map.of("log.events", 7L));
        ledger.begin(begun("run-1", "f3"));
        assertThat(ledger.lastFinished().orElseThrow())
                .isEqualTo(new Run("run-1", "f2", NOON, NOON, NOON, Map.of("log.events", 7L)));
    }

    @Test
    void refusesToFinishARunThatNeverBegan() {
        assertThatThrownBy(() -> ledger.finish("run-9", NOON, Map.of()))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("Cannot finish run run-9");
    }

    @Test
    void keepsTheFirstSnapshotOfAPublishedId() {
        ledger.published("log.events", "id-1", 5L);
        ledger.published("log.events", "id-1", 6L);
        reopen();

        assertThat(ledger.publication("log.events", "id-1")).contains(5L);
        assertThat(ledger.publication("log.rejects", "id-1")).isEmpty();
    }

    @Test
    void replacesADeliveryAndKeepsItsOtherRevisions() {
        ledger.record(delivery("failed", 0));
        ledger.record(delivery("delivered", 0));
        ledger.record(delivery("skipped", 1));
        reopen();

        assertThat(ledger.deliveries()).containsExactly(delivery("delivered", 0), delivery("skipped", 1));
    }

    @Test
    void replacesAnExportOfTheSamePath() {
        Export first = new Export("brand-1", "2026-W15", "exports/a", 10, 2, "00ff", "run-1");
        Export again = new Export("brand-1", "2026-W15", "exports/a", 11, 1, "ff00", "run-2");
        ledger.record(first);
        ledger.record(again);
        reopen();

        assertThat(ledger.exports()).isEqualTo(List.of(again));
    }
}
