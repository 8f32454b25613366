package dev.sotto.simulate;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A stream of chance that is the same on every machine: the generator's raw bits and strict mathematics, nothing else. */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private final SplittableRandom random;

    /** A stream of its own for each path under a seed, such as a neighbourhood and a contact in it. */
    Dice(long seed, long... path) {
        long mixed = mix(seed + GOLDEN);
        for (long step : path) {
            mixed = mix(mixed + GOLDEN * (2 * step + 1));
        }
        random = new SplittableRandom(mixed);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0, included, to 1, excluded. */
    double unit() {
        return (random.nextLong() >>> 11) * UNIT;
    }

    boolean chance(double share) {
        return unit() < share;
    }

    /** A whole number from 0 to below the bound. */
    int below(int bound) {
        return (int) (unit() * bound);
    }

    /** A whole number between both, included. */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** Standard normal, by Box and Muller. */
    double normal() {
        return StrictMath.sqrt(-2 * StrictMath.log(1 - unit())) * StrictMath.cos(2 * StrictMath.PI * unit());
    }

    /** Lognormal around a median. */
    double around(double median, double sigma) {
        return median * StrictMath.exp(sigma * normal());
    }

    /** A time of that many minutes as median, in milliseconds, at least a second. */
    long minutes(double median, double sigma) {
        return Math.max(1000, (long) (around(median, sigma) * 60_000));
    }

    /** A time between both, in milliseconds. */
    long seconds(int least, int most) {
        return least * 1000L + (long) (unit() * (most - least) * 1000L);
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** A key by its weight, in the order of the map. */
    <T> T pick(Map<T, ? extends Number> weights) {
        double total = 0;
        for (Number weight : weights.values()) {
            total += weight.doubleValue();
        }
        double left = unit() * total;
        T last = null;
        for (Map.Entry<T, ? extends Number> entry : weights.entrySet()) {
            last = entry.getKey();
            left -= entry.getValue().doubleValue();
            if (left < 0) {
                return last;
            }
        }
        if (last == null) {
            throw new IllegalArgumentException("there is nothing to pick from");
        }
        return last;
    }
}
