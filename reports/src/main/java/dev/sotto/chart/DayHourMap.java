package dev.sotto.chart;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How much there was in each hour of each day of a week, as colour alone; an hour that was not measured is blank.
 *
 * @param days the names of the days
 * @param values of each day its 24 hours, empty where nothing was measured
 * @param hour how an hour is written, of which each third is
 */
public record DayHourMap(List<String> days, List<List<OptionalDouble>> values, IntFunction<String> hour) {
    private static final int HOURS = 24;
    private static final int NAMED = 3;

    public DayHourMap {
        days = List.copyOf(days);
        values = values.stream().map(List::copyOf).toList();
        if (values.size() != days.size() || values.stream().anyMatch(day -> day.size() != HOURS)) {
            throw new IllegalArgumentException("a map of days and hours needs 24 values for each day");
        }
    }

    public Drawing draw(Size size) {
        List<String> columns = IntStream.range(0, HOURS)
                .mapToObj(of -> of % NAMED == 0 ? hour.apply(of) : "")
                .toList();
        List<HeatMap.Row> rows = IntStream.range(0, days.size())
                .mapToObj(day -> new HeatMap.Row(days.get(day), "", values.get(day)))
                .toList();
        return new HeatMap(columns, "", rows, value -> "").draw(size);
    }
}
