package dev.sotto.report;

import dev.sotto.chart.LineChart;
import dev.sotto.chart.Size;
import dev.sotto.domain.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleFunction;

/** Writes a section for each number that a plan gives a limit: its course over eight weeks beside that limit. */
final class Limits {
    private static final int MOST = 4;
    private static final double HEIGHT = 190;
    private static final double LOW_HEIGHT = 140;
    private static final double MINUTE = 60_000;
    private static final double HOUR = 60 * MINUTE;
    private static final int NARROW_WEEKS = 6;

    private final Edition edition;
    private final Words words;

    Limits(Edition edition) {
        this.edition = edition;
        this.words = edition.words();
    }

    /** Crossed ones first. */
    List<Card> cards() {
        List<Crossing> all = new ArrayList<>(Crossing.all(edition));
        if (all.isEmpty()) {
            return List.of(Card.withoutNumbers(
                    "limits",
                    words.say("limits.title"),
                    words.say("limits.subtitle.none"),
                    Card.Shape.HALF,
                    words.say("limits.none")));
        }
        all.sort((one, other) -> Boolean.compare(other.isCrossed(), one.isCrossed()));
        List<Crossing> shown = all.subList(0, Math.min(MOST, all.size()));
        List<Card> cards = new ArrayList<>();
        for (Crossing crossing : shown) {
            cards.add(card(crossing, "limits-" + (cards.size() + 1)).shaped(shape(shown.size())));
        }
        return cards;
    }

    /** As many as fill a row; one alone leaves room for the week beside it. */
    private static Card.Shape shape(int count) {
        return switch (count) {
            case 1 -> Card.Shape.SLIM;
            case 3 -> Card.Shape.THIRD;
            default -> Card.Shape.HALF;
        };
    }

    private Card card(Crossing crossing, String id) {
        String metric = crossing.threshold().metric();
        String title = crossing.name(edition);
        String subtitle =
                words.say("limits.subtitle." + crossing.threshold().bound().word(), "limit", crossing.limit(edition));
        List<Period> weeks = ResultIndex.weeksTo(edition.week(), WeeklyReport.WEEKS);
        List<OptionalDouble> values = weeks.stream()
                .map(week -> crossing.of().index().value(metric, week))
                .toList();
        if (values.stream().allMatch(OptionalDouble::isEmpty)) {
            return Card.withoutNumbers(
                    id,
                    title,
                    subtitle,
                    Card.Shape.HALF,
                    edition.absenceInFull(metric, Edition.status(crossing.result())));
        }
        List<String> notes = crossing.isJudged()
                ? List.of(crossing.isCrossed() ? crossing.sentence(edition) : words.say("limits.within"))
                : List.of(edition.absenceInFull(metric, Edition.status(crossing.result())));
        return Card.of(
                id,
                title,
                subtitle,
                Card.Shape.HALF,
                (width, detail) -> chart(crossing, weeks, values, detail)
                        .draw(new Size(width, detail == Picture.Detail.LOW ? LOW_HEIGHT : HEIGHT)),
                words.say("limits.text", Map.of("metric", title, "limit", crossing.limit(edition))),
                notes,
                table(crossing, weeks));
    }

    private LineChart chart(Crossing crossing, List<Period> weeks, List<OptionalDouble> values, Picture.Detail detail) {
        int from = detail == Picture.Detail.BRIEF ? weeks.size() - NARROW_WEEKS : 0;
        String unit = crossing.unit(edition);
        double largest = Math.max(
                crossing.threshold().limit(),
                values.stream().mapToDouble(value -> value.orElse(0)).max().orElse(0));
        double one = one(unit, largest);
        List<OptionalDouble> drawn = values.subList(from, values.size()).stream()
                .map(value -> value.isPresent() ? OptionalDouble.of(value.getAsDouble() / one) : value)
                .toList();
        int step = weeks.indexOf(crossing.week()) - from;
        Optional<LineChart.Remark> remark = crossing.isCrossed() && step >= 0
                ? Optional.of(new LineChart.Remark(
                        step, step == drawn.size() - 1 ? "" : edition.value(unit, crossing.value())))
                : Optional.empty();
        return new LineChart(
                weeks.subList(from, weeks.size()).stream()
                        .map(week -> Integer.toString(edition.weekNumber(week)))
                        .toList(),
                drawn,
                Collections.nCopies(
                        drawn.size(), OptionalDouble.of(crossing.threshold().limit() / one)),
                Set.of(),
                words.say("chart.gap"),
                new LineChart.EndLabel(
                        words.say("limits.value"),
                        edition.cell(crossing.result(), crossing.threshold().metric())),
                new LineChart.EndLabel(words.say("limits.limit"), crossing.limit(edition)),
                remark,
                axis(unit, one));
    }

    /** What a step of the axis is counted in, so that it has whole numbers. */
    private static double one(String unit, double largest) {
        return switch (unit) {
            case "ratio" -> largest < 0.03 ? 0.001 : 0.01;
            case "ms" -> largest < 2 * HOUR ? MINUTE : HOUR;
            case "money" -> 100;
            case "items", "messages", "rounds", "per_thousand" -> 0.1;
            default -> 1;
        };
    }

    private DoubleFunction<String> axis(String unit, double one) {
        return switch (unit) {
            case "ratio" ->
                value -> one < 0.01
                        ? edition.figures().percent(value * one)
                        : edition.figures().wholePercent(value * one);
            case "ms", "money" -> value -> value == 0 ? "0" : edition.value(unit, value * one);
            case "items", "messages", "rounds", "per_thousand" ->
                value -> edition.figures().decimal(value * one);
            default -> edition.figures()::compact;
        };
    }

    private Card.Table table(Crossing crossing, List<Period> weeks) {
        String metric = crossing.threshold().metric();
        List<List<String>> rows = new ArrayList<>();
        for (Period week : weeks) {
            rows.add(List.of(
                    edition.weekName(week),
                    edition.cell(crossing.of().index().of(metric, week), metric),
                    crossing.limit(edition)));
        }
        return new Card.Table(
                List.of(words.say("table.week"), words.say("limits.value"), words.say("limits.limit")), rows);
    }
}
