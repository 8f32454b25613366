package dev.sotto.ingest;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What became of the records of a file, in records and in bytes. Counts of parts of a file add. */
public final class FileCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What becomes of a record; each has exactly one of these. */
    public enum Outcome {
        ACCEPTED,
        DUPLICATE,
        REJECTED,
        IGNORED,
        BLANK
    }

    private final long[] records = new long[Outcome.values().length];
    private final long[] bytes = new long[Outcome.values().length];
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<String, Long> ignored = new TreeMap<>();

    void count(Outcome outcome, long length) {
        count(outcome, 1, length);
    }

    void count(Outcome outcome, long howMany, long length) {
        records[outcome.ordinal()] += howMany;
        bytes[outcome.ordinal()] += length;
    }

    void reason(String code) {
        reasons.merge(code, 1L, Long::sum);
    }

    void ignored(String reason) {
        ignored.merge(reason, 1L, Long::sum);
    }

    /** Call records that were taken for new what they are: known already. */
    void acceptedAreDuplicates(long howMany, long length) {
        count(Outcome.ACCEPTED, -howMany, -length);
        count(Outcome.DUPLICATE, howMany, length);
    }

    void add(FileCounts other) {
        for (Outcome outcome : Outcome.values()) {
            count(outcome, other.records(outcome), other.bytes(outcome));
        }
        other.reasons.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        other.ignored.forEach((reason, count) -> ignored.merge(reason, count, Long::sum));
    }

    public long records(Outcome outcome) {
        return records[outcome.ordinal()];
    }

    public long bytes(Outcome outcome) {
        return bytes[outcome.ordinal()];
    }

    /** Records read, of whatever outcome. */
    public long read() {
        long sum = 0;
        for (long count : records) {
            sum += count;
        }
        return sum;
    }

    /** Bytes of the records read. */
    public long readBytes() {
        long sum = 0;
        for (long count : bytes) {
            sum += count;
        }
        return sum;
    }

    /** How many records were refused for each reason, by code. */
    public Map<String, Long> reasons() {
        return Collections.unmodifiableMap(reasons);
    }

    /** How many records were left out on purpose for each reason. */
    public Map<String, Long> ignoredReasons() {
        return Collections.unmodifiableMap(ignored);
    }

    @Override
    public String toString() {
        return "read " + read() + " accepted " + records(Outcome.ACCEPTED) + " duplicate "
                + records(Outcome.DUPLICATE) + " rejected " + records(Outcome.REJECTED) + " ignored "
                + records(Outcome.IGNORED) + " blank " + records(Outcome.BLANK);
    }
}
