package dev.sotto.report;

import dev.sotto.chart.DayHourMap;
import dev.sotto.chart.Size;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Writes the section on when contacts write: each hour of the week as the mean of the last four. */
final class Hours {
    static final String METRIC = "inbound_messages";
    /** How many weeks, the reported one included, an hour is the mean of. */
    static final int WEEKS = 4;

    private static final String SLICE = "hour,weekday";
    private static final int OF_DAY = 24;
    private static final double HEADING = 24;
    private static final double ROW = 23;
    private static final double LOW_ROW = 12.5;

    private final Edition edition;
    private final Words words;

    Hours(Edition edition) {
        this.edition = edition;
        this.words = edition.words();
    }

    Card card() {
        List<Period> weeks = ResultIndex.weeksTo(edition.week(), WEEKS).stream()
                .filter(week -> edition.index().value(METRIC, week).isPresent())
                .toList();
        String title = words.say("hours.title");
        ZoneId zone = edition.report()
                .brand()
                .map(Brand::zone)
                .orElse(edition.report().zone());
        String subtitle = words.say("hours.subtitle", Map.of("count", Math.max(1, weeks.size()), "zone", zone.getId()));
        List<List<OptionalDouble>> means = IntStream.range(0, Engagement.DAYS)
                .mapToObj(day -> IntStream.range(0, OF_DAY)
                        .mapToObj(hour -> mean(weeks, day, hour))
                        .toList())
                .toList();
        boolean hasHours = means.stream().flatMap(List::stream).anyMatch(mean -> mean.orElse(0) > 0);
        if (!weeks.contains(edition.week()) || !hasHours) {
            Result.Status status = Edition.status(edition.index().of(METRIC, edition.week()));
            return Card.withoutNumbers(
                    "hours",
                    title,
                    subtitle,
                    Card.Shape.HALF,
                    edition.absenceInFull(METRIC, status == Result.Status.OK ? Result.Status.NO_DATA : status));
        }
        return Card.of(
                "hours",
                title,
                subtitle,
                Card.Shape.HALF,
                (width, detail) -> map(means, detail)
                        .draw(new Size(
                                width, HEADING + (detail == Picture.Detail.LOW ? LOW_ROW : ROW) * Engagement.DAYS)),
                words.say("hours.text"),
                notes(means),
                table(means));
    }

    /** Of the weeks in which that day was measured; an hour without a message is none. */
    private OptionalDouble mean(List<Period> weeks, int day, int hour) {
        String name = String.format(Locale.ROOT, "%02d,%d", hour, day + 1);
        return weeks.stream()
                .filter(week -> isMeasured(week.startOn().plusDays(day)))
                .mapToDouble(
                        week -> edition.index().value(METRIC, week, SLICE, name).orElse(0))
                .average();
    }

    private boolean isMeasured(LocalDate day) {
        return edition.index()
                .value("messages_sent", new Period(Period.Unit.DAY, day))
                .isPresent();
    }

    private DayHourMap map(List<List<OptionalDouble>> means, Picture.Detail detail) {
        List<String> days = days().stream()
                .map(detail == Picture.Detail.BRIEF ? edition.figures()::tinyWeekday : edition.figures()::shortWeekday)
                .toList();
        return new DayHourMap(days, means, Hours::hour);
    }

    private List<LocalDate> days() {
        return IntStream.range(0, Engagement.DAYS)
                .mapToObj(day -> edition.week().startOn().plusDays(day))
                .toList();
    }

    private static String hour(int hour) {
        return String.format(Locale.ROOT, "%02d", hour);
    }

    private List<String> notes(List<List<OptionalDouble>> means) {
        List<String> notes = new ArrayList<>();
        int busiest = IntStream.range(0, Engagement.DAYS * OF_DAY)
                .reduce((one, other) -> at(means, other) > at(means, one) ? other : one)
                .orElse(0);
        double all = IntStream.range(0, Engagement.DAYS * OF_DAY)
                .mapToDouble(hour -> at(means, hour))
                .sum();
        notes.add(words.say(
                "hours.busiest",
                Map.of(
                        "day", edition.figures().weekday(days().get(busiest / OF_DAY)),
                        "from", hour(busiest % OF_DAY) + ":00",
                        "to", hour((busiest + 1) % OF_DAY) + ":00",
                        "value", edition.figures().decimal(at(means, busiest)),
                        "share", edition.figures().percent(at(means, busiest) / all))));
        List<LocalDate> late = days().stream().filter(edition::isLate).toList();
        if (!late.isEmpty()) {
            notes.add(words.say("engagement.late", "days", edition.days(late)));
        }
        return notes;
    }

    private static double at(List<List<OptionalDouble>> means, int hour) {
        return means.get(hour / OF_DAY).get(hour % OF_DAY).orElse(0);
    }

    private Card.Table table(List<List<OptionalDouble>> means) {
        List<String> head = new ArrayList<>(List.of(words.say("table.hour")));
        days().forEach(day -> head.add(edition.figures().shortWeekday(day)));
        List<List<String>> rows = new ArrayList<>();
        for (int hour = 0; hour < OF_DAY; hour++) {
            List<String> row = new ArrayList<>(List.of(hour(hour)));
            for (List<OptionalDouble> day : means) {
                OptionalDouble mean = day.get(hour);
                row.add(mean.isPresent() ? edition.figures().decimal(mean.getAsDouble()) : "–");
            }
            rows.add(row);
        }
        return new Card.Table(head, rows);
    }
}
