package dev.sotto.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Named places where a test may make the process die, fail or stall.
 *
 * <p>The environment variable {@code SOTTO_FAULT} (or the system property {@code sotto.fault}) names one as
 * {@code <point>:<n>:halt|ioerror|sleep}: at the n-th time that the point is reached, the process halts with code 137, an
 * I/O error is thrown, or the thread sleeps for a minute. Unset, a point costs a look-up.
 */
public final class CrashPoints {

    /** The points of the warehouse, in the order in which a run reaches them. */
    public static final List<String> WAREHOUSE =
            List.of("stage", "staged", "publish", "published", "overwrite", "overwritten", "finish", "finished");

    private static final int KILLED = 137;
    private static final long SLEEP_MILLIS = 60_000;

    private static @Nullable String current;
    private static int reached;

    private CrashPoints() {}

    /** Pass a point, unless a test wants it to be the last one. */
    public static void reach(String point) {
        String fault = fault();
        if (fault != null && fault.startsWith(point + ":")) {
            String[] parts = fault.split(":");
            if (count(fault) == Integer.parseInt(parts[1])) {
                strike(point, parts[2]);
            }
        }
    }

    /** How often the point of this fault was reached since the fault was asked for. */
    private static synchronized int count(String fault) {
        if (!fault.equals(current)) {
            current = fault;
            reached = 0;
        }
        reached++;
        return reached;
    }

    private static @Nullable String fault() {
        String property = System.getProperty("sotto.fault");
        return property == null ? System.getenv("SOTTO_FAULT") : property;
    }

    private static void strike(String point, String how) {
        switch (how) {
            case "halt" -> Runtime.getRuntime().halt(KILLED);
            case "ioerror" -> throw new UncheckedIOException(new IOException("a fault was asked for at " + point));
            case "sleep" -> sleep();
            default -> throw new IllegalArgumentException("SOTTO_FAULT knows halt, ioerror and sleep, not " + how);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(SLEEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
