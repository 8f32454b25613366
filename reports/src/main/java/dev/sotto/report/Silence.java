package dev.sotto.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Hours in which a source sent nothing at all although it sends much in the same hours of other weeks: a gap in its data.
 *
 * @param from its first hour
 * @param until the end of its last hour
 * @param usual how many events the same hours had in the four weeks before, a week
 */
public record Silence(String source, Instant from, Instant until, double usual) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int WEEKS = 4;
    private static final int LEAST_WEEKS = 3;

    /** Chance makes such a silence less than once in a million, events being as bunched as they are. */
    private static final double REMARKABLE = -Math.log(1e-6);

    /** The silences of all sources, of how many events each has of each hour; an hour without any is not among them. */
    public static List<Silence> all(Map<String, SortedMap<Instant, Long>> hours) {
        List<Silence> silences = new ArrayList<>();
        hours.forEach((source, events) -> silences.addAll(of(source, events)));
        return silences;
    }

    private static List<Silence> of(String source, SortedMap<Instant, Long> events) {
        List<Silence> silences = new ArrayList<>();
        double bunching = bunching(events);
        Instant before = null;
        for (Instant hour : events.keySet()) {
            if (before != null && before.plus(HOUR).isBefore(hour)) {
                Instant from = before.plus(HOUR);
                double usual = usual(events, from, hour);
                if (usual / bunching >= REMARKABLE) {
                    silences.add(new Silence(source, from, hour, usual));
                }
            }
            before = hour;
        }
        return silences;
    }

    /** The mean of the same hours in the weeks before, as far as the source had begun; 0 where that is too short. */
    private static double usual(SortedMap<Instant, Long> events, Instant from, Instant until) {
        double sum = 0;
        int weeks = 0;
        for (int back = 1; back <= WEEKS; back++) {
            Duration ago = Duration.ofDays(7L * back);
            if (!from.minus(ago).isBefore(events.firstKey())) {
                sum += events.subMap(from.minus(ago), until.minus(ago)).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                weeks++;
            }
        }
        return weeks < LEAST_WEEKS ? 0 : sum / weeks;
    }

    /** How much more an hour differs from the same of the week before than single events would by chance; at least 1. */
    private static double bunching(SortedMap<Instant, Long> events) {
        double squares = 0;
        double sum = 0;
        for (Map.Entry<Instant, Long> hour : events.entrySet()) {
            Long earlier = events.get(hour.getKey().minus(Duration.ofDays(7)));
            if (earlier != null) {
                squares += Math.pow(hour.getValue() - earlier, 2);
                sum += hour.getValue() + earlier;
            }
        }
        return sum == 0 ? 1 : Math.max(1, squares / sum);
    }
}
