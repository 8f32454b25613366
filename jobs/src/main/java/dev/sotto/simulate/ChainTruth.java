package dev.sotto.simulate;

import dev.sotto.simulate.TruthKey.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which campaign led to which: steps of paths counted by brand and week, and what each is worth in such a chain. */
final class ChainTruth {
    private record Chain(String brand, int week) implements Comparable<Chain> {
        @Override
        public int compareTo(Chain other) {
            int byBrand = brand.compareTo(other.brand);
            return byBrand != 0 ? byBrand : Integer.compare(week, other.week);
        }
    }

    /** The start, the campaigns in their order, a conversion and nothing, each with how often the others came after it. */
    private static final int START = 0;

    private final TruthRows rows;
    private final List<String> campaigns;
    private final int conversion;
    private final int nothing;
    private final Map<Chain, long[][]> chains = new TreeMap<>();

    ChainTruth(TruthRows rows, World world) {
        this.rows = rows;
        campaigns = world.campaigns().stream().map(World.Campaign::id).toList();
        conversion = campaigns.size() + 1;
        nothing = campaigns.size() + 2;
    }

    /** Take a path that ended in a purchase or in nothing; a campaign that follows itself is one step. */
    void add(String brand, List<String> path, long endedAt, boolean isConverted) {
        if (path.isEmpty()) {
            return;
        }
        List<Scope> scopes = rows.scopes(brand);
        int week = Math.floorDiv(scopes.get(scopes.size() - 1).days().of(endedAt) - 4, 7);
        long[][] steps = steps(new Chain(brand, week));
        int state = START;
        for (String campaign : path) {
            int next = 1 + campaigns.indexOf(campaign);
            if (next != state) {
                steps[state][next]++;
                state = next;
            }
        }
        steps[state][isConverted ? conversion : nothing]++;
    }

    private long[][] steps(Chain chain) {
        return chains.computeIfAbsent(chain, ignored -> new long[nothing + 1][nothing + 1]);
    }

    void add(ChainTruth other) {
        other.chains.forEach((chain, steps) -> {
            long[][] mine = steps(chain);
            for (int from = 0; from < mine.length; from++) {
                for (int to = 0; to < mine.length; to++) {
                    mine[from][to] += steps[from][to];
                }
            }
        });
    }

    /** Put every campaign's credit under its key. */
    void collect(Map<TruthKey, TruthCell> into) {
        chains.forEach((chain, steps) -> {
            double all = chance(steps, -1);
            double[] lost = new double[campaigns.size()];
            long conversions = 0;
            for (int i = 0; i < lost.length; i++) {
                conversions += steps[1 + i][conversion];
                lost[i] = all == 0 ? 0 : 1 - chance(steps, 1 + i) / all;
            }
            double sum = Arrays.stream(lost).sum();
            for (int i = 0; i < lost.length && all > 0; i++) {
                boolean isThere = Arrays.stream(steps[1 + i]).sum() > 0;
                if (isThere) {
                    List<Scope> scopes = rows.scopes(chain.brand(), campaigns.get(i));
                    Scope own = scopes.get(scopes.size() - 1);
                    into.put(
                            new TruthKey("markov_credit", own, "week", 7 * chain.week() + 4, null, null),
                            TruthCell.told(lost[i] / sum * conversions, null, null));
                }
            }
        });
    }

    /** How probable a conversion is where nobody gets past a campaign, found by going on until nothing changes. */
    private double chance(long[][] steps, int without) {
        double[] chances = new double[nothing + 1];
        chances[conversion] = 1;
        double change = 1;
        while (change > 1e-16) {
            change = 0;
            for (int from = 0; from <= campaigns.size(); from++) {
                double total = Arrays.stream(steps[from]).sum();
                double sum = 0;
                for (int to = 1; to <= conversion && total > 0 && from != without; to++) {
                    sum += steps[from][to] / total * chances[to];
                }
                change = Math.max(change, Math.abs(sum - chances[from]));
                chances[from] = sum;
            }
        }
        return chances[START];
    }
}
