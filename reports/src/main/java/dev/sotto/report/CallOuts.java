package dev.sotto.report;

import dev.sotto.domain.Metric;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.Result;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes at most three call-outs: what is missing, what is remarkable, what is uncertain. */
final class CallOuts {
    private static final int MOST = 3;

    private final Edition edition;
    private final Words words;

    CallOuts(Edition edition) {
        this.edition = edition;
        this.words = edition.words();
    }

    List<CallOut> all() {
        if (Engagement.missingDays(edition, Engagement.metric(edition)).size() == Engagement.DAYS) {
            return List.of(new CallOut(words.say("callout.empty"), words.say("callout.empty.body"), "alert"));
        }
        List<CallOut> all = new ArrayList<>();
        Crossing.crossed(edition).forEach(crossing -> all.add(crossing.callOut(edition)));
        undelivered().ifPresent(all::add);
        missing().ifPresent(all::add);
        silences().forEach(all::add);
        late().ifPresent(all::add);
        unusualWeek().ifPresent(all::add);
        unusualDay().ifPresent(all::add);
        turnedWorse().forEach(all::add);
        notSettled().ifPresent(all::add);
        notObservable().ifPresent(all::add);
        if (all.isEmpty()) {
            all.add(new CallOut(words.say("callout.quiet"), words.say("callout.quiet.body"), "plain"));
        }
        return all.stream().limit(MOST).toList();
    }

    private Optional<CallOut> undelivered() {
        if (edition.report().kind() != ReportKind.OPERATOR) {
            return Optional.empty();
        }
        List<String> without = new Deliveries(edition).without();
        return without.isEmpty()
                ? Optional.empty()
                : Optional.of(new CallOut(
                        words.say("callout.undelivered"),
                        words.say("callout.undelivered.body", "names", String.join(", ", without)),
                        "alert"));
    }

    private Optional<CallOut> missing() {
        return named("callout.missing", day -> !edition.isLate(day), "alert");
    }

    /** Hours of the week in which a source sent nothing although it usually does. */
    private List<CallOut> silences() {
        ZoneId zone = edition.report().zone();
        return edition
                .report()
                .provenance()
                .silencesIn(
                        edition.week().startOn().atStartOfDay(zone).toInstant(),
                        edition.week().endOn().atStartOfDay(zone).toInstant())
                .stream()
                .map(silence -> new CallOut(
                        words.say("callout.missing"),
                        words.say(
                                "callout.silence.body",
                                Map.of(
                                        "source", silence.source(),
                                        "from", edition.figures().dayAndTime(silence.from(), zone),
                                        "until", edition.figures().dayAndTime(silence.until(), zone),
                                        "usual", edition.figures().compact(silence.usual()))),
                        "alert"))
                .toList();
    }

    private Optional<CallOut> late() {
        return named("callout.late", edition::isLate, "plain");
    }

    private Optional<CallOut> named(String key, Predicate<LocalDate> which, String tone) {
        List<LocalDate> days = Engagement.missingDays(edition, Engagement.metric(edition)).stream()
                .filter(which)
                .toList();
        if (days.isEmpty()) {
            return Optional.empty();
        }
        String named = days.stream().map(edition.figures()::longDay).collect(Collectors.joining(", "));
        return Optional.of(new CallOut(words.say(key), words.say(key + ".body", "days", named), tone));
    }

    private Optional<CallOut> unusualWeek() {
        return Unusual.week(edition, Kinds.METRIC)
                .map(week -> new CallOut(
                        words.say(week.score() > 0 ? "callout.week.high" : "callout.week.low"),
                        words.say(
                                "callout.week.body",
                                Map.of(
                                        "value", edition.figures().compact(week.value()),
                                        "metric", edition.titleWithin(Kinds.METRIC),
                                        "factor", edition.figures().multiple(week.factor()),
                                        "usual", edition.figures().compact(week.usual()))),
                        week.score() > 0 ? "plain" : "alert"));
    }

    private Optional<CallOut> unusualDay() {
        String metric = Engagement.metric(edition);
        return Unusual.day(edition, metric)
                .map(day -> new CallOut(
                        words.say(
                                day.score() > 0 ? "callout.unusual.high" : "callout.unusual.low",
                                "day",
                                edition.figures().weekday(day.day())),
                        words.say(
                                "callout.unusual.body",
                                Map.of(
                                        "value", edition.figures().compact(day.value()),
                                        "metric", edition.titleWithin(metric),
                                        "factor", edition.figures().multiple(day.factor()),
                                        "usual", edition.figures().compact(day.usual()))),
                        day.score() > 0 ? "plain" : "alert"));
    }

    private Stream<CallOut> turnedWorse() {
        return edition.focus().watched().stream()
                .flatMap(id -> edition.metric(id).stream())
                .flatMap(metric -> edition
                        .change(metric.id(), edition.week())
                        .filter(change -> Tiles.tone(metric, change).equals("bad"))
                        .map(change -> worse(metric, change))
                        .stream());
    }

    private CallOut worse(Metric metric, Change change) {
        String verdict = change.verdict() == Change.Verdict.ROSE ? "rose" : "fell";
        double value = edition.index().value(metric.id(), edition.week()).orElse(0);
        return new CallOut(
                words.say("callout." + verdict, "metric", edition.title(metric.id())),
                words.say(
                        "callout.change.body",
                        Map.of(
                                "size", edition.size(metric.unit(), change),
                                "value", edition.value(metric.unit(), value))),
                "alert");
    }

    private Optional<CallOut> notSettled() {
        List<Result> young = Stream.of("reply_rate", "campaign_conversion_rate")
                .filter(id -> edition.metrics().anyMatch(id::equals))
                .flatMap(id -> edition.index().of(id, edition.week()).stream())
                .filter(result -> result.pending() > 0)
                .filter(result -> Edition.isShown(result) || result.status() == Result.Status.IMMATURE)
                .toList();
        return young.stream()
                .max(Comparator.comparingLong(Result::pending))
                .map(result -> new CallOut(
                        words.say("callout.pending"),
                        words.say(
                                "callout.pending.body",
                                Map.of(
                                        "metric",
                                        edition.titleWithin(result.metric()),
                                        "count",
                                        result.pending(),
                                        "persons",
                                        edition.figures().count(result.pending()))),
                        "plain"));
    }

    private Optional<CallOut> notObservable() {
        String metrics =
                notObservable(edition).stream().map(edition::titleWithin).collect(Collectors.joining(", "));
        return metrics.isEmpty()
                ? Optional.empty()
                : Optional.of(new CallOut(
                        words.say("callout.hidden"), words.say("callout.hidden.body", "metrics", metrics), "plain"));
    }

    /** The metrics of a page that this brand's sources cannot tell. */
    static List<String> notObservable(Edition edition) {
        return Stream.concat(edition.focus().watched().stream(), Stream.of("reached_contacts"))
                .filter(id -> edition.index()
                        .of(id, edition.week())
                        .filter(result -> result.status() == Result.Status.NOT_OBSERVABLE)
                        .isPresent())
                .toList();
    }
}
