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

    /** The same person with what the age band rests on, where there is a band and nothing says so yet. */
    public static @Nullable Person withAgeBasis(@Nullable Person person, String basis) {
        return person == null || person.ageBand() == null || person.ageBasis() != null
                ? person
                : new Person(person.id(), person.role(), person.ageBand(), basis, person.tier());
    }

    public boolean isUnder16() {
        return "under_16".equals(ageBand);
    }
}
