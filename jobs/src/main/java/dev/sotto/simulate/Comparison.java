package dev.sotto.simulate;

/**
 * Two arms of an experiment side by side, each with who converted of how many.
 *
 * <p>Sources: R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in
 * Medicine 17 (1998), method 10; D. Katz et al., Biometrics 34 (1978), method C; I. Waudby-Smith et al., "Time-uniform
 * central limit theory and asymptotic confidence sequences" (2021), theorem 2.2; J. L. Fleiss et al., "Statistical Methods
 * for Rates and Proportions" (2003), 4.4.
 */
record Comparison(long hits, long size, long controlHits, long controlSize) {
    private static final double Z = 1.959963984540054;

    /** Of the standard normal distribution, what four fifths are below. */
    private static final double Z_OF_POWER = 0.8416212335729143;

    private static final double FALSE_ALARMS = 0.05;

    /** At how many contacts the sequence of intervals is narrowest. */
    private static final double NARROWEST = 5_000;

    private double rate() {
        return (double) hits / size;
    }

    private double controlRate() {
        return (double) controlHits / controlSize;
    }

    double lift() {
        return rate() - controlRate();
    }

    TruthCell absolute() {
        return TruthCell.told(lift(), lift() - below(), lift() + above());
    }

    /** How many more converted than would have without the arm. */
    TruthCell incremental() {
        return TruthCell.told(lift() * size, (lift() - below()) * size, (lift() + above()) * size);
    }

    private double below() {
        return Math.hypot(rate() - wilson(hits, size, -1), wilson(controlHits, controlSize, 1) - controlRate());
    }

    private double above() {
        return Math.hypot(wilson(hits, size, 1) - rate(), controlRate() - wilson(controlHits, controlSize, -1));
    }

    /** The solution of (p - hits/size)² = z² p (1 - p) / size on one side. */
    private static double wilson(double hits, double size, int side) {
        double root = Math.sqrt(hits * (size - hits) / size + Z * Z / 4);
        return (hits + Z * Z / 2 + side * Z * root) / (size + Z * Z);
    }

    /** The lift in units of the control's rate; without conversions of the control there is none. */
    TruthCell relative() {
        if (controlHits == 0) {
            return TruthCell.told(null, null, null);
        }
        double ratio = rate() / controlRate();
        if (hits == 0) {
            return TruthCell.told(-1.0, null, null);
        }
        double spread = Math.exp(Z * Math.sqrt(1.0 / hits - 1.0 / size + 1.0 / controlHits - 1.0 / controlSize));
        return TruthCell.told(ratio - 1, ratio / spread - 1, ratio * spread - 1);
    }

    /** The lift with an interval that holds however often one looks. */
    TruthCell sequential() {
        double units = size + controlSize;
        double log = -2 * Math.log(FALSE_ALARMS);
        double information = units * (log + Math.log(log + 1)) / NARROWEST;
        double variance = variance(hits, size) + variance(controlHits, controlSize);
        double half = Math.sqrt(
                2 * variance * (1 + 1 / information) * (Math.log(information + 1) / 2 - Math.log(FALSE_ALARMS)));
        return variance == 0
                ? TruthCell.told(lift(), null, null)
                : TruthCell.told(lift(), lift() - half, lift() + half);
    }

    /** Of the mean of so many zeros and ones. */
    private static double variance(double hits, double size) {
        return hits * (size - hits) / (size * size * size);
    }

    /** The smallest rise d that four of five such experiments find: (z + z')² (variance of d) = d², a quadratic equation. */
    TruthCell detectable() {
        double p = controlRate();
        double square = (Z + Z_OF_POWER) * (Z + Z_OF_POWER);
        double ofSquare = 1 + square / size;
        double half = square * (1 - 2 * p) / size / 2;
        double rest = square * p * (1 - p) * (1.0 / controlSize + 1.0 / size);
        double rise = (half + Math.sqrt(half * half + ofSquare * rest)) / ofSquare;
        return TruthCell.told(p + rise > 1 ? null : (Double) rise, null, null);
    }

    /** How probable a chi-squared at least as large is: the tail of one or two degrees of freedom, and a step for each two more. */
    static double tail(double chiSquared, int degrees) {
        double half = chiSquared / 2;
        boolean isOdd = degrees % 2 == 1;
        double tail = isOdd ? 2 * normalTail(Math.sqrt(chiSquared)) : Math.exp(-half);
        double step = isOdd ? 2 * Math.sqrt(half / Math.PI) * Math.exp(-half) : half * Math.exp(-half);
        for (int k = isOdd ? 3 : 4; k <= degrees; k += 2) {
            tail += step;
            step *= half / (k / 2.0);
        }
        return tail;
    }

    /** The normal density from here on, by the continued fraction of Laplace far out and by Simpson's rule near zero. */
    private static double normalTail(double from) {
        double density = Math.exp(-from * from / 2) / Math.sqrt(2 * Math.PI);
        if (from > 3) {
            double fraction = from;
            for (int k = 100; k > 0; k--) {
                fraction = from + k / fraction;
            }
            return density / fraction;
        }
        int strips = 2_000;
        double width = from / strips;
        double sum = 0;
        for (int i = 0; i <= strips; i++) {
            double weight = i == 0 || i == strips ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-(i * width) * (i * width) / 2);
        }
        return 0.5 - sum * width / 3 / Math.sqrt(2 * Math.PI);
    }
}
