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

    /** Figures in ascending order, each so many times. */
    record Sum(int[] figures, double[] times) {
        static final Sum NONE = new Sum(new int[0], new double[0]);

        int size() {
            return figures.length;
        }

        double of(int figure) {
            int index = Arrays.binarySearch(figures, figure);
            return index < 0 ? 0 : times[index];
        }

        /** This and another so many times, without one figure. */
        Sum plus(Sum other, double factor, int without) {
            int[] all = new int[size() + other.size()];
            double[] sum = new double[all.length];
            int size = 0;
            int mine = 0;
            int theirs = 0;
            while (mine < size() || theirs < other.size()) {
                int left = mine < size() ? figures[mine] : Integer.MAX_VALUE;
                int right = theirs < other.size() ? other.figures[theirs] : Integer.MAX_VALUE;
                int figure = Math.min(left, right);
                double total = left == figure ? times[mine++] : 0;
                total += right == figure ? factor * other.times[theirs++] : 0;
                if (figure != without && Math.abs(total) > TINY) {
                    all[size] = figure;
                    sum[size++] = total;
                }
            }
            return new Sum(Arrays.copyOf(all, size), Arrays.copyOf(sum, size));
        }
    }

    private record Change(int follower, @Nullable Sum before) {}

    private final @Nullable Sum[] sums;
    /** The followers of a leader, and some that were. */
    private final List<List<Integer>> followers = new ArrayList<>();

    private final int[] seen;
    private int round;
    private long effort;
    private final Deque<Change> changes = new ArrayDeque<>();
    private final Deque<Integer> grown = new ArrayDeque<>();

    Sums(int figures) {
        sums = new Sum[figures];
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
            sum = sum.plus(term, nothing.times()[i], -1);
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
            solve(sum.plus(new Sum(new int[] {follower}, new double[] {-1}), 1, -1), leader);
        }
    }

    /** The length of all sums that were changed, ever. */
    long effort() {
        return effort;
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
        Sum sum = Sum.NONE.plus(nothing, -1 / nothing.of(follower), follower);
        Sum following = following(follower);
        for (int i = 0; i < following.size(); i++) {
            int other = following.figures()[i];
            Sum before = sums[other];
            if (before != null) {
                set(other, before.plus(sum, following.times()[i], follower));
            }
        }
        set(follower, sum);
    }

    private void set(int follower, @Nullable Sum sum) {
        Sum before = sums[follower];
        changes.push(new Change(follower, before));
        effort += sum == null ? 0 : sum.size();
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
}
