package dev.sotto.config;

import dev.sotto.domain.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The days that marker files beside a log call complete: {@code 2026-04-06.complete} for every source, and
 * {@code shop.2026-04-06.complete} for the one that is called shop.
 *
 * <p>They count from the first marker on, as far as no day between is missing.
 */
final class CompleteDays {
    private static final String EVERY_SOURCE = "";
    private static final Pattern MARKER = Pattern.compile("(?:(.+)\\.)?(\\d{4}-\\d{2}-\\d{2})\\.complete");

    private final TreeMap<String, TreeSet<LocalDate>> days = new TreeMap<>();

    private CompleteDays() {}

    /** Those in folders of this machine, however deep they lie. */
    static CompleteDays in(Collection<Path> inputs) {
        CompleteDays found = new CompleteDays();
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                try (Stream<Path> names = Files.walk(input)) {
                    names.forEach(path -> found.see(String.valueOf(path.getFileName())));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return found;
    }

    private void see(String name) {
        Matcher marker = MARKER.matcher(name);
        if (marker.matches()) {
            String source = marker.group(1) == null ? EVERY_SOURCE : marker.group(1);
            try {
                days.computeIfAbsent(source, key -> new TreeSet<>()).add(LocalDate.parse(marker.group(2)));
            } catch (DateTimeException e) {
                // There is no such day, so nothing can wait for it.
            }
        }
    }

    /** A source with the last of the days up to which it is declared or marked complete. */
    Source completed(Source source) {
        LocalDate last = Stream.of(EVERY_SOURCE, source.id())
                .map(days::get)
                .filter(marked -> marked != null && !marked.isEmpty())
                .map(CompleteDays::unbroken)
                .max(LocalDate::compareTo)
                .orElse(null);
        return last == null || isAfter(source.completeThrough(), last)
                ? source
                : new Source(source.id(), source.emits(), source.completeAfter(), last, source.burnInDays());
    }

    private static boolean isAfter(@Nullable LocalDate declared, LocalDate marked) {
        return declared != null && declared.isAfter(marked);
    }

    private static LocalDate unbroken(TreeSet<LocalDate> marked) {
        LocalDate last = marked.first();
        while (marked.contains(last.plusDays(1))) {
            last = last.plusDays(1);
        }
        return last;
    }

    /** What tells these from others. */
    Map<String, ?> words() {
        return days;
    }
}
