package dev.sotto.ingest.record;

import org.jspecify.annotations.Nullable;

/**
 * Why one record was refused.
 *
 * @param detail the field or rule concerned, never a value; null where the reason says all
 */
public record Reject(Reason reason, @Nullable String detail) {

    public static Reject of(Reason reason) {
        return new Reject(reason, null);
    }

    public static Reject of(Reason reason, String detail) {
        return new Reject(reason, detail);
    }
}
