package dev.sotto.simulate;

import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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

    /** The campaigns of each brand: no path leads through those of two. */
    private final Map<String, List<String>> campaigns = new HashMap<>();

    private final Map<Chain, long[][]> chains = new TreeMap<>();

    ChainTruth(TruthRows rows, World world) {
        this.rows = rows;
        for (World.Campaign campaign : world.campaigns()) {
            campaigns
                    .computeIfAbsent(campaign.brand(), ignored -> new ArrayList<>())
                    .add(campaign.id());
        }
    }

    /** Take a path that ended in a purchase or in nothing; a campaign that follows itself is one step. */
    void add(String brand, List<String> path, long endedAt, boolean isConverted) {
        if (path.isEmpty()) {
            return;
        }
        List<Scope> scopes = rows.scopes(brand);
        int week = Math.floorDiv(scopes.get(scopes.size() - 1).days().of(endedAt) - 4, 7);
        long[][] steps = steps(new Chain(brand, week));
        List<String> own = campaigns(brand);
        int state = START;
        for (String campaign : path) {
            int next = 1 + own.indexOf(campaign);
            if (next != state) {
                steps[state][next]++;
                state = next;
            }
        }
        steps[state][own.size() + (isConverted ? 1 : 2)]++;
    }

    private List<String> campaigns(String brand) {
        return campaigns.getOrDefault(brand, List.of());
    }

    private long[][] steps(Chain chain) {
        int states = campaigns(chain.brand()).size() + 3;
        return chains.computeIfAbsent(chain, ignored -> new long[states][states]);
    }

    /** Add the steps that another counted, which begins anew. */
    void take(ChainTruth other) {
        other.chains.forEach((chain, steps) -> {
            long[][] mine = steps(chain);
            for (int from = 0; from < mine.length; from++) {
                for (int to = 0; to < mine.length; to++) {
                    mine[from][to] += steps[from][to];
                }
            }
        });
        other.chains.clear();
    }

    /** Put every campaign's credit under its key. */
    void collect(Map<TruthKey, TruthCell> into) {
        chains.forEach((chain, steps) -> {
            List<String> own = campaigns(chain.brand());
            int conversion = own.size() + 1;
            double all = chance(steps, -1);
            double[] lost = new double[own.size()];
            long conversions = 0;
            for (int i = 0; i < lost.length; i++) {
                conversions += steps[1 + i][conversion];
                lost[i] = all == 0 ? 0 : 1 - chance(steps, 1 + i) / all;
            }
            double sum = Arrays.stream(lost).sum();
            for (int i = 0; i < lost.length && all > 0; i++) {
                boolean isThere = Arrays.stream(steps[1 + i]).sum() > 0;
                if (isThere) {
                    List<Scope> scopes = rows.scopes(chain.brand(), own.get(i));
                    Scope ofCampaign = scopes.get(scopes.size() - 1);
                    into.put(
                            new TruthKey("markov_credit", ofCampaign, "week", 7 * chain.week() + 4, null, null),
                            TruthCell.told(lost[i] / sum * conversions, null, null));
                }
            }
        });
    }

    /** How probable a conversion is where nobody gets past a campaign, found by going on until nothing changes. */
    private static double chance(long[][] steps, int without) {
        int conversion = steps.length - 2;
        double[] chances = new double[steps.length];
        chances[conversion] = 1;
        double change = 1;
        while (change > 1e-16) {
            change = 0;
            for (int from = 0; from < conversion; from++) {
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
