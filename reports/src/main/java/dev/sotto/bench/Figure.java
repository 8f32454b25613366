package dev.sotto.bench;

import dev.sotto.domain.Result;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One number, whoever computed it: where it stands, and what it is made of.
 *
 * @param key metric, scope, platform, brand, campaign, period, its start, slice and its value, in this order
 * @param status as in {@code metrics.results}
 * @param bounds null where whoever computed it tells nothing of them
 * @param flags what else is to be said of it, in the order of the alphabet; null where whoever computed it does not tell
 */
record Figure(
        String key,
        String status,
        @Nullable Double value,
        @Nullable Double numerator,
        @Nullable Double denominator,
        long persons,
        long pending,
        @Nullable Bounds bounds,
        @Nullable String flags) {

    /** Its 95 % interval; nothing where there is none. */
    record Bounds(@Nullable Double low, @Nullable Double high) {}

    private static final double TOLERANCE = 1e-9;

    static Figure of(Result result) {
        return new Figure(
                key(
                        result.metric(),
                        result.scope(),
                        result.platform(),
                        result.brandId(),
                        result.campaignId(),
                        result.period(),
                        result.periodStartOn().toString(),
                        result.slice(),
                        result.sliceValue()),
                result.status().name().toLowerCase(Locale.ROOT),
                result.value(),
                result.numerator(),
                result.denominator(),
                result.persons(),
                result.pending(),
                new Bounds(result.ciLow(), result.ciHigh()),
                String.join(",", new TreeSet<>(result.flags())));
    }

    /** The place of a number, with a dash where it has none. */
    static String key(@Nullable String... parts) {
        StringBuilder key = new StringBuilder();
        for (String part : parts) {
            key.append(key.isEmpty() ? "" : " ").append(Objects.requireNonNullElse(part, "-"));
        }
        return key.toString();
    }

    /** Scope, platform, brand, campaign, period and its start. */
    String cell() {
        String[] parts = key.split(" ");
        return String.join(" ", Arrays.copyOfRange(parts, 1, parts.length - 2));
    }

    String metric() {
        return key.substring(0, key.indexOf(' '));
    }

    /** It is not of a slice. */
    boolean isWhole() {
        return key.endsWith(" - -");
    }

    /** Nothing happened here, and nothing is waited for. */
    boolean isEmpty() {
        return persons == 0 && pending == 0 && isNothing(numerator) && isNothing(denominator);
    }

    private static boolean isNothing(@Nullable Double number) {
        return number == null || number == 0;
    }

    boolean equalsWithinTolerance(Figure other) {
        return status.equals(other.status)
                && persons == other.persons
                && pending == other.pending
                && same(value, other.value)
                && same(numerator, other.numerator)
                && same(denominator, other.denominator)
                && (flags == null || other.flags == null || flags.equals(other.flags))
                && (bounds == null
                        || other.bounds == null
                        || same(bounds.low, other.bounds.low) && same(bounds.high, other.bounds.high));
    }

    private static boolean same(@Nullable Double one, @Nullable Double other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(one));
    }

    /** What it is made of, to be read beside another. */
    String content() {
        return status + " " + value + " = " + numerator + " / " + denominator + ", " + persons + " persons, " + pending
                + " pending"
                + (bounds == null ? "" : ", from " + bounds.low + " to " + bounds.high)
                + (flags == null ? "" : ", flags [" + flags + "]");
    }
}
