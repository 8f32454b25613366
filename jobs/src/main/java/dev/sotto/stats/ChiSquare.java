package dev.sotto.stats;

/** The chi-square distribution. */
public final class ChiSquare {

    private ChiSquare() {}

    /** The probability of more than x, with all its digits however small it is. */
    public static double survival(double x, double degrees) {
        if (!(degrees > 0)) {
            throw new IllegalArgumentException("no chi-square distribution with " + degrees + " degrees of freedom");
        }
        return SpecialFunctions.upperGamma(degrees / 2, x / 2);
    }
}
