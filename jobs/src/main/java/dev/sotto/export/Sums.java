package dev.sotto.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which figures follow from which others: each follower is the sum of some leaders, each so many times.
 *
 * <p>It is the tableau of the simplex method, kept sparse. A follower and a leader can change places, and all such changes
 * can be taken back together.
 */
final class Sums {
    private static final double TINY = 1e-9;

    /** Figures, each so many times. */
    record Sum(int[] figures, double[] times) {
        static final Sum NONE = new Sum(new int[0], new double[0]);

        int size() {
            return figures.length;
        }

        double of(int figure) {
            for (int i = 0; i < figures.length; i++) {
                if (figures[i] == figure) {
                    return times[i];
                }
            }
            return 0;
        }
    }

    private record Change(int follower, @Nullable Sum before) {}

    private final @Nullable Sum[] sums;
    /** The followers of a leader, and some that were. */
    private final List<List<Integer>> followers = new ArrayList<>();

    private final double[] total;
    private final int[] seen;
    private int round;
    private final Deque<Change> changes = new ArrayDeque<>();
    private final Deque<Integer> grown = new ArrayDeque<>();

    Sums(int figures) {
        sums = new Sum[figures];
        total = new double[figures];
        seen = new int[figures];
        for (int figure = 0; figure < figures; figure++) {
            followers.add(new ArrayList<>());
        }
    }

    /** How many sums were changed since the last were settled. */
    int changes() {
        return changes.size();
    }

    /** What a figure follows from, or null if it leads. */
    @Nullable
    Sum of(int figure) {
        return sums[figure];
    }

    /** What follows from a leader, and how many times. */
    Sum following(int leader) {
        List<Integer> candidates = followers.get(leader);
        int[] figures = new int[candidates.size()];
        double[] times = new double[candidates.size()];
        int size = 0;
        round++;
        for (int candidate : candidates) {
            Sum sum = sums[candidate];
            if (sum != null && seen[candidate] != round) {
                seen[candidate] = round;
                times[size] = sum.of(leader);
                figures[size] = candidate;
                size += times[size] == 0 ? 0 : 1;
            }
        }
        return new Sum(Arrays.copyOf(figures, size), Arrays.copyOf(times, size));
    }

    /** Let figures whose sum is nothing bind each other, by making one of them follow. */
    void bind(Sum nothing) {
        Sum sum = Sum.NONE;
        for (int i = 0; i < nothing.size(); i++) {
            Sum own = sums[nothing.figures()[i]];
            Sum term = own == null ? new Sum(new int[] {nothing.figures()[i]}, new double[] {1}) : own;
            sum = add(sum, term, nothing.times()[i], -1);
        }
        int follower = -1;
        for (int figure : sum.figures()) {
            // Those that few others follow from make for short sums.
            if (follower < 0
                    || followers.get(figure).size() < followers.get(follower).size()) {
                follower = figure;
            }
        }
        if (follower >= 0) {
            solve(sum, follower);
        }
    }

    /** Let a follower lead in place of one of its leaders. */
    void exchange(int follower, int leader) {
        Sum sum = sums[follower];
        if (sum != null) {
            set(follower, null);
            solve(add(sum, new Sum(new int[] {follower}, new double[] {-1}), 1, -1), leader);
        }
    }

    /** Settle all exchanges until now. */
    void settle() {
        changes.clear();
        grown.clear();
    }

    /** Take back all exchanges since the last were settled. */
    void undo() {
        while (!changes.isEmpty()) {
            Change change = changes.pop();
            sums[change.follower()] = change.before();
        }
        while (!grown.isEmpty()) {
            List<Integer> list = followers.get(grown.pop());
            list.remove(list.size() - 1);
        }
    }

    /** Let a figure follow from the others of a sum that is nothing. */
    private void solve(Sum nothing, int follower) {
        Sum sum = add(Sum.NONE, nothing, -1 / nothing.of(follower), follower);
        Sum following = following(follower);
        for (int i = 0; i < following.size(); i++) {
            int other = following.figures()[i];
            Sum before = sums[other];
            if (before != null) {
                set(
                        other,
                        add(add(Sum.NONE, before, 1, follower), sum, following.times()[i], -1));
            }
        }
        set(follower, sum);
    }

    private void set(int follower, @Nullable Sum sum) {
        Sum before = sums[follower];
        changes.push(new Change(follower, before));
        sums[follower] = sum;
        if (sum != null) {
            for (int leader : sum.figures()) {
                if (before == null || before.of(leader) == 0) {
                    followers.get(leader).add(follower);
                    grown.push(leader);
                }
            }
        }
    }

    /** A sum and another so many times, without one figure. */
    private Sum add(Sum one, Sum other, double factor, int without) {
        int[] figures = new int[one.size() + other.size()];
        int size = 0;
        round++;
        for (int i = 0; i < one.size() + other.size(); i++) {
            boolean isOne = i < one.size();
            int figure = isOne ? one.figures()[i] : other.figures()[i - one.size()];
            double times = isOne ? one.times()[i] : factor * other.times()[i - one.size()];
            if (figure != without && seen[figure] != round) {
                seen[figure] = round;
                total[figure] = times;
                figures[size++] = figure;
            } else if (figure != without) {
                total[figure] += times;
            }
        }
        int kept = 0;
        double[] times = new double[size];
        for (int i = 0; i < size; i++) {
            if (Math.abs(total[figures[i]]) > TINY) {
                times[kept] = total[figures[i]];
                figures[kept++] = figures[i];
            }
        }
        return new Sum(Arrays.copyOf(figures, kept), Arrays.copyOf(times, kept));
    }
}
