package dev.sotto.export;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A number of a cell that others bound, and so can be found out from them. */
enum Quantity {
    COUNT,
    NUMERATOR,
    DENOMINATOR,
    /** The denominator less the numerator. */
    REMAINDER,
    PERSONS,
    PENDING,
    /** The denominator and what is pending; no row states it, but it may be another metric's count. */
    UNITS;

    /** Everything that a row says of those whom it counts. */
    static final Set<Quantity> COUNTED = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(PENDING, UNITS)));

    /** What adds up over the parts of a total in the same way. */
    static final Set<Quantity> SUMS = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(PERSONS)));

    /** How a known number of persons divides. */
    static final Set<Quantity> DIVISION = Collections.unmodifiableSet(EnumSet.of(NUMERATOR, REMAINDER));

    /** Parts and wholes of one cell, no two of which are one number. */
    static final Set<Quantity> APART =
            Collections.unmodifiableSet(EnumSet.of(NUMERATOR, REMAINDER, DENOMINATOR, PENDING, UNITS));

    /** What the slices of a whole have in common where they are shares of it. */
    static final Set<Quantity> OF_WHOLE = Collections.unmodifiableSet(EnumSet.of(DENOMINATOR, PERSONS, PENDING, UNITS));
}
