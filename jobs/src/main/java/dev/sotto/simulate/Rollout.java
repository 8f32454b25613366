package dev.sotto.simulate;

import java.util.Map;
import java.util.Set;

/**
 * A format that reaches contacts bit by bit.
 *
 * @param feature the kind of message
 * @param share of those who do not have it yet who get it in a week
 * @param fromWeek the first of these weeks by region; the first of all in others
 */
record Rollout(String feature, double share, Map<String, Integer> fromWeek) {
    private static final Set<String> FEATURES = Set.of("voice_note", "media_pack");

    Rollout {
        fromWeek = fromWeek == null ? Map.of() : World.ordered(fromWeek);
        if (!FEATURES.contains(World.present(feature, "feature"))) {
            throw new IllegalArgumentException(
                    "nothing called " + feature + " is rolled out, only voice_note and media_pack");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of the rollout of " + feature + " is not from 0 to 1");
        }
        if (fromWeek.values().stream().anyMatch(week -> week < 1)) {
            throw new IllegalArgumentException("the rollout of " + feature + " begins before the first week, 1");
        }
    }

    /** The first week, counted from 0, in which it may reach somebody of a region. */
    int from(String region) {
        return fromWeek.getOrDefault(region, 1) - 1;
    }
}
