package dev.sotto.export;

import dev.sotto.export.Worlds.Pair;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For each secret two worlds that agree in all that is published and in which it differs by as much as it has to stay uncertain. */
final class Witnesses {
    private static final double ROUNDING = 1e-6;

    /** When to give up looking, and with it what would have to be looked at: some seconds of work. */
    private static final long MOST_EFFORT = 100_000_000;

    private final Worlds worlds;
    private final Map<Integer, Double> widths = new LinkedHashMap<>();
    private final Map<Integer, Set<Integer>> shaking = new HashMap<>();
    private final Map<Integer, Set<Integer>> shakenBy = new HashMap<>();
    private final Map<Integer, Integer> refusals = new HashMap<>();

    /** Witnesses for secrets; the less important figures are to be others in them rather. */
    Witnesses(double threshold, Laws laws, Set<Integer> secrets, int[] importance) {
        this.worlds = new Worlds(laws, importance);
        secrets.forEach(secret -> widths.put(secret, threshold));
    }

    /** Find some for secrets that have none, at best such as outlive the publication of everything that is offered. */
    void call(BitSet published, BitSet offered) {
        List<Integer> open = new ArrayList<>(widths.keySet());
        open.removeAll(shakenBy.keySet());
        worlds.know(offered);
        Map<Integer, Pair> lasting = new LinkedHashMap<>();
        for (int secret : open) {
            if (worlds.effort() < MOST_EFFORT / 2) {
                look(secret, open, lasting);
            }
        }
        lasting.forEach((secret, pair) -> rely(secret, pair.moved()));
        open.removeAll(lasting.keySet());
        worlds.know(published);
        Map<Integer, Pair> found = new LinkedHashMap<>();
        for (int secret : open) {
            Pair pair = look(secret, open, found);
            if (pair != null && pair.isWidest()) {
                // What the laws and earlier exports give away cannot be kept; what they leave open is.
                widths.put(secret, pair.width(secret));
                found.put(secret, pair);
            } else if (pair != null) {
                rely(secret, worlds.all());
            }
        }
        found.forEach((secret, pair) -> rely(secret, pair.moved()));
    }

    /** Find others in place of those that newly published figures belie; answer whether there are some for each secret. */
    boolean outlive(Collection<Integer> fresh, BitSet published) {
        if (fresh.stream().anyMatch(widths::containsKey)) {
            return false;
        }
        Set<Integer> shaken = new HashSet<>();
        fresh.forEach(figure -> shaken.addAll(shaking.getOrDefault(figure, Set.of())));
        List<Integer> open = new ArrayList<>(shaken);
        // What was refused for the sake of a secret will be so again, most likely.
        open.sort(Comparator.<Integer>comparingInt(secret -> -refusals.getOrDefault(secret, 0))
                .thenComparing(Comparator.naturalOrder()));
        worlds.know(published);
        Map<Integer, Pair> found = new LinkedHashMap<>();
        for (int secret : open) {
            if (worlds.effort() > MOST_EFFORT || look(secret, open, found) != null) {
                refusals.merge(secret, 1, Integer::sum);
                return false;
            }
        }
        found.forEach((secret, pair) -> rely(secret, pair.moved()));
        return true;
    }

    /** Look for witnesses of a secret, which may be some of others as well; answer the best there are if they do not do. */
    private @Nullable Pair look(int secret, List<Integer> open, Map<Integer, Pair> found) {
        if (found.containsKey(secret)) {
            return null;
        }
        Pair pair = worlds.apart(secret, width(secret));
        for (int other : open) {
            if (pair.width(other) >= width(other) - ROUNDING) {
                found.putIfAbsent(other, pair);
            }
        }
        return found.containsKey(secret) ? null : pair;
    }

    private double width(int secret) {
        return widths.getOrDefault(secret, 0.0);
    }

    private void rely(int secret, Set<Integer> figures) {
        Set<Integer> before = shakenBy.put(secret, figures);
        if (before != null) {
            before.forEach(
                    figure -> shaking.getOrDefault(figure, new HashSet<>()).remove(secret));
        }
        figures.forEach(figure ->
                shaking.computeIfAbsent(figure, unused -> new HashSet<>()).add(secret));
    }
}
