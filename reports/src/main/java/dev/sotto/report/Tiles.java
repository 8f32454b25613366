package dev.sotto.report;

import dev.sotto.chart.Hue;
import dev.sotto.chart.Sparkline;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.Result;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the tiles of a page: a number where there is one, and otherwise in words why there is none. */
final class Tiles {
    private static final String BANDS = "age_band,side";

    private final Edition edition;

    Tiles(Edition edition) {
        this.edition = edition;
    }

    List<Tile> of(List<String> metrics) {
        return metrics.stream()
                .flatMap(id -> edition.metric(id).stream())
                .map(metric -> tile(metric, this::number))
                .toList();
    }

    /** Numbers for a list, where a change within noise is called no change. */
    List<Tile> lines(List<String> metrics) {
        return metrics.stream()
                .flatMap(id -> edition.metric(id).stream())
                .map(metric -> tile(metric, this::line))
                .toList();
    }

    /** How a number of a week is put into words. */
    private interface Wording {
        Tile of(Metric metric, Period week, Result result);
    }

    /** Numbers for a row of a table, which says nothing of a change within noise. */
    List<Tile> cells(List<String> metrics) {
        return metrics.stream()
                .flatMap(id -> edition.metric(id).stream())
                .map(metric -> tile(metric, this::cell))
                .toList();
    }

    private Tile line(Metric metric, Period week, Result result) {
        Optional<Change> change = edition.change(metric.id(), week);
        return brief(
                metric, week, result, edition.words().say(change.isPresent() ? "change.same" : "change.none.short"));
    }

    private Tile cell(Metric metric, Period week, Result result) {
        return brief(metric, week, result, "");
    }

    /** A number with its change where that is clear, else with other words. */
    private Tile brief(Metric metric, Period week, Result result, String otherwise) {
        Tile tile = number(metric, week, result);
        boolean isClear =
                edition.change(metric.id(), week).filter(Change::isClear).isPresent();
        String words = isClear ? tile.change() : otherwise;
        String when = week.equals(edition.week()) ? "" : edition.weekName(week);
        return new Tile(
                tile.id(),
                tile.title(),
                tile.value(),
                true,
                isClear ? tile.arrow() : "",
                isClear ? tile.direction() : "",
                Stream.of(when, words).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · ")),
                tile.tone(),
                tile.note(),
                tile.course());
    }

    private Tile tile(Metric metric, Wording wording) {
        Period week = edition.week();
        Optional<Result> now = edition.index().of(metric.id(), week);
        if (now.filter(Edition::isShown).isPresent()) {
            return wording.of(metric, week, now.get());
        }
        // A window that has not passed is no gap: the newest week whose window has, stands in, and says so.
        if (Edition.status(now) == Result.Status.IMMATURE) {
            for (Period earlier = week.previous();
                    !earlier.startOn().isBefore(WeeklyReport.wantedFrom(week));
                    earlier = earlier.previous()) {
                Optional<Result> before =
                        edition.index().of(metric.id(), earlier).filter(Edition::isShown);
                if (before.isPresent()) {
                    return wording.of(metric, earlier, before.get());
                }
            }
        }
        Result.Status status = Edition.status(now);
        return new Tile(
                metric.id(),
                edition.title(metric.id()),
                edition.absence(status),
                false,
                "",
                "",
                edition.absenceInFull(metric.id(), status),
                "plain",
                "",
                picture(metric, week, Hue.OTHER));
    }

    private Tile number(Metric metric, Period week, Result result) {
        double value = ResultIndex.value(Optional.of(result)).orElseThrow();
        Optional<Change> change = edition.change(metric.id(), week);
        String tone = change.map(found -> tone(metric, found)).orElse("plain");
        Hue hue =
                tone.equals("bad") ? Hue.ALERT : change.filter(Change::isClear).isPresent() ? Hue.VOICE : Hue.OTHER;
        return new Tile(
                metric.id(),
                edition.title(metric.id()),
                edition.value(metric.unit(), value),
                true,
                change.map(found -> arrow(metric, found)).orElse(""),
                change.map(this::direction).orElse(""),
                change.map(found -> words(metric, found))
                        .orElseGet(() -> edition.words().say("change.none")),
                tone,
                note(metric, week, result),
                picture(metric, week, hue));
    }

    private String words(Metric metric, Change change) {
        if (!change.isClear() && Math.abs(change.difference()) < metricGrain(metric.unit())) {
            return edition.words().say("change.same");
        }
        String size = edition.size(metric.unit(), change);
        return change.isClear() ? size : edition.words().say("change.unclear", "size", size);
    }

    /** What the number is compared with, and what about it is not settled. */
    private String note(Metric metric, Period week, Result result) {
        Words words = edition.words();
        if (!week.equals(edition.week())) {
            return words.say(
                    "tile.stand-in", Map.of("week", edition.weekName(week), "now", edition.weekName(edition.week())));
        }
        if (result.pending() > 0) {
            return words.say(
                    "tile.pending",
                    Map.of(
                            "count",
                            result.pending(),
                            "persons",
                            edition.figures().compact(result.pending())));
        }
        OptionalDouble before = edition.index().value(metric.id(), week.previous());
        String last = before.isPresent()
                ? words.say("tile.before", "value", edition.value(metric.unit(), before.getAsDouble()))
                : words.say("tile.before.none");
        boolean hasRoom = edition.report().kind() == ReportKind.BRAND;
        return Stream.of(Optional.of(last), goal(metric), hasRoom ? bands(metric) : Optional.<String>empty())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }

    /** The number of those who received, by whether they are minors, where a metric tells the bands apart. */
    Optional<String> bands(Metric metric) {
        if (!metric.slices().contains(BANDS)) {
            return Optional.empty();
        }
        Optional<Result> young = edition.index().of(metric.id(), edition.week(), BANDS, "16_17,recipient");
        Optional<Result> adult = edition.index().of(metric.id(), edition.week(), BANDS, "18_plus,recipient");
        return young.isEmpty() && adult.isEmpty()
                ? Optional.empty()
                : Optional.of(edition.words()
                        .say("tile.bands", Map.of("young", band(metric, young), "adult", band(metric, adult))));
    }

    private String band(Metric metric, Optional<Result> result) {
        return result.filter(Edition::isShown).isPresent()
                ? edition.cell(result, metric.id())
                : edition.absenceWithin(Edition.status(result));
    }

    /** What the campaigns that run in the week want to reach, from the least to the most. */
    private Optional<String> goal(Metric metric) {
        DoubleSummaryStatistics goals = edition.report().campaigns().stream()
                .filter(campaign ->
                        campaign.runsIn(edition.week().startOn(), edition.week().endOn()))
                .flatMap(campaign -> Optional.ofNullable(campaign.goals().get(metric.id())).stream())
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        if (goals.getCount() == 0) {
            return Optional.empty();
        }
        String least = edition.value(metric.unit(), goals.getMin());
        String most = edition.value(metric.unit(), goals.getMax());
        return Optional.of(edition.words().say("tile.goal", "goal", least.equals(most) ? most : least + " – " + most));
    }

    private Optional<Sparkline> picture(Metric metric, Period week, Hue hue) {
        List<OptionalDouble> course = edition.course(metric.id(), week);
        return course.stream().filter(OptionalDouble::isPresent).count() < 2
                ? Optional.empty()
                : Optional.of(new Sparkline(course, hue));
    }

    private static String arrow(Metric metric, Change change) {
        return Math.abs(change.difference()) < metricGrain(metric.unit())
                ? ""
                : change.difference() > 0 ? "▲" : change.difference() < 0 ? "▼" : "";
    }

    private String direction(Change change) {
        return edition.words()
                .say(change.difference() > 0 ? "change.up" : change.difference() < 0 ? "change.down" : "change.same");
    }

    /** The least difference that its digits can show. */
    private static double metricGrain(String unit) {
        return switch (unit) {
            case "ratio" -> 0.00005;
            case "ms" -> 500;
            case "items", "messages", "rounds", "per_thousand" -> 0.05;
            default -> 0.5;
        };
    }

    static String tone(Metric metric, Change change) {
        if (!change.isClear() || metric.better() == Metric.Better.NEITHER) {
            return "plain";
        }
        boolean isHigher = change.verdict() == Change.Verdict.ROSE;
        return isHigher == (metric.better() == Metric.Better.HIGHER) ? "good" : "bad";
    }
}
