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

    /** How long those waited that have not come to their end; kept where it matters. */
    @Nullable
    Durations waiting;

    /** A value that was computed from others, with its interval. */
    @Nullable
    Told told;

    /** A number and, where it has one, its interval; unknown numbers are null. */
    record Told(
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high) {}

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

    /** A unit whose share of a whole is averaged over units, counted in so many parts of one. */
    void mean(double share, double parts) {
        isRatio = true;
        divisor = parts;
        numerator += Math.round(share * parts);
        denominator++;
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

    /** A thing that has not come to its end, with how long it was seen. */
    void waiting(long millis) {
        ended();
        waiting = waiting == null ? new Durations() : waiting;
        waiting.add(millis);
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

    /** A value that is told as it is. */
    static TruthCell told(@Nullable Double value, @Nullable Double low, @Nullable Double high) {
        TruthCell cell = new TruthCell();
        cell.told = new Told(value, low, high);
        return cell;
    }

    /** The share that the numerator is of the denominator. */
    double value() {
        return (double) numerator / denominator;
    }

    /** A value of which the interval is not told. */
    static TruthCell told(double value) {
        return told(value, null, null);
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
        if (other.waiting != null) {
            waiting = waiting == null ? new Durations() : waiting;
            waiting.add(other.waiting);
        }
    }
}
