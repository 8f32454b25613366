package dev.sotto.export;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A number of a cell that adds up over the parts of a margin, and so can be found out by subtraction. */
enum Quantity {
    COUNT,
    NUMERATOR,
    DENOMINATOR,
    REMAINDER,
    PERSONS;

    /** Everything that a cell says. */
    static final Set<Quantity> ALL = Collections.unmodifiableSet(EnumSet.allOf(Quantity.class));

    /** How a known number of persons divides. */
    static final Set<Quantity> DIVISION = Collections.unmodifiableSet(EnumSet.of(NUMERATOR, REMAINDER));
}
