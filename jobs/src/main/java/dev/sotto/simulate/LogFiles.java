package dev.sotto.simulate;

import dev.sotto.domain.Period;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files of a log as text, one a week of arrival, which take the blocks in their order. */
final class LogFiles implements Closeable {
    private final Calendar calendar;
    private final SimulationSettings settings;
    private final Path directory;
    private final String header;
    private final @Nullable OutputStream[] files;
    private final long[] lines;
    private final long[] lastAt;

    LogFiles(SimulationSettings settings, Calendar calendar, Path directory) {
        this.calendar = calendar;
        this.settings = settings;
        this.directory = directory;
        this.header = format(settings.format()).header();
        files = new OutputStream[calendar.weeks() + 1];
        lines = new long[files.length];
        lastAt = new long[files.length];
    }

    /** Where the records of a block go; for any thread, because it changes nothing here. */
    LogSink sink(long number) {
        return settings.format() == SimulationSettings.Format.PARQUET
                ? new LogParquet(directory, number, settings.compression())
                : new LogText(calendar, settings.compression(), format(settings.format()));
    }

    private static LineFormat format(SimulationSettings.Format format) {
        return format == SimulationSettings.Format.CSV ? new CsvLine() : new JsonLine();
    }

    /** Append the next block to the files, and its counts to all counts. */
    void append(LogBlock block, LogCounts counts) throws IOException {
        counts.add(block.counts());
        for (LogText.Part part : block.parts()) {
            int week = part.week();
            file(week).write(part.bytes());
            lines[week] += part.lines();
            counts.lines += part.lines();
            if (part.firstAt() > 0) {
                counts.outOfOrder += part.firstAt() < lastAt[week] ? 1 : 0;
                lastAt[week] = part.lastAt();
            }
        }
    }

    private OutputStream file(int week) throws IOException {
        OutputStream file = files[week];
        if (file == null) {
            file = new BufferedOutputStream(Files.newOutputStream(directory.resolve(name(week))), 1 << 16);
            files[week] = file;
            if (!header.isEmpty()) {
                file.write(packedHeader());
            }
        }
        return file;
    }

    private byte[] packedHeader() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packed = LogText.packed(bytes, settings.compression())) {
            packed.write((header + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private String name(int week) {
        String name = Period.weekOf(calendar.startOn().plusWeeks(week)).toString();
        return name
                + settings.format().suffix()
                + (settings.compression() == SimulationSettings.Compression.GZIP ? ".gz" : "");
    }

    /** Close the files; the counts learn how many lines each has. */
    void count(LogCounts counts) {
        for (int week = 0; week < files.length; week++) {
            if (files[week] != null) {
                counts.linesByFile.put(name(week), lines[week]);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (OutputStream file : files) {
            if (file != null) {
                file.close();
            }
        }
    }
}
