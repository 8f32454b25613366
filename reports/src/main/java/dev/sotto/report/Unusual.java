package dev.sotto.report;

import dev.sotto.domain.Period;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Finds the day of a week that is least like the same weekday of the four weeks before. */
final class Unusual {

    /**
     * A day that stands out.
     *
     * @param index from Monday, 0
     * @param usual the median of the same weekday in the four weeks before
     */
    record Day(int index, LocalDate day, double value, double usual, double score) {
        double factor() {
            return value / usual;
        }
    }

    private static final int WEEKS = 4;
    private static final int LEAST = 3;
    private static final double REMARKABLE = 3.5;

    private Unusual() {}

    /** The most unusual day, where one is beyond a robust z of 3.5. */
    static Optional<Day> day(Edition edition, String metric) {
        List<Period> days = Engagement.days(edition.week());
        return IntStream.range(0, days.size())
                .mapToObj(index -> judge(edition.index(), metric, index, days.get(index)))
                .flatMap(Optional::stream)
                .filter(day -> Math.abs(day.score()) >= REMARKABLE)
                .max(Comparator.comparingDouble(day -> Math.abs(day.score())));
    }

    private static Optional<Day> judge(ResultIndex index, String metric, int position, Period day) {
        OptionalDouble value = index.value(metric, day);
        double[] before = IntStream.rangeClosed(1, WEEKS)
                .mapToObj(weeks -> new Period(Period.Unit.DAY, day.startOn().minusWeeks(weeks)))
                .map(earlier -> index.value(metric, earlier))
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        if (value.isEmpty() || before.length < LEAST) {
            return Optional.empty();
        }
        double usual = Change.median(before);
        if (usual <= 0) {
            return Optional.empty();
        }
        // Four values can lie together by luck: a count varies at least as its square root.
        double deviation = Math.max(Change.deviation(before), Math.sqrt(usual));
        double score = (value.getAsDouble() - usual) / deviation;
        return Optional.of(new Day(position, day.startOn(), value.getAsDouble(), usual, score));
    }
}
