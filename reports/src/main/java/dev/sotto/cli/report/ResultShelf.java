package dev.sotto.cli.report;

import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import dev.sotto.report.WeeklyReport;
import dev.sotto.warehouse.Results;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The results that brands' reports are made of, read for several brands at a time: a question to Spark costs as much for one
 * of them as for ten, and all of them at once would not fit into memory.
 */
final class ResultShelf {
    private static final int AT_ONCE = 10;
    private static final int KEPT = 2;

    /** The results of some brands around a week. */
    private record Load(Period week, List<String> brandIds, Map<String, List<Result>> results) {
        boolean holds(String brandId, Period of) {
            return week.equals(of) && brandIds.contains(brandId);
        }
    }

    /** A brand of which a week is going to be asked. */
    record Wish(String brandId, Period week) {}

    private final Results results;
    private final Set<Wish> wishes = new LinkedHashSet<>();
    private final Deque<Load> loads = new ArrayDeque<>();

    ResultShelf(Results results) {
        this.results = results;
    }

    /** Say what is going to be asked, in that order. */
    synchronized void expect(List<Wish> asked) {
        wishes.addAll(asked);
    }

    /** What a brand's report of a week is made of. */
    synchronized List<Result> of(String brandId, Period week) {
        for (Load load : loads) {
            if (load.holds(brandId, week)) {
                return load.results().getOrDefault(brandId, List.of());
            }
        }
        Load load = read(brandId, week);
        loads.addLast(load);
        if (loads.size() > KEPT) {
            loads.removeFirst();
        }
        return load.results().getOrDefault(brandId, List.of());
    }

    private Load read(String brandId, Period week) {
        List<String> brandIds = new ArrayList<>(List.of(brandId));
        wishes.remove(new Wish(brandId, week));
        wishes.stream()
                .filter(wish -> wish.week().equals(week))
                .limit(AT_ONCE - 1L)
                .map(Wish::brandId)
                .forEach(brandIds::add);
        brandIds.forEach(id -> wishes.remove(new Wish(id, week)));
        return new Load(week, brandIds, results.ofReports(brandIds, WeeklyReport.wantedFrom(week), week.endOn()));
    }
}
