package dev.sotto.report;

import dev.sotto.domain.Period;
import dev.sotto.warehouse.LogFacts.Sent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the sections on how far the numbers of each platform can be relied on, and on what each source has sent. */
final class Quality {
    static final List<String> METRICS = List.of(
            "freshness_p95",
            "unknown_age_share",
            "policy_conflicts",
            "suppressed_share",
            "not_observable_metrics",
            "incomplete_days");
    static final String DUPLICATES = "duplicate_share";

    private final Edition edition;
    private final Words words;

    Quality(Edition edition) {
        this.edition = edition;
        this.words = edition.words();
    }

    /** All platforms together, and each. */
    Card platforms() {
        MemberGrid grid = new MemberGrid(edition, METRICS);
        List<CardBody.Grid.Row> rows = new ArrayList<>();
        Member all = new Member("all", words.say("quality.all"), edition.index());
        rows.add(grid.row(all, complete(edition.report().provenance().sent()), ""));
        for (Member platform : edition.platforms()) {
            List<Sent> sent = edition.report().provenance().sent().stream()
                    .filter(each -> each.platform().equals(platform.id()))
                    .toList();
            rows.add(grid.row(platform, complete(sent), ""));
        }
        return new Card(
                "quality",
                words.say("quality.title"),
                words.say("quality.subtitle", "week", edition.weekName(edition.week())),
                Card.Shape.WHOLE,
                new CardBody.Grid(grid.head(words.say("quality.member"), words.say("quality.closing")), rows),
                duplicates());
    }

    /** Duplicates are known by file only, so their share is that of all records ever read. */
    private List<String> duplicates() {
        OptionalDouble share = edition.index().value(DUPLICATES, Period.parse("lifetime"));
        return share.isPresent()
                ? List.of(words.say(
                        "quality.duplicates", "share", edition.figures().percent(share.getAsDouble())))
                : List.of();
    }

    private String complete(List<Sent> sent) {
        return sent.stream()
                .map(Sent::completeUntil)
                .min(Comparator.naturalOrder())
                .map(this::moment)
                .orElse("–");
    }

    /** Each source, with what it has sent and up to when. */
    Card sources() {
        String title = words.say("sources.title");
        String subtitle =
                words.say("sources.subtitle", "zone", edition.report().zone().getId());
        Map<String, List<Sent>> bySource = edition.report().provenance().sent().stream()
                .collect(Collectors.groupingBy(Sent::source, TreeMap::new, Collectors.toList()));
        if (bySource.isEmpty()) {
            return Card.withoutNumbers("sources", title, subtitle, Card.Shape.WHOLE, words.say("sources.none"));
        }
        List<List<String>> rows = bySource.entrySet().stream()
                .map(source -> List.of(
                        source.getKey(),
                        names(source.getValue(), sent -> edition.platformName(sent.platform())),
                        names(source.getValue(), sent -> sent.region() == null ? "" : sent.region()),
                        edition.figures()
                                .compact(source.getValue().stream()
                                        .mapToLong(Sent::events)
                                        .sum()),
                        moment(source.getValue().stream()
                                .map(Sent::lastAt)
                                .max(Comparator.naturalOrder())
                                .orElseThrow()),
                        complete(source.getValue())))
                .toList();
        List<String> head = List.of(
                words.say("sources.source"),
                words.say("sources.platforms"),
                words.say("sources.regions"),
                words.say("sources.events"),
                words.say("sources.last"),
                words.say("quality.closing"));
        return new Card(
                "sources",
                title,
                subtitle,
                Card.Shape.WHOLE,
                new CardBody.Sheet(new Card.Table(head, rows)),
                List.of());
    }

    private static String names(List<Sent> sent, Function<Sent, String> name) {
        String names = sent.stream()
                .map(name)
                .filter(each -> !each.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "–" : names;
    }

    private String moment(Instant moment) {
        return edition.figures().moment(moment, edition.report().zone());
    }
}
