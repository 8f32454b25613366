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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a log as text, one a week of arrival, for webhooks in a folder of each brand, which take the blocks in their order. */
final class LogFiles implements Closeable {
    private final Calendar calendar;
    private final SimulationSettings settings;
    private final Path directory;
    private final String header;
    private final List<String> folders;
    private final @Nullable OutputStream[] files;
    private final long[] lines;
    private final long[] lastAt;

    LogFiles(SimulationSettings settings, World world, Calendar calendar, Path directory) {
        folders = settings.format().webhook().isEmpty()
                ? List.of("")
                : world.brands().stream().map(World.Brand::id).toList();
        this.calendar = calendar;
        this.settings = settings;
        this.directory = directory;
        this.header = format(settings.format()).header();
        files = new OutputStream[folders.size() * (calendar.weeks() + 1)];
        lines = new long[files.length];
        lastAt = new long[files.length];
    }

    /** Where the records of one block after the other go; for any thread, because it changes nothing here. */
    LogSink sink() {
        return settings.format() == SimulationSettings.Format.PARQUET
                ? new LogParquet(directory, settings.compression())
                : new LogText(calendar, folders, settings.compression(), format(settings.format()));
    }

    private static LineFormat format(SimulationSettings.Format format) {
        return format == SimulationSettings.Format.CSV
                ? new CsvLine()
                : format.webhook().<LineFormat>map(WebhookLine::new).orElseGet(JsonLine::new);
    }

    /** Append the next block to the files, and its counts to all counts. */
    void append(LogBlock block, LogCounts counts) throws IOException {
        counts.add(block.counts());
        for (LogText.Part part : block.parts()) {
            int number = part.file();
            file(number).write(part.bytes());
            lines[number] += part.lines();
            counts.lines += part.lines();
            if (part.firstAt() > 0) {
                counts.outOfOrder += part.firstAt() < lastAt[number] ? 1 : 0;
                lastAt[number] = part.lastAt();
            }
        }
    }

    private OutputStream file(int number) throws IOException {
        OutputStream file = files[number];
        if (file == null) {
            Path path = directory.resolve(name(number));
            Files.createDirectories(directory.resolve(folders.get(number / (calendar.weeks() + 1))));
            file = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
            files[number] = file;
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

    private String name(int number) {
        String folder = folders.get(number / (calendar.weeks() + 1));
        int week = number % (calendar.weeks() + 1);
        String name = Period.weekOf(calendar.startOn().plusWeeks(week)).toString();
        return (folder.isEmpty() ? "" : folder + "/")
                + name
                + settings.format().suffix()
                + (settings.compression() == SimulationSettings.Compression.GZIP ? ".gz" : "");
    }

    /** Close the files; the counts learn how many lines each has. */
    void count(LogCounts counts) {
        for (int i = 0; i < files.length; i++) {
            if (files[i] != null) {
                counts.linesByFile.put(name(i), lines[i]);
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
