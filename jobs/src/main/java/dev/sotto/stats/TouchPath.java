package dev.sotto.stats;

import java.util.Arrays;
import java.util.List;

/**
 * A sequence of touches, and how often it ended in a conversion or without one.
 *
 * @param touches in order of time
 * @param conversions how many of such paths converted, or what they were worth
 * @param nulls how many ended without a conversion
 */
public record TouchPath(List<String> touches, double conversions, double nulls) {

    public TouchPath {
        touches = List.copyOf(touches);
        if (!(conversions >= 0) || !(nulls >= 0)) {
            throw new IllegalArgumentException(conversions + " conversions, " + nulls + " without");
        }
    }

    /** The path written as {@code a > b > c}; touches without a name are none. */
    public static TouchPath parse(String path, double conversions, double nulls) {
        List<String> touches = Arrays.stream(path.split(">", -1))
                .map(String::strip)
                .filter(touch -> !touch.isEmpty())
                .toList();
        return new TouchPath(touches, conversions, nulls);
    }
}
