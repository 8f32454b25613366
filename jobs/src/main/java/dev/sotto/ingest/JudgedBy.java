package dev.sotto.ingest;

import dev.sotto.domain.PlatformPolicy;
import dev.sotto.ingest.record.TimeText;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The policies that verdicts were given by, as a text that is kept beside the verdicts. */
final class JudgedBy implements Serializable {
    /** To be raised with every change of what {@link PolicyJudge} makes of the same policies. */
    private static final String RULES = "rules 2";

    private final String text;
    private final HashMap<String, TreeMap<Long, String>> byPlatform = new HashMap<>();

    private JudgedBy(String text) {
        this.text = text;
        List<String> lines = text.lines().toList();
        if (!lines.isEmpty() && lines.get(0).equals(RULES)) {
            lines.stream().skip(1).map(line -> line.split("\\|", 4)).forEach(this::add);
        }
    }

    /** Read a text; one of other rules, and an empty one, knows no policy. */
    static JudgedBy read(String text) {
        return new JudgedBy(text);
    }

    static JudgedBy of(List<PlatformPolicy> policies) {
        return new JudgedBy(policies.stream()
                .map(PlatformPolicy::words)
                .sorted()
                .collect(Collectors.joining("\n", RULES + "\n", "")));
    }

    private void add(String[] words) {
        long validFrom = TimeText.micros(Instant.parse(words[2]));
        byPlatform.computeIfAbsent(words[0], platform -> new TreeMap<>()).put(validFrom, words[1] + "|" + words[3]);
    }

    String text() {
        return text;
    }

    /** Version and limits in force on a platform at an instant; null where none were. */
    @Nullable
    String inForce(String platform, long occurredAt) {
        String own = inForce(byPlatform.get(platform), occurredAt);
        return own == null ? inForce(byPlatform.get(PlatformPolicy.ANY_PLATFORM), occurredAt) : own;
    }

    private static @Nullable String inForce(@Nullable TreeMap<Long, String> policies, long occurredAt) {
        Map.Entry<Long, String> entry = policies == null ? null : policies.floorEntry(occurredAt);
        return entry == null ? null : entry.getValue();
    }
}
