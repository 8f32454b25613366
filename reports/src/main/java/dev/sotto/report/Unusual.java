package dev.sotto.report;

import dev.sotto.domain.Period;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Finds the day of a week that is least like the same weekday of the four weeks before, and whether all days together are. */
final class Unusual {

    /**
     * A day that stands out.
     *
     * @param index from Monday, 0
     * @param usual the median of the same weekday in the four weeks before
     */
    record Day(int index, LocalDate day, double value, double usual, double deviation) {
        double score() {
            return (value - usual) / deviation;
        }

        double factor() {
            return value / usual;
        }
    }

    /** All days of a week together. */
    record Whole(double value, double usual, double score) {
        double factor() {
            return value / usual;
        }
    }

    private static final int LEAST_DAYS = 5;
    static final int WEEKS = 4;
    private static final int LEAST = 3;
    static final double REMARKABLE = 3.5;

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

    /**
     * The week as a whole, where its days are beyond a robust z of 3.5 together: the sum of their differences by the root of the
     * sum of their variances. For what adds up over days.
     */
    static Optional<Whole> week(Edition edition, String metric) {
        List<Period> days = Engagement.days(edition.week());
        List<Day> judged = IntStream.range(0, days.size())
                .mapToObj(index -> judge(edition.index(), metric, index, days.get(index)))
                .flatMap(Optional::stream)
                .toList();
        double value = judged.stream().mapToDouble(Day::value).sum();
        double usual = judged.stream().mapToDouble(Day::usual).sum();
        double variance =
                judged.stream().mapToDouble(day -> Math.pow(day.deviation(), 2)).sum();
        double score = (value - usual) / Math.sqrt(variance);
        return judged.size() >= LEAST_DAYS && Math.abs(score) >= REMARKABLE
                ? Optional.of(new Whole(value, usual, score))
                : Optional.empty();
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
        return Optional.of(new Day(position, day.startOn(), value.getAsDouble(), usual, deviation));
    }
}
