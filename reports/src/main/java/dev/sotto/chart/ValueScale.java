package dev.sotto.chart;

/**
 * A value axis from zero with three or four ticks at round numbers.
 *
 * @param top the end of the axis, a little above the largest value
 * @param step between ticks
 */
record ValueScale(double top, double step) {

    /** Whether values between whole numbers exist. */
    enum Grain {
        WHOLE,
        CONTINUOUS
    }

    private static final double HEADROOM = 1.08;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};
    private static final int TICKS = 4;

    /** The scale that holds values up to a largest one. */
    static ValueScale upTo(double largest, Grain grain) {
        double top = largest > 0 ? largest * HEADROOM : 1;
        double least = top / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double step = 10 * power;
        for (double round : ROUND) {
            if (round * power >= least) {
                step = round * power;
                break;
            }
        }
        if (grain == Grain.WHOLE) {
            step = Math.max(1, Math.ceil(step));
        }
        return new ValueScale(Math.max(top, step), step);
    }
}
