package dev.sotto.config;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Feed;
import dev.sotto.domain.Feed.DateOrder;
import dev.sotto.domain.LogFormat;
import dev.sotto.domain.Source;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code sources.yaml}. */
final class SourcesFile {
    private SourcesFile() {}

    static List<Source> read(Entry file) {
        return file.groupsUniqueBy("id", "sources").stream()
                .map(SourcesFile::source)
                .toList();
    }

    /** How the files of each source are read, and what its age bands rest on. */
    static List<Feed> feeds(Entry file, Path folder, Collection<String> brandIds) {
        return file.groupsUniqueBy("id", "sources").stream()
                .map(source -> feed(source, folder, brandIds))
                .toList();
    }

    private static Feed feed(Entry source, Path folder, Collection<String> brandIds) {
        return new Feed(
                source.text("id"),
                format(source),
                source.optional("mapping", folder::resolve).orElse(null),
                source.optional("zone", ZoneId::of).orElse(ZoneOffset.UTC),
                source.has("brand") ? source.reference("brand", brandIds, "brands") : null,
                source.optional("date-order", SourcesFile::dateOrder).orElse(null),
                source.optional("age-basis").orElse(null),
                source.isSet("live"));
    }

    private static DateOrder dateOrder(String word) {
        return word.equals("day-first") ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
    }

    private static LogFormat format(Entry source) {
        return source.optional("format").flatMap(LogFormat::named).orElse(LogFormat.CANONICAL);
    }

    private static Source source(Entry source) {
        if (source.has("mapping")
                != source.optional("format").orElse("canonical").equals("mapped")) {
            throw source.has("mapping")
                    ? source.refusal("mapping", "is set, but format is not mapped", "Set format to mapped.")
                    : source.refusal("format", "is 'mapped', but no mapping is named", "Add the key mapping.");
        }
        return new Source(
                source.text("id"),
                emits(source),
                source.optional("complete-after", HumanDuration::parse).orElse(Source.DEFAULT_COMPLETE_AFTER),
                source.optional("complete-through", LocalDate::parse).orElse(null),
                source.number("burn-in-days", Source.DEFAULT_BURN_IN_DAYS));
    }

    private static @Nullable Set<EventType> emits(Entry source) {
        return source.has("emits")
                ? source.texts("emits").stream()
                        .map(name -> EventType.named(name).orElseThrow())
                        .collect(Collectors.toSet())
                : format(source).emits().orElse(null);
    }
}
