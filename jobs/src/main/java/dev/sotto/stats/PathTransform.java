package dev.sotto.stats;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of the touches of a path before credit is given.
 *
 * <p>Source: the transforms of google/fractribution and snowplow/dbt-snowplow-fractribution, from their documentation.
 */
public final class PathTransform {

    private PathTransform() {}

    /** All touches, as they are. */
    public static List<String> unique(List<String> touches) {
        return List.copyOf(touches);
    }

    /** Touches that follow their like are left out. */
    public static List<String> exposure(List<String> touches) {
        List<String> kept = new ArrayList<>();
        for (String touch : touches) {
            if (kept.isEmpty() || !kept.get(kept.size() - 1).equals(touch)) {
                kept.add(touch);
            }
        }
        return List.copyOf(kept);
    }

    /** Only the first touch of each name is kept. */
    public static List<String> first(List<String> touches) {
        return List.copyOf(new LinkedHashSet<>(touches));
    }

    /** Only the last touch of each name is kept. */
    public static List<String> recent(List<String> touches) {
        Set<String> seen = new HashSet<>();
        List<String> kept = new ArrayList<>();
        for (int i = touches.size() - 1; i >= 0; i--) {
            if (seen.add(touches.get(i))) {
                kept.add(0, touches.get(i));
            }
        }
        return List.copyOf(kept);
    }

    /** Each name once, in order of its first touch, with the number of its touches: {@code a(2)}. */
    public static List<String> frequency(List<String> touches) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        touches.forEach(touch -> counts.merge(touch, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + "(" + entry.getValue() + ")")
                .toList();
    }

    /** Only the last so many touches. */
    public static List<String> last(List<String> touches, int count) {
        return List.copyOf(touches.subList(Math.max(0, touches.size() - count), touches.size()));
    }

    /** Touches of that name are left out, unless there are no others. */
    public static List<String> without(List<String> touches, Set<String> names) {
        List<String> kept =
                touches.stream().filter(touch -> !names.contains(touch)).toList();
        return kept.isEmpty() ? List.copyOf(touches) : kept;
    }

    /** Touches of that name at the end are left out, unless there are no others. */
    public static List<String> withoutTrailing(List<String> touches, Set<String> names) {
        int end = touches.size();
        while (end > 0 && names.contains(touches.get(end - 1))) {
            end--;
        }
        return end == 0 ? List.copyOf(touches) : List.copyOf(touches.subList(0, end));
    }
}
