package dev.sotto.simulate;

import org.jspecify.annotations.Nullable;

/** A true value: a count, a ratio with what is not yet mature, or durations of which percentiles are wanted. */
final class TruthCell {
    long numerator;
    long denominator;
    long pending;
    boolean isRatio;

    /** What the numerator is divided by where only the value is told; 0 where it is told itself. */
    double divisor;

    @Nullable
    Durations durations;

    private long lastSeen;

    void count() {
        numerator++;
    }

    void count(long more) {
        numerator += more;
    }

    /** Count somebody once; whoever is seen has all its own cells before anybody else. */
    void countOnce(long somebody) {
        if (lastSeen != somebody) {
            lastSeen = somebody;
            numerator++;
        }
    }

    /** A unit of a ratio: a hit or not, or not to be judged yet. */
    void judge(boolean isHit, boolean isMature) {
        isRatio = true;
        if (isMature) {
            numerator += isHit ? 1 : 0;
            denominator++;
        } else {
            pending++;
        }
    }

    void ratio(long more, long ofMore) {
        isRatio = true;
        numerator += more;
        denominator += ofMore;
    }

    /** A share of a whole, counted in so many parts of one. */
    void share(double share, double parts) {
        divisor = parts;
        numerator += Math.round(share * parts);
    }

    /** A thing that has come to its end, with how long it took. */
    void duration(long millis) {
        ended().add(millis);
    }

    /** A thing that has not come to its end. */
    void unended() {
        ended();
    }

    private Durations ended() {
        denominator++;
        Durations known = durations;
        if (known == null) {
            known = new Durations();
            durations = known;
        }
        return known;
    }

    void add(TruthCell other) {
        numerator += other.numerator;
        denominator += other.denominator;
        pending += other.pending;
        isRatio |= other.isRatio;
        divisor = Math.max(divisor, other.divisor);
        if (other.durations != null) {
            durations = durations == null ? new Durations() : durations;
            durations.add(other.durations);
        }
    }
}
