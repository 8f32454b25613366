package dev.sotto.simulate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Remembers where the parts of a person stand in a block's dictionaries, so that they are looked up once a while. */
final class ListedPersons {
    private static final int PLACES = 1 << 10;
    private static final int PARTS = 5;

    private final @Nullable Person[] persons = new Person[PLACES];
    private final int[] indexes = new int[PLACES * PARTS];

    /** Forget whom a block before listed. */
    void clear() {
        Arrays.fill(persons, null);
    }

    /** Put a person into the columns of its parts. */
    void put(Person person, ParquetLeaf[] of) {
        int place = person.id().hashCode() * 0x9E3779B9 >>> 22;
        int from = place * PARTS;
        if (persons[place] != person) {
            persons[place] = person;
            indexes[from] = of[0].index(person.id());
            indexes[from + 1] = of[1].index(person.role());
            indexes[from + 2] = of[2].index(person.ageBand());
            indexes[from + 3] = of[3].index(person.ageBasis());
            indexes[from + 4] = of[4].index(person.tier());
        }
        for (int part = 0; part < PARTS; part++) {
            of[part].putIndex(indexes[from + part]);
        }
    }
}
