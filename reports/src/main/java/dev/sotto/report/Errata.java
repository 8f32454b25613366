package dev.sotto.report;

import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import dev.sotto.warehouse.Ledger.Delivery;
import dev.sotto.warehouse.Results.Restated;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells which numbers were told otherwise before: by week, with what they were and since when they are others. */
final class Errata {
    private static final int MOST_IN_A_WEEK = 4;

    private final Edition edition;
    private final Words words;
    private final List<String> metrics;

    Errata(Edition edition) {
        this.edition = edition;
        this.words = edition.words();
        this.metrics = edition.metrics().toList();
    }

    /** Those that the page tells, and in whose words it makes a difference. */
    List<Restated> seen(List<Restated> restated) {
        LocalDate from = WeeklyReport.wantedFrom(edition.week());
        return restated.stream()
                .filter(each -> metrics.contains(each.now().metric()))
                .filter(each -> !each.now().periodStartOn().isBefore(from)
                        && each.now().periodStartOn().isBefore(edition.week().endOn()))
                .filter(each -> !said(each.before()).equals(said(each.now())))
                .toList();
    }

    /** A line for the foot of the page; empty where every number stands as it was told. */
    Optional<String> line() {
        Restatement restatement = edition.report().provenance().restatement();
        Map<LocalDate, List<Restated>> weeks = seen(restatement.restated()).stream()
                .sorted(Comparator.comparingInt(
                        each -> metrics.indexOf(each.now().metric())))
                .collect(Collectors.groupingBy(
                        each -> each.now().periodStartOn(),
                        () -> new TreeMap<>(Comparator.<LocalDate>reverseOrder()),
                        Collectors.toList()));
        if (weeks.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(words.say(
                restatement.revision() > Delivery.FIRST_REVISION ? "restated.revision" : "restated.report",
                Map.of(
                        "number", restatement.revision(),
                        "before", restatement.revision() - 1,
                        "moment",
                                edition.figures()
                                        .moment(
                                                restatement.toldAt(),
                                                edition.report().zone()),
                        "weeks",
                                weeks.entrySet().stream()
                                        .map(week -> week(Period.weekOf(week.getKey()), week.getValue()))
                                        .collect(Collectors.joining("; ")))));
    }

    private String week(Period week, List<Restated> restated) {
        Instant since = restated.stream()
                .map(Restated::at)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<String> changes = new ArrayList<>();
        restated.stream()
                .limit(MOST_IN_A_WEEK)
                .map(each -> words.say(
                        "restated.number",
                        Map.of(
                                "metric", edition.titleWithin(each.now().metric()),
                                "before", said(each.before()),
                                "now", said(each.now()))))
                .forEach(changes::add);
        if (restated.size() > MOST_IN_A_WEEK) {
            changes.add(words.say("restated.more", "count", restated.size() - MOST_IN_A_WEEK));
        }
        return words.say(
                "restated.week",
                Map.of(
                        "week", edition.weekName(week),
                        "day",
                                edition.figures()
                                        .mediumDay(since.atZone(edition.report().zone())
                                                .toLocalDate()),
                        "changes", String.join(", ", changes)));
    }

    private String said(Result result) {
        String unit = edition.metric(result.metric()).map(Metric::unit).orElse("count");
        Double value = result.value();
        return Edition.isShown(result) && value != null
                ? edition.value(unit, value)
                : edition.absenceWithin(result.status());
    }
}
