package dev.sotto.report;

import dev.sotto.domain.Metric;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.domain.Result;
import dev.sotto.warehouse.LogFacts.LeftOut;
import dev.sotto.warehouse.LogFacts.Sent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the methodology card: how the numbers of a page are made, by which rules, from what, and without what. */
final class Method {
    private final Edition edition;
    private final Words words;
    private final List<Metric> metrics;
    private final List<Result> results;

    Method(Edition edition) {
        this.edition = edition;
        this.words = edition.words();
        this.metrics =
                edition.metrics().flatMap(id -> edition.metric(id).stream()).toList();
        this.results = resultsOfTheWeek(edition);
    }

    Card card() {
        List<CardBody.Terms.Term> terms = Stream.of(
                        term("weeks", words.say("method.weeks.text", "zone", zone())),
                        term("models", models()),
                        term("intervals", intervals()),
                        term("remarkable", remarkable()),
                        term("definitions", definitions()),
                        term("excluded", excluded()),
                        term("suppression", suppression()),
                        term("jurisdiction", jurisdiction()),
                        term("sources", sources()))
                .flatMap(Optional::stream)
                .toList();
        return new Card(
                "method",
                words.say("method.title"),
                words.say("method.subtitle"),
                Card.Shape.WHOLE,
                new CardBody.Terms(terms),
                List.of());
    }

    private Optional<CardBody.Terms.Term> term(String key, String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new CardBody.Terms.Term(words.say("method." + key), text));
    }

    private String zone() {
        return edition.report().zone().getId();
    }

    /** What is more than counting: credit, lifts and waiting times, each where the page has some. */
    private String models() {
        List<String> models = new ArrayList<>();
        String credit = !isTold("rule_credit") ? "" : credit();
        if (!credit.isEmpty()) {
            models.add(words.say("method.models.credit", Map.of("models", credit, "version", version("rule_credit"))));
        }
        long arms = !isTold("lift_absolute") ? 0 : arms();
        if (arms > 0) {
            models.add(words.say("method.models.lifts", Map.of("count", arms, "version", version("lift_absolute"))));
        }
        return models.isEmpty() ? words.say("method.models.none") : String.join(" ", models);
    }

    private boolean isTold(String metric) {
        return metrics.stream().anyMatch(told -> told.id().equals(metric));
    }

    private String credit() {
        return Stream.of(Attribution.Model.values())
                .filter(model -> edition.campaigns().stream()
                        .anyMatch(campaign ->
                                model.credit(campaign.index(), edition.week()).isPresent()))
                .map(model -> words.say(model.key()))
                .collect(Collectors.joining(", "));
    }

    private long arms() {
        return edition.campaigns().stream()
                .flatMap(campaign -> campaign.index().all("lift_absolute"))
                .filter(result -> "variant".equals(result.slice()))
                .count();
    }

    private String version(String metric) {
        return edition.metric(metric)
                .map(found -> Integer.toString(found.definitionVersion()))
                .orElse("–");
    }

    /** By which method how many of the page's numbers have their interval, as the catalogue says. */
    private String intervals() {
        Map<Metric.Interval, Long> methods =
                metrics.stream().collect(Collectors.groupingBy(Metric::interval, TreeMap::new, Collectors.counting()));
        String counted = methods.entrySet().stream()
                .map(method -> edition.report().catalogue().interval(method.getKey(), words.locale()) + " ("
                        + method.getValue() + ")")
                .collect(Collectors.joining(", "));
        return words.say("method.intervals.text", "methods", counted);
    }

    private String remarkable() {
        return words.say(
                "method.remarkable.text",
                Map.of("score", edition.figures().decimal(Unusual.REMARKABLE), "count", Unusual.WEEKS));
    }

    private String definitions() {
        String versions =
                metrics.stream().map(Metric::definitionVersion).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
        return words.say(
                "method.definitions.text",
                Map.of(
                        "count", metrics.size(),
                        "all", edition.report().catalogue().all().size(),
                        "versions", versions));
    }

    private String excluded() {
        List<LeftOut> all = edition.report().provenance().leftOut();
        List<String> sentences = new ArrayList<>();
        if (!all.isEmpty()) {
            sentences.add(words.say(
                    "method.excluded.events",
                    Map.of(
                            "events", count(all, LeftOut::events),
                            "tests", count(all, LeftOut::ofTests),
                            "young", count(all, LeftOut::tooYoung),
                            "spam", count(all, LeftOut::ofSpam))));
        }
        Map<Result.Status, Long> statuses =
                results.stream().collect(Collectors.groupingBy(Result::status, TreeMap::new, Collectors.counting()));
        String withheld = statuses.entrySet().stream()
                .filter(status -> status.getKey() != Result.Status.OK)
                .map(status -> edition.absenceWithin(status.getKey()) + " "
                        + edition.figures().count(status.getValue()))
                .collect(Collectors.joining(", "));
        if (!withheld.isEmpty()) {
            sentences.add(words.say("method.excluded.results", "statuses", withheld));
        }
        return String.join(" ", sentences);
    }

    private String count(List<LeftOut> all, Function<LeftOut, Long> part) {
        return edition.figures().count(all.stream().mapToLong(part::apply).sum());
    }

    /** The results of the week that the report was given. */
    private static List<Result> resultsOfTheWeek(Edition edition) {
        return edition.report().results().stream()
                .filter(result -> result.periodStartOn().equals(edition.week().startOn()))
                .filter(result -> result.period().equals(edition.week().unit().column()))
                .toList();
    }

    private String suppression() {
        long withheld = results.stream()
                .filter(result -> result.status() == Result.Status.SUPPRESSED)
                .count();
        return words.say(
                "method.suppression.text",
                Map.of(
                        "fewest", Result.FEWEST_MINORS,
                        "withheld", edition.figures().count(withheld),
                        "all", edition.figures().count(results.size())));
    }

    /** Where the log is from, and the rules that were in force at the end of the week. */
    private String jurisdiction() {
        List<Sent> sent = edition.report().provenance().sent();
        if (sent.isEmpty()) {
            return "";
        }
        String regions = sent.stream()
                .map(Sent::region)
                .map(region -> region == null ? words.say("method.region.unknown") : region)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        Instant end =
                edition.week().endOn().atStartOfDay(edition.report().zone()).toInstant();
        String rules = sent.stream()
                .map(Sent::platform)
                .distinct()
                .sorted()
                .map(platform -> rule(platform, end))
                .collect(Collectors.joining(", "));
        return words.say("method.jurisdiction.text", Map.of("regions", regions, "rules", rules));
    }

    private String rule(String platform, Instant at) {
        PlatformPolicy policy =
                PlatformPolicy.inForce(edition.report().provenance().policies(), platform, at);
        return words.say(
                "method.rule",
                Map.of(
                        "platform", edition.platformName(platform),
                        "version", policy.version(),
                        "age", policy.minimumAge()));
    }

    private String sources() {
        return edition.report().provenance().sent().stream()
                .collect(Collectors.groupingBy(
                        Sent::source, TreeMap::new, Collectors.minBy(Comparator.comparing(Sent::completeUntil))))
                .entrySet()
                .stream()
                .map(source -> words.say(
                        "method.source",
                        Map.of(
                                "source", source.getKey(),
                                "moment",
                                        edition.figures()
                                                .moment(
                                                        source.getValue()
                                                                .orElseThrow()
                                                                .completeUntil(),
                                                        edition.report().zone()))))
                .collect(Collectors.joining(", "));
    }
}
