package dev.sotto.fold;

import dev.sotto.domain.Funnel;
import dev.sotto.domain.Funnel.Entry;
import dev.sotto.domain.Funnel.Exclusion;
import dev.sotto.domain.Funnel.ExclusionMode;
import dev.sotto.domain.Funnel.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The funnel as its definition reads: every order of what happened at once, every event to begin with. */
final class SlowFunnel {

    /** How far one beginning comes in one order. */
    record Tried(boolean isExcluded, List<Long> stepAt) {

        // Depth before being spared exclusions, and that before time; times are compared from the last step back.
        static int compare(Tried one, Tried other) {
            if (one.stepAt.size() != other.stepAt.size()) {
                return other.stepAt.size() - one.stepAt.size();
            }
            if (one.isExcluded != other.isExcluded) {
                return one.isExcluded ? 1 : -1;
            }
            for (int i = one.stepAt.size() - 1; i >= 0; i--) {
                if (!one.stepAt.get(i).equals(other.stepAt.get(i))) {
                    return Long.compare(one.stepAt.get(i), other.stepAt.get(i));
                }
            }
            return 0;
        }
    }

    private SlowFunnel() {}

    static Tried match(Funnel funnel, List<FunnelMark> marks) {
        // An attempt is where it begins, and what it holds constant.
        TreeMap<Long, Map<String, List<Tried>>> byEntry = new TreeMap<>();
        for (List<FunnelMark> order : orders(marks)) {
            for (int start = 0; start < order.size(); start++) {
                FunnelMark first = order.get(start);
                if (canBegin(funnel, first)) {
                    byEntry.computeIfAbsent(first.at(), ignored -> new TreeMap<>())
                            .computeIfAbsent(funnel.isHeldConstant() ? first.held() : "", ignored -> new ArrayList<>())
                            .add(scan(funnel, order, start));
                }
            }
        }
        Tried best = new Tried(false, List.of());
        for (Map<String, List<Tried>> entries : byEntry.values()) {
            for (List<Tried> tries : entries.values()) {
                tries.sort(Tried::compare);
                Tried found = tries.get(0);
                if (found.isExcluded && funnel.exclusionMode() == ExclusionMode.EXCLUDE_PERSON) {
                    return new Tried(true, List.of());
                }
                boolean isBetter = found.stepAt.size() > best.stepAt.size()
                        || (found.stepAt.size() == best.stepAt.size()
                                && found.stepAt.get(0).equals(best.stepAt.get(0))
                                && Tried.compare(found, best) < 0);
                best = isBetter ? found : best;
            }
            if (funnel.entry() == Entry.FIRST_ENTRY) {
                break;
            }
        }
        return best;
    }

    private static boolean canBegin(Funnel funnel, FunnelMark mark) {
        boolean isHeld = !funnel.isHeldConstant() || mark.held() != null;
        return isHeld && (funnel.order() == Order.ANY ? mark.steps() != 0 : (mark.steps() & 1) == 1);
    }

    private static Tried scan(Funnel funnel, List<FunnelMark> order, int start) {
        FunnelMark first = order.get(start);
        List<FunnelMark> taken = new ArrayList<>(List.of(first));
        List<Long> stepAt = new ArrayList<>(List.of(first.at()));
        for (FunnelMark mark : order.subList(start + 1, order.size())) {
            int depth = stepAt.size();
            if (mark.at() > first.at() + funnel.windowMs() || depth == funnel.steps()) {
                break;
            }
            boolean isHeld = !funnel.isHeldConstant() || first.held().equals(mark.held());
            boolean isStep = isHeld && isStep(funnel, mark, depth, taken);
            if (isStep) {
                stepAt.add(mark.at());
            } else if (isHit(funnel, mark, depth, first)) {
                return new Tried(funnel.exclusionMode() == ExclusionMode.EXCLUDE_PERSON, stepAt);
            } else if (funnel.order() == Order.STRICT) {
                break;
            }
        }
        return new Tried(false, stepAt);
    }

    private static boolean isStep(Funnel funnel, FunnelMark mark, int depth, List<FunnelMark> taken) {
        if (funnel.order() != Order.ANY) {
            return (mark.steps() >> depth & 1) == 1;
        }
        taken.add(mark);
        return most(taken, 0, 0) > depth;
    }

    /** The most steps that events can be, trying every choice. */
    private static int most(List<FunnelMark> marks, int at, int filled) {
        if (at == marks.size()) {
            return Integer.bitCount(filled);
        }
        int most = most(marks, at + 1, filled);
        for (int step = 0; step < 31; step++) {
            if ((marks.get(at).steps() >> step & 1) == 1 && (filled >> step & 1) == 0) {
                most = Math.max(most, most(marks, at + 1, filled | 1 << step));
            }
        }
        return most;
    }

    private static boolean isHit(Funnel funnel, FunnelMark mark, int depth, FunnelMark first) {
        boolean isHeld =
                !funnel.isHeldConstant() || mark.held() == null || mark.held().equals(first.held());
        for (int i = 0; i < funnel.exclusions().size(); i++) {
            Exclusion exclusion = funnel.exclusions().get(i);
            boolean isBetween = depth >= exclusion.afterStep() && depth < exclusion.beforeStep();
            if (isHeld && isBetween && (mark.exclusions() >> i & 1) == 1) {
                return true;
            }
        }
        return false;
    }

    private static List<List<FunnelMark>> orders(List<FunnelMark> marks) {
        List<List<FunnelMark>> orders = new ArrayList<>();
        orders.add(List.of());
        TreeMap<Long, List<FunnelMark>> byTime = new TreeMap<>();
        marks.forEach(mark ->
                byTime.computeIfAbsent(mark.at(), ignored -> new ArrayList<>()).add(mark));
        for (List<FunnelMark> tied : byTime.values()) {
            List<List<FunnelMark>> longer = new ArrayList<>();
            for (List<FunnelMark> permutation : permutations(tied)) {
                for (List<FunnelMark> order : orders) {
                    List<FunnelMark> both = new ArrayList<>(order);
                    both.addAll(permutation);
                    longer.add(both);
                }
            }
            orders = longer;
        }
        return orders;
    }

    private static List<List<FunnelMark>> permutations(List<FunnelMark> marks) {
        if (marks.isEmpty()) {
            return List.of(Collections.emptyList());
        }
        List<List<FunnelMark>> permutations = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            List<FunnelMark> rest = new ArrayList<>(marks);
            FunnelMark first = rest.remove(i);
            for (List<FunnelMark> permutation : permutations(rest)) {
                List<FunnelMark> whole = new ArrayList<>(List.of(first));
                whole.addAll(permutation);
                permutations.add(whole);
            }
        }
        return permutations;
    }
}
