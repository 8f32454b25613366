package dev.sotto.simulate;

import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes a world in blocks of neighbourhoods, several at a time, and writes them in their order.
 *
 * <p>A block depends on its number and the seed alone, so the log is the same however many are made at a time; and as only
 * so many blocks are there at once, a log of any length takes the memory of these.
 */
final class Blocks {
    /** About 130,000 events. */
    static final int NEIGHBOURHOODS = 56;

    /** How many blocks are counted in the books of their maker before these are closed. */
    private static final int BLOCKS_IN_BOOKS = 8;

    private final SimulationSettings settings;
    private final World world;
    private final Calendar calendar;
    private final long neighbourhoods;

    Blocks(SimulationSettings settings, World world, Calendar calendar, long neighbourhoods) {
        this.settings = settings;
        this.world = world;
        this.calendar = calendar;
        this.neighbourhoods = neighbourhoods;
    }

    /** Makes one block after the other, with counts and truth of its own. */
    private final class Maker {
        final Truth truth = new Truth(world, calendar);
        private final Neighbourhood neighbourhood = new Neighbourhood(world, calendar, settings.seed(), truth.ledger());
        private final Optional<Webhook> webhook = settings.format().webhook().map(Webhook::new);
        private final Feed feed = new Feed(world, calendar, settings.format());
        private final LogSink sink;
        private int blocksInBooks;

        Maker(LogSink sink) {
            this.sink = sink;
        }

        LogBlock make(long from) throws IOException {
            sink.begin(from / NEIGHBOURHOODS);
            LogCounts counts = new LogCounts();
            for (long number = from; number < Math.min(neighbourhoods, from + NEIGHBOURHOODS); number++) {
                List<SimulatedEvent> happened = neighbourhood.live(number);
                List<SimulatedEvent> events =
                        webhook.map(told -> told.told(happened)).orElse(happened);
                truth.add(events);
                feed.take(events, new Dice(settings.seed(), number, Neighbourhood.FEED));
                if (!sink.wantsBlocksInOrder()) {
                    counts.add(feed.drain(sink));
                }
            }
            counts.add(feed.drain(sink));
            blocksInBooks++;
            return sink.end(counts);
        }

        void close(Truth into) {
            into.take(truth);
            blocksInBooks = 0;
        }
    }

    /** A block that was made. */
    private record Made(Maker maker, LogBlock block) {}

    /** Make the whole world; what is true of it is added to the truth. */
    LogCounts write(Path directory, Truth truth, Progress progress) throws IOException {
        LogCounts counts = new LogCounts();
        ExecutorService pool = Executors.newFixedThreadPool(settings.parts());
        Deque<Maker> idle = new ArrayDeque<>();
        Deque<Future<Made>> underway = new ArrayDeque<>();
        try (LogFiles files = new LogFiles(settings, world, calendar, directory)) {
            long next = 0;
            while (next < neighbourhoods || !underway.isEmpty()) {
                while (next < neighbourhoods && underway.size() <= settings.parts()) {
                    if (idle.isEmpty()) {
                        idle.push(new Maker(files.sink()));
                    }
                    Maker maker = idle.pop();
                    long from = next;
                    underway.add(pool.submit(() -> new Made(maker, maker.make(from))));
                    next += NEIGHBOURHOODS;
                }
                Made made = made(underway.remove());
                files.append(made.block(), counts);
                // After some blocks, so that there is one set of books that a long log fills, however many make it.
                if (made.maker().blocksInBooks == BLOCKS_IN_BOOKS) {
                    made.maker().close(truth);
                }
                idle.push(made.maker());
                progress.at(Math.min(neighbourhoods, next), neighbourhoods);
            }
            idle.forEach(maker -> maker.close(truth));
            files.count(counts);
        } finally {
            pool.shutdownNow();
        }
        return counts;
    }

    private static Made made(Future<Made> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException broken) {
                throw broken;
            }
            if (cause instanceof SottoException told) {
                throw told;
            }
            throw new IllegalStateException(cause);
        }
    }
}
