package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.domain.Period;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as they arrived: a file a week, in the order of arrival, with the dirt of real feeds.
 *
 * <p>Lines are put in order within blocks of bounded size, so that a log of any length takes the memory of one block.
 */
final class LogWriter implements Closeable {
    private static final int BLOCK_LINES = 1 << 17;
    private static final byte[] END = {'\n'};
    private static final byte[] BLANK = {};
    private static final long LATE = Calendar.DAY;

    private static final int INDEX_BITS = 22;

    /** A line on its way, with when its event happened where it holds one. */
    private record Line(long receivedAt, long at, byte[] bytes) {}

    private final World.Dirt dirt;
    private final Calendar calendar;
    private final Path directory;
    private final SimulationSettings.Compression compression;
    private final @Nullable OutputStream[] files;
    private final long[] lastAt;
    private final long[] linesOf;
    private final List<Line> block = new ArrayList<>();
    private final JsonLine json = new JsonLine();
    private final Spoiler spoiler = new Spoiler();
    final LogCounts counts = new LogCounts();

    LogWriter(World world, Calendar calendar, Path directory, SimulationSettings.Compression compression) {
        this.dirt = world.dirt();
        this.calendar = calendar;
        this.directory = directory;
        this.compression = compression;
        files = new OutputStream[calendar.weeks() + 1];
        lastAt = new long[files.length];
        linesOf = new long[files.length];
    }

    /** Take the events of a neighbourhood; chance decides what the feed does to them. */
    void write(List<SimulatedEvent> events, Dice dice) throws IOException {
        for (SimulatedEvent event : events) {
            write(event, dice);
        }
        if (block.size() >= BLOCK_LINES) {
            flush();
        }
    }

    private void write(SimulatedEvent event, Dice dice) {
        boolean isLate = dice.chance(dirt.late());
        long lag = isLate ? Calendar.DAY + dice.minutes(1800, 0.7) : 100L * dice.between(1, 30);
        long receivedAt = Math.min(event.at + lag, calendar.endAt());
        if (receivedAt - event.at > LATE) {
            counts.late++;
        }
        counts.accept(event.type);
        conflicts(event);
        put(receivedAt, event.at, json.encode(event, receivedAt));
        if (dice.chance(dirt.duplicate())) {
            long again = receivedAt + (dice.chance(0.5) ? dice.seconds(1, 400) : dice.minutes(4000, 0.6));
            again = Math.min(again, calendar.endAt());
            counts.duplicates++;
            put(again, event.at, json.encode(event, again));
        }
        if (Spoiler.canSpoil(event) && dice.chance(dirt.malformed())) {
            Spoiler.Spoiled spoiled = spoiler.spoil(event, dice);
            counts.reject(spoiled.reason());
            put(receivedAt + 1, 0, spoiled.line());
        }
        if (dice.chance(dirt.blank())) {
            counts.blank++;
            put(receivedAt + 2, 0, BLANK);
        }
    }

    /** Rules that an event contradicts although it was accepted. */
    private void conflicts(SimulatedEvent event) {
        if (event.type != EventType.MESSAGE_SENT) {
            return;
        }
        if (event.number(EventField.VOICE_MS) > 60_000) {
            counts.conflict("voice_too_long");
        }
        if (event.value(EventField.MEDIA) instanceof List<?> media && media.size() > 9) {
            counts.conflict("pack_too_large");
        }
        Person actor = event.actor();
        if (actor != null && "under_16".equals(actor.ageBand())) {
            counts.conflict("under_16");
        }
    }

    private void put(long receivedAt, long at, byte[] line) {
        block.add(new Line(receivedAt, at, line));
    }

    /** Sorts small numbers, arrival and place, rather than lines: equal arrivals keep their order. */
    private void flush() throws IOException {
        long[] order = new long[block.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = (block.get(i).receivedAt() - calendar.startAt()) << INDEX_BITS | i;
        }
        Arrays.sort(order);
        for (long place : order) {
            Line line = block.get((int) (place & ((1 << INDEX_BITS) - 1)));
            int week = Math.min(files.length - 1, Math.max(0, calendar.weekOf(line.receivedAt())));
            OutputStream file = file(week);
            file.write(line.bytes());
            file.write(END);
            counts.bytes += line.bytes().length + 1L;
            counts.lines++;
            linesOf[week]++;
            if (line.at() > 0) {
                counts.outOfOrder += line.at() < lastAt[week] ? 1 : 0;
                lastAt[week] = line.at();
            }
        }
        block.clear();
    }

    private OutputStream file(int week) throws IOException {
        OutputStream file = files[week];
        if (file == null) {
            OutputStream raw = new BufferedOutputStream(Files.newOutputStream(directory.resolve(name(week))), 1 << 16);
            file = compression == SimulationSettings.Compression.GZIP ? new SmallGzip(raw) : raw;
            files[week] = file;
        }
        return file;
    }

    private String name(int week) {
        String name = Period.weekOf(calendar.startOn().plusWeeks(week)).toString();
        return name + (compression == SimulationSettings.Compression.GZIP ? ".jsonl.gz" : ".jsonl");
    }

    /** Gzip at its best level; its header has no time, so that equal lines make equal files. */
    private static final class SmallGzip extends GZIPOutputStream {
        SmallGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(9);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        for (int week = 0; week < files.length; week++) {
            OutputStream file = files[week];
            if (file != null) {
                file.close();
                counts.linesByFile.put(name(week), linesOf[week]);
            }
        }
    }
}
