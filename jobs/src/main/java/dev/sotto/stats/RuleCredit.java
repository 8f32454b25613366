package dev.sotto.stats;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shares a conversion among the touches before it by a rule; the shares sum to 1. */
public sealed interface RuleCredit {

    /** All to the first touch. */
    RuleCredit FIRST = new Position(1, 0, 0);

    /** All to the last touch. */
    RuleCredit LAST = new Position(0, 0, 1);

    /** The same to each touch. */
    RuleCredit LINEAR = new Linear();

    /** 40 % to the first, 40 % to the last, and the rest among those between. */
    RuleCredit POSITION = new Position(0.4, 0.2, 0.4);

    /** Half as much for each seven days before the conversion. */
    RuleCredit TIME_DECAY = new TimeDecay(7);

    /** The same to each touch. */
    record Linear() implements RuleCredit {
        @Override
        public double weight(double[] daysBefore, int touch) {
            return 1;
        }
    }

    /**
     * Shares for the first touch, those between, and the last. Of one touch it gets all; of two, both keep their
     * proportion, so that nothing is lost.
     */
    record Position(double first, double middle, double last) implements RuleCredit {
        public Position {
            if (first < 0 || middle < 0 || last < 0 || Math.abs(first + middle + last - 1) > 1e-9) {
                throw new IllegalArgumentException("shares " + first + ", " + middle + ", " + last + " are no whole");
            }
        }

        @Override
        public double weight(double[] daysBefore, int touch) {
            int touches = daysBefore.length;
            if (touches == 1 || (touches == 2 && first + last == 0)) {
                return 1;
            }
            if (touch == 0) {
                return first;
            }
            return touch == touches - 1 ? last : middle / (touches - 2);
        }
    }

    /** A touch has half the share of one that is so many days later. */
    record TimeDecay(double halfLifeDays) implements RuleCredit {
        public TimeDecay {
            if (!(halfLifeDays > 0)) {
                throw new IllegalArgumentException("a half-life of " + halfLifeDays + " days");
            }
        }

        @Override
        public double weight(double[] daysBefore, int touch) {
            // As seen from the last touch, so that no weight vanishes where all were long ago.
            double earlier = daysBefore[touch] - daysBefore[daysBefore.length - 1];
            return Math.pow(2, -earlier / halfLifeDays);
        }
    }

    /** The weight of a touch among those of a path; {@link #shares} makes them a whole. */
    double weight(double[] daysBefore, int touch);

    /**
     * The share of each touch, in order of time.
     *
     * @param daysBefore how many days before the conversion each was, at least one; the first is the earliest
     */
    default double[] shares(double[] daysBefore) {
        int n = daysBefore.length;
        double[] shares = new double[n];
        for (int i = 0; i < n; i++) {
            shares[i] = weight(daysBefore, i);
        }
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        for (int i = 0; i < n; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /** The conversions of each touch over paths whose times do not matter; a path without touches credits nobody. */
    default Map<String, Double> credit(List<TouchPath> paths) {
        Map<String, Double> credit = new TreeMap<>();
        for (TouchPath path : paths) {
            int n = path.touches().size();
            if (n == 0 || path.conversions() == 0) {
                continue;
            }
            double[] shares = shares(new double[n]);
            for (int i = 0; i < n; i++) {
                if (shares[i] > 0) {
                    credit.merge(path.touches().get(i), shares[i] * path.conversions(), Double::sum);
                }
            }
        }
        return credit;
    }
}
