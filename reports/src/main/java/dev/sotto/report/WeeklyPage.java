package dev.sotto.report;

import dev.sotto.domain.Metric;
import dev.sotto.domain.Result;
import dev.sotto.warehouse.Ledger.Delivery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A weekly report as the words and pictures of one page, ready to be set. */
public record WeeklyPage(
        Words words,
        String kicker,
        String subject,
        String weekName,
        String days,
        String comparedWith,
        List<Part> parts,
        List<String> footer,
        List<Definition> definitions) {

    /** What a number of the page means. */
    public record Definition(String title, String meaning, String measure) {}

    public WeeklyPage {
        parts = List.copyOf(parts);
        footer = List.copyOf(footer);
        definitions = List.copyOf(definitions);
    }

    /** The page of a report in a language, or in English where there are no words in it. */
    public static WeeklyPage of(WeeklyReport report, Locale language) {
        return of(Edition.of(report, language));
    }

    static WeeklyPage of(Edition edition) {
        WeeklyReport report = edition.report();
        Words words = edition.words();
        Figures figures = edition.figures();
        return new WeeklyPage(
                words,
                kicker(edition),
                edition.subject(),
                words.say("week.title", "number", Integer.toString(edition.weekNumber(report.period()))),
                figures.days(report.period().startOn(), report.period().endOn().minusDays(1)),
                words.say(
                        "page.compared",
                        Map.of(
                                "week", edition.weekName(report.period().previous()),
                                "zone", report.zone().getId())),
                Sections.of(edition),
                footer(edition),
                definitions(edition));
    }

    private static String kicker(Edition edition) {
        WeeklyReport report = edition.report();
        String kind = edition.words().say("kicker." + report.kind().word());
        return report.revision() == Delivery.FIRST_REVISION
                ? kind
                : kind + " · " + edition.words().say("revision.name", "number", report.revision());
    }

    /** The sentence that it begins with; empty where its plan leaves it out. */
    public String lead() {
        return parts(Part.Opening.class).map(Part.Opening::lead).findFirst().orElse("");
    }

    /** What a reader should not miss. */
    public List<CallOut> callOuts() {
        return parts(Part.Opening.class)
                .flatMap(opening -> opening.callOuts().stream())
                .toList();
    }

    /** All numbers that stand side by side. */
    public List<Tile> tiles() {
        return parts(Part.Numbers.class)
                .flatMap(numbers -> numbers.tiles().stream())
                .toList();
    }

    /** All sections with charts or lists. */
    public List<Card> cards() {
        return parts(Part.Cards.class)
                .flatMap(cards -> cards.rows().stream())
                .flatMap(List::stream)
                .toList();
    }

    private <P extends Part> Stream<P> parts(Class<P> form) {
        return parts.stream().filter(form::isInstance).map(form::cast);
    }

    private static List<String> footer(Edition edition) {
        Words words = edition.words();
        WeeklyReport report = edition.report();
        List<String> footer = new ArrayList<>();
        int days = Engagement.DAYS;
        int missing =
                Engagement.missingDays(edition, Engagement.metric(edition)).size();
        footer.add(words.say("footer.complete", Map.of("known", days - missing, "days", days)));
        report.provenance()
                .completeUntil()
                .filter(until -> edition.isLate(edition.week().endOn().minusDays(1)))
                .ifPresent(until -> footer.add(
                        words.say("footer.late", "moment", edition.figures().moment(until, report.zone()))));
        new Errata(edition).line().ifPresent(footer::add);
        pending(edition, footer);
        String hidden = edition.metrics()
                .filter(id -> Edition.status(edition.index().of(id, edition.week())) == Result.Status.NOT_OBSERVABLE)
                .map(edition::titleWithin)
                .collect(Collectors.joining(", "));
        if (!hidden.isEmpty()) {
            footer.add(words.say("footer.hidden", "metrics", hidden));
        } else if (missing < days) {
            footer.add(words.say("footer.hidden.none"));
        }
        if (report.results().stream().anyMatch(result -> result.flags().contains("t0_basis_sent"))) {
            footer.add(words.say("footer.sent"));
        }
        footer.add(words.say(
                "footer.origin",
                Map.of(
                        "versions", versions(report.results()),
                        "snapshots", snapshots(report.results()),
                        "run", report.provenance().runId(),
                        "moment", edition.figures().moment(report.provenance().asOf(), report.zone()),
                        "zone", report.zone().getId())));
        return footer;
    }

    private static void pending(Edition edition, List<String> footer) {
        String pending = edition.focus().tiles().stream()
                .flatMap(id -> edition.index().of(id, edition.week()).stream())
                .filter(result -> result.pending() > 0)
                .map(result -> edition.words()
                        .say(
                                "footer.pending.one",
                                Map.of(
                                        "metric",
                                        edition.titleWithin(result.metric()),
                                        "count",
                                        result.pending(),
                                        "persons",
                                        edition.figures().count(result.pending()))))
                .collect(Collectors.joining(", "));
        if (!pending.isEmpty()) {
            footer.add(edition.words().say("footer.pending", "pending", pending));
        }
    }

    private static String versions(List<Result> results) {
        return results.stream()
                .mapToInt(Result::definitionVersion)
                .distinct()
                .sorted()
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
    }

    private static String snapshots(List<Result> results) {
        return results.stream()
                .map(Result::snapshotId)
                .distinct()
                .max(Comparator.naturalOrder())
                .orElse("–");
    }

    private static List<Definition> definitions(Edition edition) {
        return edition.metrics()
                .flatMap(id -> edition.metric(id).stream())
                .map((Metric metric) -> new Definition(
                        edition.title(metric.id()),
                        metric.description(edition.words().locale()),
                        edition.measure(metric)))
                .toList();
    }
}
