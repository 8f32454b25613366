package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.domain.Feed;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.Person;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the age bands of each source rest on where an event does not say.
 *
 * @param bySource as declared in {@code sources.yaml}
 */
public record AgeBases(Map<String, String> bySource) implements Serializable {
    public static final AgeBases UNKNOWN = new AgeBases(Map.of());

    public AgeBases {
        bySource = new TreeMap<>(bySource);
    }

    /** Those that are declared. */
    static AgeBases of(List<Feed> feeds) {
        Map<String, String> declared = new TreeMap<>();
        for (Feed feed : feeds) {
            if (feed.ageBasis() != null) {
                declared.put(feed.sourceId(), feed.ageBasis());
            }
        }
        return new AgeBases(declared);
    }

    void fillIn(EventRecord event) {
        String source = event.text(EventField.SOURCE);
        String basis = source == null || bySource.isEmpty() ? null : bySource.get(source);
        if (basis != null) {
            event.put(EventField.ACTOR, Person.withAgeBasis(event.person(EventField.ACTOR), basis));
            event.put(EventField.COUNTERPART, Person.withAgeBasis(event.person(EventField.COUNTERPART), basis));
        }
    }
}
