package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a block of neighbourhoods as the bytes that each week's file gets of them. */
final class LogText implements LogSink {
    private static final byte[] END = {'\n'};

    private final Calendar calendar;
    private final List<String> folders;
    private final SimulationSettings.Compression compression;
    private final LineFormat format;
    private final @Nullable ByteArrayOutputStream[] packed;
    private final @Nullable OutputStream[] files;
    private final long[] lines;
    private final long[] firstAt;
    private final long[] lastAt;
    private long bytes;
    private long outOfOrder;

    /**
     * What a file gets.
     *
     * @param file its number: weeks count within a folder
     * @param firstAt when the event of its first line happened; 0 if it holds none
     * @param lastAt the same of its last line
     */
    record Part(int file, byte[] bytes, long lines, long firstAt, long lastAt) {}

    /** Text for one folder, or for a folder of each brand. */
    LogText(Calendar calendar, List<String> folders, SimulationSettings.Compression compression, LineFormat format) {
        this.calendar = calendar;
        this.folders = List.copyOf(folders);
        this.compression = compression;
        this.format = format;
        int count = folders.size() * (calendar.weeks() + 1);
        packed = new ByteArrayOutputStream[count];
        files = new OutputStream[count];
        lines = new long[count];
        firstAt = new long[count];
        lastAt = new long[count];
    }

    @Override
    public void begin(long number) {
        Arrays.fill(packed, null);
        Arrays.fill(files, null);
        Arrays.fill(lines, 0);
        Arrays.fill(firstAt, 0);
        Arrays.fill(lastAt, 0);
        bytes = 0;
        outOfOrder = 0;
    }

    @Override
    public void take(long receivedAt, @Nullable SimulatedEvent event, byte[] broken) {
        int number = number(receivedAt, event);
        try {
            OutputStream file = file(number);
            int length = event == null ? broken.length : format.encode(event, receivedAt);
            file.write(event == null ? broken : format.buffer(), 0, length);
            file.write(END);
            bytes += length + 1L;
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        lines[number]++;
        if (event != null) {
            outOfOrder += event.at < lastAt[number] ? 1 : 0;
            firstAt[number] = firstAt[number] == 0 ? event.at : firstAt[number];
            lastAt[number] = event.at;
        }
    }

    private int number(long receivedAt, @Nullable SimulatedEvent event) {
        int week = Math.min(calendar.weeks(), Math.max(0, calendar.weekOf(receivedAt)));
        int folder = folders.size() == 1 || event == null ? 0 : folders.indexOf(event.text(EventField.BRAND_ID));
        return folder * (calendar.weeks() + 1) + week;
    }

    private OutputStream file(int number) throws IOException {
        OutputStream file = files[number];
        if (file == null) {
            ByteArrayOutputStream raw = new ByteArrayOutputStream(1 << 16);
            packed[number] = raw;
            file = packed(raw, compression);
            files[number] = file;
        }
        return file;
    }

    /** What packs bytes on their way into a file; parts that were packed apart may follow one another in it. */
    static OutputStream packed(OutputStream raw, SimulationSettings.Compression compression) throws IOException {
        return compression == SimulationSettings.Compression.GZIP ? new SmallGzip(raw) : raw;
    }

    @Override
    public boolean wantsBlocksInOrder() {
        return true;
    }

    @Override
    public LogBlock end(LogCounts counts) throws IOException {
        counts.bytes += bytes;
        counts.outOfOrder += outOfOrder;
        return new LogBlock(parts(), counts);
    }

    private List<Part> parts() throws IOException {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < files.length; i++) {
            OutputStream file = files[i];
            ByteArrayOutputStream raw = packed[i];
            if (file != null && raw != null) {
                file.close();
                parts.add(new Part(i, raw.toByteArray(), lines[i], firstAt[i], lastAt[i]));
            }
        }
        return parts;
    }

    /** Gzip at its best level; its header has no time, so that equal lines make equal files. */
    private static final class SmallGzip extends GZIPOutputStream {
        SmallGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(9);
        }
    }
}
