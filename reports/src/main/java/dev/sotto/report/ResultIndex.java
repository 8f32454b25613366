package dev.sotto.report;

import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The results of one brand, found by metric, period and slice. */
final class ResultIndex {

    private record Key(String metric, String period, LocalDate startOn, String slice, String sliceValue) {}

    private final Map<Key, Result> results = new HashMap<>();
    private final Map<String, List<Result>> byMetric = new HashMap<>();

    ResultIndex(List<Result> results) {
        for (Result result : results) {
            this.results.put(
                    new Key(
                            result.metric(),
                            result.period(),
                            result.periodStartOn(),
                            orEmpty(result.slice()),
                            orEmpty(result.sliceValue())),
                    result);
        }
    }

    /** The results of a scope by the id of the member that each is of. */
    static Map<String, ResultIndex> by(List<Result> results, String scope, Function<Result, @Nullable String> member) {
        Map<String, ResultIndex> indexes = new TreeMap<>();
        results.stream()
                .filter(result -> result.scope().equals(scope))
                .collect(Collectors.groupingBy(result -> orEmpty(member.apply(result))))
                .forEach((id, own) -> indexes.put(id, new ResultIndex(own)));
        return indexes;
    }

    Optional<Result> of(String metric, Period period) {
        return of(metric, period, "", "");
    }

    Optional<Result> of(String metric, Period period, String slice, String sliceValue) {
        return Optional.ofNullable(
                results.get(new Key(metric, period.unit().column(), period.startOn(), slice, sliceValue)));
    }

    /** The value of a metric where it may be shown. */
    OptionalDouble value(String metric, Period period) {
        return value(of(metric, period));
    }

    OptionalDouble value(String metric, Period period, String slice, String sliceValue) {
        return value(of(metric, period, slice, sliceValue));
    }

    /** All results of a metric, in no order. */
    Stream<Result> all(String metric) {
        if (byMetric.isEmpty()) {
            byMetric.putAll(results.values().stream().collect(Collectors.groupingBy(Result::metric)));
        }
        return byMetric.getOrDefault(metric, List.of()).stream();
    }

    /** The results of a metric by the values of a slice, each as if it were the whole. */
    Map<String, ResultIndex> slices(List<String> metrics, String slice) {
        Map<String, ResultIndex> slices = new TreeMap<>();
        results.forEach((key, result) -> {
            if (metrics.contains(key.metric()) && key.slice().equals(slice)) {
                slices.computeIfAbsent(key.sliceValue(), ignored -> new ResultIndex(List.of()))
                        .results
                        .put(new Key(key.metric(), key.period(), key.startOn(), "", ""), result);
            }
        });
        return slices;
    }

    static OptionalDouble value(Optional<Result> result) {
        Double value = result.filter(found -> found.status() == Result.Status.OK)
                .map(Result::value)
                .orElse(null);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The weeks that end with a week, oldest first. */
    static List<Period> weeksTo(Period week, int count) {
        return Stream.iterate(week, Period::previous)
                .limit(count)
                .sorted(Comparator.comparing(Period::startOn))
                .toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
