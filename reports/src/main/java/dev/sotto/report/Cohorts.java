package dev.sotto.report;

import dev.sotto.chart.HeatMap;
import dev.sotto.chart.Size;
import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Writes the section on who comes back, by the week of the first message and the weeks since. */
final class Cohorts {
    private static final String METRIC = "retention_on";
    private static final int WEEKS_SINCE = WeeklyReport.WEEKS - 1;
    private static final double HEADING = 24;
    private static final double ROW = 26;
    private static final double LOW_ROW = 14.5;
    private static final int NARROW_WEEKS = 5;

    private final Edition edition;

    Cohorts(Edition edition) {
        this.edition = edition;
    }

    Card card() {
        Words words = edition.words();
        String title = words.say("cohorts.title");
        String subtitle = words.say("cohorts.subtitle");
        List<Period> weeks = ResultIndex.weeksTo(edition.week(), WeeklyReport.WEEKS).stream()
                .filter(week -> IntStream.rangeClosed(1, WEEKS_SINCE)
                        .anyMatch(since -> result(week, since).isPresent()))
                .toList();
        boolean hasShares = weeks.stream()
                .anyMatch(week -> IntStream.rangeClosed(1, WEEKS_SINCE)
                        .anyMatch(
                                since -> ResultIndex.value(result(week, since)).isPresent()));
        if (!hasShares) {
            Result.Status status = weeks.isEmpty()
                    ? Edition.status(edition.index().of(METRIC, edition.week()))
                    : Edition.status(result(weeks.get(weeks.size() - 1), 1));
            return Card.withoutNumbers(
                    "cohorts", title, subtitle, Card.Shape.HALF, edition.absenceInFull(METRIC, status));
        }
        String text = words.say("cohorts.text", "count", weeks.size());
        return Card.of(
                "cohorts",
                title,
                subtitle,
                Card.Shape.HALF,
                (width, detail) -> map(weeks, detail == Picture.Detail.BRIEF ? NARROW_WEEKS : WEEKS_SINCE)
                        .draw(new Size(width, HEADING + (detail == Picture.Detail.LOW ? LOW_ROW : ROW) * weeks.size())),
                text,
                notes(weeks),
                table(weeks));
    }

    private List<String> notes(List<Period> weeks) {
        boolean isTruncated = weeks.stream()
                .flatMap(week -> result(week, 1).stream())
                .anyMatch(result -> result.flags().contains("left_truncated"));
        return isTruncated
                ? List.of(edition.words().say("cohorts.note"), edition.words().say("cohorts.truncated"))
                : List.of(edition.words().say("cohorts.note"));
    }

    private HeatMap map(List<Period> weeks, int since) {
        return new HeatMap(
                IntStream.rangeClosed(1, since).mapToObj(n -> "+" + n).toList(),
                edition.words().say("cohorts.size"),
                weeks.stream()
                        .map(week -> new HeatMap.Row(
                                Integer.toString(edition.weekNumber(week)),
                                size(week),
                                IntStream.rangeClosed(1, since)
                                        .mapToObj(n -> ResultIndex.value(result(week, n)))
                                        .toList()))
                        .toList(),
                edition.figures()::barePercent);
    }

    /** The persons of a cohort: those judged and those not yet, of the step that knows most of them. */
    private String size(Period week) {
        double persons = IntStream.rangeClosed(1, WEEKS_SINCE)
                .mapToObj(since -> result(week, since))
                .flatMap(Optional::stream)
                .mapToDouble(result -> (result.denominator() == null ? 0 : result.denominator()) + result.pending())
                .max()
                .orElse(0);
        return edition.figures().compact(persons);
    }

    private Card.Table table(List<Period> weeks) {
        Words words = edition.words();
        List<String> head = new ArrayList<>(List.of(words.say("table.week"), words.say("cohorts.size")));
        IntStream.rangeClosed(1, WEEKS_SINCE).mapToObj(since -> "+" + since).forEach(head::add);
        List<List<String>> rows = new ArrayList<>();
        for (Period week : weeks) {
            List<String> row = new ArrayList<>(List.of(edition.weekName(week), size(week)));
            for (int since = 1; since <= WEEKS_SINCE; since++) {
                OptionalDouble share = ResultIndex.value(result(week, since));
                row.add(share.isPresent() ? edition.figures().percent(share.getAsDouble()) : absence(week, since));
            }
            rows.add(row);
        }
        return new Card.Table(head, rows);
    }

    private String absence(Period week, int since) {
        Optional<Result> result = result(week, since);
        boolean isYoung = !week.startOn()
                .plusWeeks(since + 1L)
                .isBefore(edition.week().endOn().plusDays(1));
        return result.isEmpty() && isYoung
                ? edition.absence(Result.Status.IMMATURE)
                : edition.absence(Edition.status(result));
    }

    private Optional<Result> result(Period week, int since) {
        return edition.index().of(METRIC, week, "week", Integer.toString(since));
    }
}
