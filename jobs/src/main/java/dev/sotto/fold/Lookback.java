package dev.sotto.fold;

import java.io.Serializable;
import java.util.List;

/**
 * Which touches may have led to a conversion.
 *
 * @param windowMs how long before the conversion a touch still counts, inclusive
 * @param boundary whether a touch of the conversion's own instant counts
 */
public record Lookback(long windowMs, Boundary boundary) implements Serializable {

    /** Thirty days, and strictly before. */
    public static final Lookback USUAL = new Lookback(30 * 86_400_000L, Boundary.BEFORE);

    /** The end of the window. */
    public enum Boundary {
        BEFORE,
        AT_OR_BEFORE
    }

    /** Something a brand did, or that a person did with it, which may lead to a conversion. */
    public record Touch(long at, String name) implements Serializable {}

    /** The touches that may have led to a conversion at an instant, of those in order of time. */
    public List<Touch> path(List<Touch> touches, long convertedAt) {
        return touches.stream()
                .filter(touch -> boundary == Boundary.BEFORE ? touch.at() < convertedAt : touch.at() <= convertedAt)
                .filter(touch -> touch.at() >= convertedAt - windowMs)
                .toList();
    }
}
