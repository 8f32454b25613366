package dev.sotto.config;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Source;
import java.time.LocalDate;
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
                : null;
    }
}
