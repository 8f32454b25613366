package dev.sotto.simulate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a block of neighbourhoods as the bytes that each week's file gets of them. */
final class LogText implements LogSink {
    private static final byte[] END = {'\n'};

    private final Calendar calendar;
    private final SimulationSettings.Compression compression;
    private final LineFormat format;
    private final ByteArrayOutputStream[] packed;
    private final @Nullable OutputStream[] files;
    private final long[] lines;
    private final long[] firstAt;
    private final long[] lastAt;
    private long bytes;
    private long outOfOrder;

    /**
     * What a week's file gets.
     *
     * @param firstAt when the event of its first line happened; 0 if it holds none
     * @param lastAt the same of its last line
     */
    record Part(int week, byte[] bytes, long lines, long firstAt, long lastAt) {}

    LogText(Calendar calendar, SimulationSettings.Compression compression, LineFormat format) {
        this.calendar = calendar;
        this.compression = compression;
        this.format = format;
        int weeks = calendar.weeks() + 1;
        packed = new ByteArrayOutputStream[weeks];
        files = new OutputStream[weeks];
        lines = new long[weeks];
        firstAt = new long[weeks];
        lastAt = new long[weeks];
    }

    @Override
    public void take(long receivedAt, @Nullable SimulatedEvent event, byte[] broken) {
        int week = Math.min(files.length - 1, Math.max(0, calendar.weekOf(receivedAt)));
        try {
            OutputStream file = file(week);
            int length = event == null ? broken.length : format.encode(event, receivedAt);
            file.write(event == null ? broken : format.buffer(), 0, length);
            file.write(END);
            bytes += length + 1L;
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        lines[week]++;
        if (event != null) {
            outOfOrder += event.at < lastAt[week] ? 1 : 0;
            firstAt[week] = firstAt[week] == 0 ? event.at : firstAt[week];
            lastAt[week] = event.at;
        }
    }

    private OutputStream file(int week) throws IOException {
        OutputStream file = files[week];
        if (file == null) {
            packed[week] = new ByteArrayOutputStream(1 << 16);
            file = packed(packed[week], compression);
            files[week] = file;
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
        for (int week = 0; week < files.length; week++) {
            OutputStream file = files[week];
            if (file != null) {
                file.close();
                parts.add(new Part(week, packed[week].toByteArray(), lines[week], firstAt[week], lastAt[week]));
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
