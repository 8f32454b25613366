package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Progress;
import dev.sotto.simulate.SimulationSettings.Format;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A world takes the memory of its weeks and brands, and of some blocks at a time, however many events it has. */
@Tag("long")
class ManyEventsTest {
    private static final long MEGABYTE = 1 << 20;

    /** With so many of anything its durations are kept by classes. */
    private static final int ROUNDS = 9_000;

    @TempDir
    private Path folder;

    @Test
    void keepsBooksOfOneSize() throws IOException {
        Path small = Files.writeString(folder.resolve("world.yaml"), "contacts-per-neighbourhood: 12\n");
        World world = World.read(small);
        Calendar calendar = SmallWorld.CALENDAR;
        Truth truth = new Truth(world, calendar);
        List<SimulatedEvent> events = new Neighbourhood(world, calendar, 3, truth.ledger()).live(0);
        for (int i = 0; i < ROUNDS; i++) {
            truth.add(events);
        }
        long before = held();
        for (int i = 0; i < ROUNDS; i++) {
            truth.add(events);
        }
        assertThat(held() - before).isLessThan(MEGABYTE / 4);
        assertThat(truth.cells()).isNotEmpty();
    }

    /** The blocks under way differ from one look to the next, but a million events of a log would take hundreds of megabytes. */
    @Test
    void forgetsWhatWasWritten() {
        List<Long> looks = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void begin(String step) {}

            @Override
            public void at(long done, long total) {
                if (done * 6 / total > looks.size()) {
                    looks.add(held());
                }
            }

            @Override
            public void end(String outcome) {}
        };
        Simulation.run(SimulationSettings.of(3_000_000, 5, folder).withFormat(Format.PARQUET), progress);
        assertThat(looks).hasSize(6);
        assertThat(looks.get(5) - looks.get(1)).isLessThan(64 * MEGABYTE);
    }

    private static long held() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
