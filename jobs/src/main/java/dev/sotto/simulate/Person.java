package dev.sotto.simulate;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One side of an event, as a log names it. */
record Person(
        String id,
        String role,
        @Nullable String ageBand,
        @Nullable String ageBasis,
        @Nullable String tier) {

    /** A part of a person by the name that a log gives it. */
    enum Part {
        ID(Person::id),
        ROLE(Person::role),
        AGE_BAND(Person::ageBand),
        AGE_BASIS(Person::ageBasis),
        TIER(Person::tier);

        private final Function<Person, @Nullable String> of;

        Part(Function<Person, @Nullable String> of) {
            this.of = of;
        }

        @Nullable
        String of(Person person) {
            return of.apply(person);
        }

        String logName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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
