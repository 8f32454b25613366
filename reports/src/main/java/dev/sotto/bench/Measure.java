package dev.sotto.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One line of the benchmark: a piece of work by Sotto and by its peer.
 *
 * @param sottoSeconds wall time
 * @param peerSeconds wall time of the peer; empty where it has no such work
 * @param peakBytes the most of the heap that was in use
 * @param bytesRead from files, by Spark's tasks
 * @param bytesWritten to files, by Spark's tasks
 * @param jobs Spark jobs
 */
record Measure(
        String work,
        long events,
        double sottoSeconds,
        OptionalDouble peerSeconds,
        long peakBytes,
        long bytesRead,
        long bytesWritten,
        int jobs) {

    /** The names over the columns of {@link #line}. */
    static final String HEADER = String.format(
            Locale.ROOT,
            "%-12s %12s %9s %9s %7s %8s %12s %13s %6s",
            "work",
            "events",
            "sotto_s",
            "peer_s",
            "ratio",
            "peak_mb",
            "bytes_read",
            "bytes_written",
            "jobs");

    /** The same with the peer's time beside it. */
    Measure beside(double seconds) {
        return new Measure(
                work, events, sottoSeconds, OptionalDouble.of(seconds), peakBytes, bytesRead, bytesWritten, jobs);
    }

    /** Sotto's time as a multiple of its peer's. */
    OptionalDouble ratio() {
        return peerSeconds.isEmpty() || peerSeconds.getAsDouble() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(sottoSeconds / peerSeconds.getAsDouble());
    }

    /** A row of a table for eyes. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-12s %,12d %9.2f %9s %7s %8d %,12d %,13d %6d",
                work,
                events,
                sottoSeconds,
                text(peerSeconds, "-"),
                text(ratio(), "-"),
                peakBytes >> 20,
                bytesRead,
                bytesWritten,
                jobs);
    }

    /** One JSON object. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"work\":\"%s\",\"events\":%d,\"sotto_s\":%.3f,\"peer_s\":%s,\"ratio\":%s,\"peak_mb\":%d,"
                        + "\"bytes_read\":%d,\"bytes_written\":%d,\"jobs\":%d}",
                work,
                events,
                sottoSeconds,
                text(peerSeconds, "null"),
                text(ratio(), "null"),
                peakBytes >> 20,
                bytesRead,
                bytesWritten,
                jobs);
    }

    private static String text(OptionalDouble number, String none) {
        return number.isEmpty() ? none : String.format(Locale.ROOT, "%.3f", number.getAsDouble());
    }
}
