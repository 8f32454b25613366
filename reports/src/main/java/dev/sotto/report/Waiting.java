package dev.sotto.report;

import dev.sotto.chart.Size;
import dev.sotto.chart.SurvivalChart;
import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes the section on who still waits for a first answer after a time: those who wait count as long as they were seen. */
final class Waiting {
    static final String METRIC = "first_response_waiting";
    static final String MEDIAN = "first_response_survival";

    private static final String SLICE = "minutes";
    private static final List<Integer> MINUTES = List.of(5, 15, 30, 60, 120, 240, 480, 720, 1440, 4320);
    private static final Set<Integer> NAMED = Set.of(5, 30, 120, 480, 1440, 4320);
    private static final Set<Integer> NAMED_BRIEFLY = Set.of(5, 60, 480, 4320);
    private static final int REMARKED = 60;
    private static final double MINUTE_MS = 60_000;
    private static final double HEIGHT = 185;
    private static final double LOW_HEIGHT = 108;

    private final Edition edition;
    private final Words words;

    Waiting(Edition edition) {
        this.edition = edition;
        this.words = edition.words();
    }

    Card card() {
        String title = words.say("waiting.title");
        String subtitle = words.say("waiting.subtitle");
        List<Integer> known =
                MINUTES.stream().filter(minutes -> share(minutes).isPresent()).toList();
        if (known.isEmpty()) {
            return Card.withoutNumbers(
                    "waiting", title, subtitle, Card.Shape.HALF, edition.absenceInFull(METRIC, status()));
        }
        return Card.of(
                "waiting",
                title,
                subtitle,
                Card.Shape.HALF,
                (width, detail) ->
                        chart(known, detail).draw(new Size(width, detail == Picture.Detail.LOW ? LOW_HEIGHT : HEIGHT)),
                words.say("waiting.text", "count", known.size()),
                notes(),
                table());
    }

    /** Where no time is known, why the earliest is not; a metric that is not observable has one row without a slice. */
    private Result.Status status() {
        Optional<Result> first = result(edition.week(), MINUTES.get(0));
        return Edition.status(first.isPresent() ? first : edition.index().of(METRIC, edition.week()));
    }

    private SurvivalChart chart(List<Integer> known, Picture.Detail detail) {
        Set<Integer> named = detail == Picture.Detail.BRIEF ? NAMED_BRIEFLY : NAMED;
        return new SurvivalChart(
                known.stream().map(this::step).toList(),
                MINUTES.stream()
                        .filter(named::contains)
                        .map(minutes -> new SurvivalChart.Tick(position(minutes), time(minutes)))
                        .toList(),
                Optional.of(REMARKED).filter(known::contains).map(this::remark),
                edition.figures()::wholePercent);
    }

    private SurvivalChart.Step step(int minutes) {
        double share = share(minutes).orElseThrow();
        Optional<Result> result = result(edition.week(), minutes);
        return new SurvivalChart.Step(
                position(minutes),
                share,
                result.map(Result::ciLow).orElse(share),
                result.map(Result::ciHigh).orElse(share));
    }

    private SurvivalChart.Remark remark(int minutes) {
        double share = share(minutes).orElseThrow();
        return new SurvivalChart.Remark(
                position(minutes),
                share,
                words.say(
                        "waiting.remark",
                        Map.of("share", edition.figures().wholePercent(share), "time", time(minutes))));
    }

    /** Most is decided early, so that early times have more room. */
    private static double position(int minutes) {
        return Math.log1p(minutes / (double) MINUTES.get(0));
    }

    private String time(int minutes) {
        return edition.figures().duration(minutes * MINUTE_MS);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        edition.index()
                .of(MEDIAN, edition.week())
                .filter(Edition::isShown)
                .ifPresent(median -> notes.add(half(median)));
        long open = MINUTES.stream()
                .flatMap(minutes -> result(edition.week(), minutes).stream())
                .mapToLong(Result::pending)
                .max()
                .orElse(0);
        if (open > 0) {
            notes.add(words.say(
                    "waiting.open",
                    Map.of("count", open, "number", edition.figures().count(open))));
        }
        List<LocalDate> late = IntStream.range(0, Engagement.DAYS)
                .mapToObj(day -> edition.week().startOn().plusDays(day))
                .filter(edition::isLate)
                .toList();
        if (!late.isEmpty()) {
            notes.add(words.say("engagement.late", "days", edition.days(late)));
        }
        return notes;
    }

    private String half(Result median) {
        String time = edition.figures().duration(value(median.value()));
        return median.ciLow() == null || median.ciHigh() == null
                ? words.say("waiting.half", "time", time)
                : words.say(
                        "waiting.half.between",
                        Map.of(
                                "time", time,
                                "low", edition.figures().duration(median.ciLow()),
                                "high", edition.figures().duration(median.ciHigh())));
    }

    private static double value(@Nullable Double number) {
        return number == null ? Double.NaN : number;
    }

    private Card.Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (int minutes : MINUTES) {
            Optional<Result> now = result(edition.week(), minutes);
            rows.add(List.of(
                    time(minutes),
                    edition.cell(now, METRIC),
                    interval(now),
                    edition.cell(result(edition.week().previous(), minutes), METRIC)));
        }
        return new Card.Table(
                List.of(
                        words.say("table.after"),
                        words.say("engagement.now"),
                        words.say("table.interval"),
                        words.say("engagement.before")),
                rows);
    }

    private String interval(Optional<Result> result) {
        return result.filter(found -> found.ciLow() != null && found.ciHigh() != null)
                .map(found -> edition.figures().percent(value(found.ciLow())) + " – "
                        + edition.figures().percent(value(found.ciHigh())))
                .orElse("–");
    }

    private OptionalDouble share(int minutes) {
        return ResultIndex.value(result(edition.week(), minutes));
    }

    private Optional<Result> result(Period week, int minutes) {
        return edition.index().of(METRIC, week, SLICE, Integer.toString(minutes));
    }
}
