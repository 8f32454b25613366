package dev.sotto.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseLockTest {
    @TempDir
    private Path directory;

    @Test
    void namesTheProcessThatHoldsItAndFreesItWhenThatDies() throws IOException {
        try (Child holder = Child.start(Holder.class, "", directory)) {
            assertThat(holder.line()).startsWith("open");

            long begun = System.nanoTime();
            assertThatThrownBy(() -> Warehouse.open(TestWarehouse.settings(directory)))
                    .isInstanceOf(SottoException.class)
                    .hasMessageMatching("Cannot open the warehouse " + directory + ": process " + holder.pid()
                            + " works in it since 20\\S+Z\\. Wait for it or stop it\\.")
                    .extracting(failure -> ((SottoException) failure).code())
                    .isEqualTo(SottoException.Code.STORAGE);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        }

        Warehouse.open(TestWarehouse.settings(directory)).close();
    }

    @Test
    void waitsForTheHolderAsLongAsItIsTold() throws Exception {
        try (Child holder = Child.start(Holder.class, "", directory)) {
            assertThat(holder.line()).startsWith("open");
            CompletableFuture<Warehouse> waiting = CompletableFuture.supplyAsync(
                    () -> Warehouse.open(TestWarehouse.settings(directory).waiting(Duration.ofSeconds(30))));
            Thread.sleep(300);
            assertThat(waiting).isNotDone();

            holder.close();

            waiting.get(20, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void refusesASecondHolderInThisProcessAndKeepsTheFirst() throws IOException {
        try (Warehouse first = Warehouse.open(TestWarehouse.settings(directory))) {
            assertThatThrownBy(() -> Warehouse.open(TestWarehouse.settings(directory)))
                    .isInstanceOf(SottoException.class)
                    .hasMessageContaining("this process works in it already");
            try (Child other = Child.start(Holder.class, "", directory)) {
                assertThat(other.line()).isNull();
            }
            assertThat(first.snapshots()).isEmpty();
        }

        Warehouse.open(TestWarehouse.settings(directory)).close();
    }

    @Test
    void isGivenBackWhenOpeningFails() throws IOException {
        Files.writeString(directory.resolve("catalog.db"), "this is no database, but it is long enough to look at");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Warehouse.open(TestWarehouse.settings(directory)))
                    .isInstanceOf(SottoException.class)
                    .hasMessageContaining("cannot be read");
        }
    }
}
