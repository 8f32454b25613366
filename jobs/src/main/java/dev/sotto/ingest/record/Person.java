package dev.sotto.ingest.record;

import org.jspecify.annotations.Nullable;

/** A person of an event: an id and what is known of them. */
public record Person(
        @Nullable String id,
        @Nullable String role,
        @Nullable String ageBand,
        @Nullable String ageBasis,
        @Nullable String tier) {

    public static final Person UNKNOWN = new Person(null, null, null, null, null);

    public Person withId(@Nullable String other) {
        return new Person(other, role, ageBand, ageBasis, tier);
    }

    public boolean isUnder16() {
        return "under_16".equals(ageBand);
    }
}
