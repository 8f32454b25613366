package dev.sotto.export;

import dev.sotto.export.Laws.Law;
import dev.sotto.export.Sums.Sum;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds worlds that keep all laws and agree in everything published, but in which a figure is not the true one.
 *
 * <p>It is the simplex method on what figures are more or less than in truth. Some follow from the others by the laws; one of
 * the others moves at a time, until a figure would become negative and takes its place. The true world keeps all laws, so
 * every search starts there.
 */
final class Worlds {
    private static final double NEAR = 1e-7;
    private static final int MOST_MOVES = 1_000;
    /** How many figures that would do are compared before one moves. */
    private static final int MOST_TRIALS = 8;

    /** How far sums are let grow on the way from world to world. */
    private static final int MOST_CHANGES = 500;

    /**
     * Two worlds, each by how much its figures are more or less than the true ones.
     *
     * @param isWidest whether they are known to be as far apart as can be, or as was wanted
     */
    record Pair(Map<Integer, Double> one, Map<Integer, Double> other, boolean isWidest) {
        /** How far apart a figure is in them. */
        double width(int figure) {
            return Math.abs(one.getOrDefault(figure, 0.0) - other.getOrDefault(figure, 0.0));
        }

        /** The figures that are not the true ones in both. */
        Set<Integer> moved() {
            Set<Integer> moved = new HashSet<>(one.keySet());
            moved.addAll(other.keySet());
            return moved;
        }
    }

    private final double[] amounts;
    private final int[] importance;
    private final Sums sums;
    private final BitSet known = new BitSet();
    private final double[] moved;
    private final Set<Integer> touched = new HashSet<>();

    /** Worlds by these laws, in which figures of less importance move rather than others. */
    Worlds(Laws laws, int[] importance) {
        this.importance = importance;
        amounts = new double[laws.figures().size()];
        Arrays.setAll(amounts, laws.figures()::amount);
        moved = new double[amounts.length];
        sums = new Sums(amounts.length);
        for (int number = 0; number < laws.size(); number++) {
            Law law = laws.law(number);
            sums.bind(new Sum(
                    law.figures(), Arrays.stream(law.signs()).asDoubleStream().toArray()));
        }
        sums.settle();
    }

    /** How much was done up to now, by the length of the sums that changed. */
    long effort() {
        return sums.effort();
    }

    /** Every figure that could be another one. */
    Set<Integer> all() {
        return IntStream.range(0, amounts.length).boxed().collect(Collectors.toSet());
    }

    /** Let these figures be known, and no others. */
    void know(BitSet figures) {
        reset();
        known.clear();
        known.or(figures);
        figures.stream().forEach(this::lead);
        sums.settle();
    }

    // What leads can stand still by itself.
    private void lead(int figure) {
        Sum sum = sums.of(figure);
        if (sum != null) {
            for (int leader : sum.figures()) {
                if (!known.get(leader)) {
                    sums.exchange(figure, leader);
                    return;
                }
            }
        }
    }

    /** Two worlds in which a figure is as far apart as is wanted, or as it can be. */
    Pair apart(int figure, double wanted) {
        if (sums.changes() > MOST_CHANGES) {
            reset();
        }
        Map<Integer, Double> more = new HashMap<>();
        Map<Integer, Double> less = new HashMap<>();
        boolean isWidest = move(figure, 1, wanted, more);
        double left = wanted - more.getOrDefault(figure, 0.0);
        if (left > NEAR) {
            isWidest &= move(figure, -1, left, less);
        }
        return new Pair(more, less, isWidest);
    }

    /** Go back to the true world. */
    private void reset() {
        touched.forEach(figure -> moved[figure] = 0);
        touched.clear();
        sums.undo();
    }

    /** Go to a world in which a figure is as far in a direction as is wanted; answer whether it goes no further if it is not. */
    private boolean move(int target, int direction, double wanted, Map<Integer, Double> world) {
        int moves = 0;
        while (moves < MOST_MOVES && wanted - direction * moved[target] > NEAR) {
            double left = wanted - direction * moved[target];
            int leader = leader(target, direction, left, moves);
            if (leader < 0) {
                break;
            }
            Sum sum = sums.of(target);
            double rate = direction * (sum == null ? 1 : sum.of(leader));
            step(leader, (int) Math.signum(rate), left / Math.abs(rate));
            moves++;
        }
        for (int figure : touched) {
            if (Math.abs(moved[figure]) > NEAR) {
                world.put(figure, moved[figure]);
            }
        }
        return moves < MOST_MOVES;
    }

    /** The leader to move so that a target moves in a direction, or less than 0. */
    private int leader(int target, int direction, double wanted, int turn) {
        Sum sum = sums.of(target);
        if (sum == null) {
            return isFree(target, direction) ? target : -1;
        }
        int best = -1;
        double most = 0;
        int trials = 0;
        // From turn to turn another comes first, so that no standstill goes round in circles.
        for (int n = 0; n < sum.size() && trials < MOST_TRIALS && most < wanted; n++) {
            int i = (n + turn) % sum.size();
            int leader = sum.figures()[i];
            if (isFree(leader, direction * sum.times()[i])) {
                double rate = Math.abs(sum.times()[i]);
                double far = rate * reach(leader, direction * sum.times()[i] > 0 ? 1 : -1, wanted / rate);
                double merit = far > NEAR
                        ? far + 1 - 1e-6 * importance[leader]
                        : (leader * 2_654_435_761L + turn * 40_503L & 0xffff) / 65_536.0;
                trials += far > NEAR ? 1 : 0;
                if (best < 0 || merit > most) {
                    most = merit;
                    best = leader;
                }
            }
        }
        return best;
    }

    private double reach(int leader, int direction, double wanted) {
        Sum following = sums.following(leader);
        double reach = direction < 0 ? Math.min(wanted, room(leader)) : wanted;
        for (int i = 0; i < following.size() && reach > NEAR; i++) {
            double rate = direction * following.times()[i];
            if (rate < 0) {
                reach = Math.min(reach, room(following.figures()[i]) / -rate);
            }
        }
        return reach;
    }

    private boolean isFree(int figure, double direction) {
        return !known.get(figure) && (direction > 0 || room(figure) > NEAR);
    }

    private double room(int figure) {
        return Math.max(0, amounts[figure] + moved[figure]);
    }

    /** Move a leader, and all that follows from it, so far as none becomes negative; answer how far. */
    private double step(int leader, int direction, double wanted) {
        Sum following = sums.following(leader);
        double step = direction < 0 ? Math.min(wanted, room(leader)) : wanted;
        int leaving = -1;
        for (int i = 0; i < following.size(); i++) {
            double rate = direction * following.times()[i];
            if (rate < 0) {
                double most = room(following.figures()[i]) / -rate;
                boolean isTie = leaving >= 0 && most <= step + NEAR;
                if (most < step - NEAR || isTie && -rate > Math.abs(following.times()[leaving])) {
                    step = Math.min(step, most);
                    leaving = i;
                }
            }
        }
        shift(leader, direction * step);
        for (int i = 0; i < following.size(); i++) {
            shift(following.figures()[i], direction * step * following.times()[i]);
        }
        if (leaving >= 0) {
            sums.exchange(following.figures()[leaving], leader);
        }
        return step;
    }

    private void shift(int figure, double by) {
        if (by != 0) {
            moved[figure] += by;
            touched.add(figure);
            if (Math.abs(amounts[figure] + moved[figure]) < NEAR) {
                moved[figure] = -amounts[figure];
            }
        }
    }
}
