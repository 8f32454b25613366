package dev.sotto.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as people write it: {@code 30s}, {@code 90m}, {@code 24h}, {@code 7d} or ISO 8601. */
final class HumanDuration {
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})([smhd])");

    private HumanDuration() {}

    /**
     * Parse a duration that is not negative.
     *
     * @throws java.time.DateTimeException where it is not written as one
     * @throws IllegalArgumentException where it is negative
     */
    static Duration parse(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
        Duration duration = Duration.parse(text);
        if (duration.isNegative()) {
            throw new IllegalArgumentException("the duration is negative");
        }
        return duration;
    }
}
