package dev.sotto.simulate;

import org.jspecify.annotations.Nullable;

/** One side of an event, as a log names it. */
record Person(
        String id,
        String role,
        @Nullable String ageBand,
        @Nullable String ageBasis,
        @Nullable String tier) {

    /** Somebody of the house, of full age. */
    static Person staff(String id, String role) {
        return new Person(id, role, "18_plus", "verified", null);
    }

    Person as(String otherRole) {
        return new Person(id, otherRole, ageBand, ageBasis, tier);
    }

    Person ofTier(String otherTier) {
        return new Person(id, role, ageBand, ageBasis, otherTier);
    }

    boolean isContact() {
        return role.equals("contact") || role.equals("partner");
    }

    boolean isBrandHuman() {
        return role.equals("brand") || role.equals("agent") || role.equals("creator") || role.equals("ambassador");
    }
}
