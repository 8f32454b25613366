package dev.sotto.stats;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Shares conversions by each touch's average contribution over all orders in which touches could have been added.
 *
 * <p>Source: L. S. Shapley, "A value for n-person games" (1953), with v(S) the conversions of paths all of whose touches
 * are in S. Such a game is a sum of unanimity games, whose value is known in closed form (K. Zhao, S. H. Mahboobi, S. R.
 * Bagheri, "Revenue-based attribution modeling for online advertising", 2018): the conversions of a path, shared alike by
 * its distinct touches. It is exact for any number of touches, and the same as the linear rule over distinct touches.
 */
public final class ShapleyCredit {

    private ShapleyCredit() {}

    /** The conversions of each touch; a path without touches credits nobody. */
    public static Map<String, Double> of(List<TouchPath> paths) {
        Map<String, Double> credit = new TreeMap<>();
        for (TouchPath path : paths) {
            Set<String> touches = new TreeSet<>(path.touches());
            if (path.conversions() > 0) {
                touches.forEach(touch -> credit.merge(touch, path.conversions() / touches.size(), Double::sum));
            }
        }
        return credit;
    }
}
