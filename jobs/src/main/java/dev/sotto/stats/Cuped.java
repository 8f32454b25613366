package dev.sotto.stats;

/**
 * Adjusts means by what was known of each unit before the experiment, which narrows intervals and moves no expectation.
 *
 * <p>Source: A. Deng, Y. Xu, R. Kohavi, T. Walker, "Improving the sensitivity of online controlled experiments by
 * utilizing pre-experiment data", WSDM 2013. Theta is pooled over both arms.
 */
public record Cuped(double theta, Sample control, Sample treatment) {

    /**
     * The sums over the units of an arm of its values (y) and what was known before (x).
     */
    public record Sums(double size, double y, double yy, double x, double xx, double xy) {

        public Sums {
            if (!(size >= 2)) {
                throw new IllegalArgumentException("a covariance needs two units: " + size);
            }
        }

        Sums plus(Sums other) {
            return new Sums(size + other.size, y + other.y, yy + other.yy, x + other.x, xx + other.xx, xy + other.xy);
        }

        double covariance() {
            return (xy - x * y / size) / (size - 1);
        }

        double varianceBefore() {
            return Math.max(0, (xx - x * x / size) / (size - 1));
        }
    }

    /** Adjust both arms; where nothing varied before, they stay as they are. */
    public static Cuped adjust(Sums control, Sums treatment) {
        // Within the arms: what differs between them is no part of how y follows x.
        double weights = control.size() + treatment.size() - 2;
        double covariance =
                ((control.size() - 1) * control.covariance() + (treatment.size() - 1) * treatment.covariance())
                        / weights;
        double variance =
                ((control.size() - 1) * control.varianceBefore() + (treatment.size() - 1) * treatment.varianceBefore())
                        / weights;
        double theta = variance == 0 ? 0 : covariance / variance;
        Sums both = control.plus(treatment);
        double mean = both.x() / both.size();
        return new Cuped(theta, adjusted(control, theta, mean), adjusted(treatment, theta, mean));
    }

    private static Sample adjusted(Sums sums, double theta, double mean) {
        Sample raw = Sample.ofSums(sums.size(), sums.y(), sums.yy());
        double variance = raw.variance() + theta * theta * sums.varianceBefore() - 2 * theta * sums.covariance();
        return new Sample(sums.size(), raw.mean() - theta * (sums.x() / sums.size() - mean), Math.max(0, variance));
    }
}
