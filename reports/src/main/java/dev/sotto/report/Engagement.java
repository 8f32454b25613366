package dev.sotto.report;

import dev.sotto.chart.LineChart;
import dev.sotto.chart.Size;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.Result;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the section of the week day by day, with the week before as a ghost. */
final class Engagement {
    private static final double HEIGHT = 268;
    private static final double LOW_HEIGHT = 132;
    private static final double PERCENT = 100;
    static final int DAYS = 7;

    private final Edition edition;
    private final String metric;

    Engagement(Edition edition) {
        this.edition = edition;
        this.metric = metric(edition);
    }

    /** Of creator rooms how full they were; else active contacts where they can be known, else messages. */
    static String metric(Edition edition) {
        if (edition.report().kind() == ReportKind.CREATOR) {
            return "room_occupancy";
        }
        boolean hasContacts = days(edition.week()).stream()
                .anyMatch(day -> edition.index().value("active_contacts", day).isPresent());
        return hasContacts ? "active_contacts" : "messages_sent";
    }

    Card card() {
        Words words = edition.words();
        String title = words.say("engagement.title", "metric", edition.title(metric));
        List<OptionalDouble> now = values(edition.week());
        List<OptionalDouble> before = values(edition.week().previous());
        String subtitle = words.say("engagement.subtitle." + metric);
        if (now.stream().allMatch(OptionalDouble::isEmpty)) {
            Result.Status status = Edition.status(edition.index().of(metric, edition.week()));
            return Card.withoutNumbers(
                    "engagement", title, subtitle, Card.Shape.WIDE, edition.absenceInFull(metric, status));
        }
        String text = words.say(
                "engagement.text",
                Map.of(
                        "metric", edition.title(metric),
                        "now", total(edition.week()),
                        "before", total(edition.week().previous())));
        return Card.of(
                "engagement",
                title,
                subtitle,
                Card.Shape.WIDE,
                (width, detail) -> chart(now, before, detail)
                        .draw(new Size(width, detail == Picture.Detail.FULL ? HEIGHT : LOW_HEIGHT)),
                text,
                notes(),
                table(now, before));
    }

    LineChart chart(List<OptionalDouble> now, List<OptionalDouble> before, Picture.Detail detail) {
        Figures figures = edition.figures();
        Set<Integer> weekend = IntStream.range(0, DAYS)
                .filter(day ->
                        edition.week().startOn().plusDays(day).getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0)
                .boxed()
                .collect(Collectors.toSet());
        return new LineChart(
                days(edition.week()).stream()
                        .map(day -> detail == Picture.Detail.BRIEF
                                ? figures.tinyWeekday(day.startOn())
                                : figures.weekdayAndDay(day.startOn()))
                        .toList(),
                now.stream().map(this::drawn).toList(),
                before.stream().map(this::drawn).toList(),
                weekend,
                edition.words().say("chart.gap"),
                new LineChart.EndLabel(edition.words().say("engagement.now"), total(edition.week())),
                new LineChart.EndLabel(
                        edition.words().say("engagement.before"),
                        total(edition.week().previous())),
                remark(detail),
                isShare() ? percent -> figures.wholePercent(percent / PERCENT) : figures::compact);
    }

    /** Shares are drawn in percent, so that their axis has whole numbers, too. */
    private OptionalDouble drawn(OptionalDouble value) {
        return value.isPresent() && isShare() ? OptionalDouble.of(value.getAsDouble() * PERCENT) : value;
    }

    private boolean isShare() {
        return unit().equals("ratio");
    }

    private String unit() {
        return edition.metric(metric).map(Metric::unit).orElse("count");
    }

    private Optional<LineChart.Remark> remark(Picture.Detail detail) {
        return Unusual.day(edition, metric)
                .map(day -> new LineChart.Remark(
                        day.index(),
                        edition.words()
                                .say(
                                        detail == Picture.Detail.BRIEF
                                                ? "engagement.remark.short"
                                                : "engagement.remark",
                                        Map.of(
                                                "day", edition.figures().shortWeekday(day.day()),
                                                "factor", edition.figures().multiple(day.factor())))));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<LocalDate> missing = missingDays(edition, metric);
        List<LocalDate> late = missing.stream().filter(edition::isLate).toList();
        List<LocalDate> gone =
                missing.stream().filter(day -> !edition.isLate(day)).toList();
        if (!gone.isEmpty()) {
            notes.add(edition.words().say("engagement.missing", "days", edition.days(gone)));
        }
        if (!late.isEmpty()) {
            notes.add(edition.words().say("engagement.late", "days", edition.days(late)));
        }
        return notes;
    }

    private Card.Table table(List<OptionalDouble> now, List<OptionalDouble> before) {
        Words words = edition.words();
        List<List<String>> rows = new ArrayList<>();
        List<Period> days = days(edition.week());
        for (int i = 0; i < DAYS; i++) {
            rows.add(List.of(
                    edition.figures().longDay(days.get(i).startOn()),
                    cell(days.get(i), now.get(i)),
                    cell(days.get(i), before.get(i))));
        }
        return new Card.Table(
                List.of(words.say("table.day"), words.say("engagement.now"), words.say("engagement.before")), rows);
    }

    private String cell(Period day, OptionalDouble value) {
        if (value.isPresent()) {
            return isShare()
                    ? edition.value(unit(), value.getAsDouble())
                    : edition.figures().count(value.getAsDouble());
        }
        return edition.isLate(day.startOn())
                ? edition.words().say("status.late")
                : edition.absence(Edition.status(edition.index().of(metric, day)));
    }

    private String total(Period week) {
        OptionalDouble value = edition.index().value(metric, week);
        return value.isPresent()
                ? edition.value(unit(), value.getAsDouble())
                : edition.absence(Edition.status(edition.index().of(metric, week)));
    }

    private List<OptionalDouble> values(Period week) {
        return days(week).stream()
                .map(day -> edition.index().value(metric, day))
                .toList();
    }

    static List<LocalDate> missingDays(Edition edition, String metric) {
        return days(edition.week()).stream()
                .filter(day -> edition.index().value(metric, day).isEmpty())
                .map(Period::startOn)
                .toList();
    }

    static List<Period> days(Period week) {
        return IntStream.range(0, DAYS)
                .mapToObj(day -> new Period(Period.Unit.DAY, week.startOn().plusDays(day)))
                .toList();
    }
}
