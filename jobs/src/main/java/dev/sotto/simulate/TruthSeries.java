package dev.sotto.simulate;

import dev.sotto.simulate.TruthKey.Scope;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The true values of a metric over its days or weeks, in every scope; its slices are series of their own. */
final class TruthSeries {
    private final List<String> metrics;
    private final boolean isDaily;
    private final int firstDay;
    private final @Nullable String slice;
    private final @Nullable String sliceValue;
    private final Map<String, Map<String, TruthSeries>> slices = new HashMap<>();
    private @Nullable TruthCell[][] cells = {};

    /** A series of one or more metrics that are told of the same cells; its first bucket holds a day. */
    TruthSeries(
            List<String> metrics, boolean isDaily, int firstDay, @Nullable String slice, @Nullable String sliceValue) {
        this.metrics = List.copyOf(metrics);
        this.isDaily = isDaily;
        // Epoch day 4 was the first Monday.
        this.firstDay = isDaily ? firstDay : firstDay - Math.floorMod(firstDay - 4, 7);
        this.slice = slice;
        this.sliceValue = sliceValue;
    }

    /** The part of the series where a dimension has a value. */
    TruthSeries slice(String dimension, String value) {
        Map<String, TruthSeries> byValue = slices.get(dimension);
        if (byValue == null) {
            byValue = new HashMap<>();
            slices.put(dimension, byValue);
        }
        TruthSeries series = byValue.get(value);
        if (series == null) {
            series = new TruthSeries(metrics, isDaily, firstDay, dimension, value);
            byValue.put(value, series);
        }
        return series;
    }

    /** The value of a scope in the bucket that a moment is in. */
    TruthCell at(Scope scope, long at) {
        return on(scope, scope.days().of(at));
    }

    /** The value of a scope in the bucket that a day is in. */
    TruthCell on(Scope scope, int day) {
        return cell(scope.index(), isDaily ? day - firstDay : (day - firstDay) / 7);
    }

    private TruthCell cell(int scope, int bucket) {
        TruthCell[] ofScope = scope < cells.length ? cells[scope] : null;
        TruthCell cell = ofScope != null && bucket < ofScope.length ? ofScope[bucket] : null;
        return cell != null ? cell : begun(scope, bucket);
    }

    /** Apart, because it happens once a cell, and what counts is compiled into everything that counts. */
    private TruthCell begun(int scope, int bucket) {
        if (scope >= cells.length) {
            cells = Arrays.copyOf(cells, scope + 4);
        }
        TruthCell[] ofScope = cells[scope];
        if (ofScope == null || bucket >= ofScope.length) {
            ofScope = ofScope == null ? new TruthCell[bucket + 8] : Arrays.copyOf(ofScope, 2 * bucket + 8);
            cells[scope] = ofScope;
        }
        TruthCell cell = new TruthCell();
        ofScope[bucket] = cell;
        return cell;
    }

    /** Add the same series as others counted it. */
    void add(TruthSeries other) {
        for (int scope = 0; scope < other.cells.length; scope++) {
            TruthCell[] ofScope = other.cells[scope];
            for (int bucket = 0; ofScope != null && bucket < ofScope.length; bucket++) {
                if (ofScope[bucket] != null) {
                    cell(scope, bucket).add(ofScope[bucket]);
                }
            }
        }
        other.slices.forEach((dimension, values) ->
                values.forEach((value, series) -> slice(dimension, value).add(series)));
    }

    /** Forget what was counted. */
    void clear() {
        Arrays.fill(cells, null);
        slices.values().forEach(values -> values.values().forEach(TruthSeries::clear));
    }

    /** Put every value under its key. */
    void collect(Scope[] scopes, Map<TruthKey, TruthCell> into) {
        for (int scope = 0; scope < cells.length; scope++) {
            TruthCell[] ofScope = cells[scope];
            for (int bucket = 0; ofScope != null && bucket < ofScope.length; bucket++) {
                if (ofScope[bucket] != null) {
                    int day = firstDay + bucket * (isDaily ? 1 : 7);
                    String period = isDaily ? "day" : "week";
                    for (String metric : metrics) {
                        into.put(new TruthKey(metric, scopes[scope], period, day, slice, sliceValue), ofScope[bucket]);
                    }
                }
            }
        }
        slices.values().forEach(values -> values.values().forEach(series -> series.collect(scopes, into)));
    }
}
