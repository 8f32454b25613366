package dev.sotto.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;

/** What a log of JSON Lines received on its last day, so that it can be read after all the rest. */
final class LastDay {
    private static final String RECEIVED = "\"received_at\":\"";

    private LastDay() {}

    /** Move the lines received since then into a folder, and answer how many there are; the others keep their files. */
    static long move(Path log, Instant since, Path day) {
        long moved = 0;
        try (Stream<Path> files = Files.list(log)) {
            Files.createDirectories(day);
            List<Path> parts = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
            for (Path part : parts) {
                moved += part(part, since, day);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return moved;
    }

    private static long part(Path part, Instant since, Path day) throws IOException {
        long moved = 0;
        Path name = part.getFileName();
        Path rest = part.resolveSibling(name + ".rest");
        // Every byte is a letter, so that broken records stay what they are.
        try (BufferedReader lines = Files.newBufferedReader(part, StandardCharsets.ISO_8859_1);
                BufferedWriter before = Files.newBufferedWriter(rest, StandardCharsets.ISO_8859_1);
                BufferedWriter after = Files.newBufferedWriter(day.resolve(name), StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                boolean isOfDay = isReceived(line, since);
                (isOfDay ? after : before).append(line).append('\n');
                moved += isOfDay ? 1 : 0;
            }
        }
        Files.move(rest, part, StandardCopyOption.REPLACE_EXISTING);
        return moved;
    }

    private static boolean isReceived(String line, Instant since) {
        int at = line.indexOf(RECEIVED) + RECEIVED.length();
        int end = line.indexOf('"', at);
        if (at < RECEIVED.length() || end < 0) {
            return false;
        }
        try {
            return !OffsetDateTime.parse(line.substring(at, end)).toInstant().isBefore(since);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
