package dev.sotto.report;

import dev.sotto.chart.ContributionBars;
import dev.sotto.chart.Size;
import dev.sotto.domain.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the section on what made the change: its parts, and the whole that they sum to. */
final class Drivers {
    private static final int MOST = 6;

    private final Edition edition;

    Drivers(Edition edition) {
        this.edition = edition;
    }

    Card card() {
        Words words = edition.words();
        String title = words.say("contribution.title");
        Optional<Contribution> found = found();
        if (found.isEmpty()) {
            return Card.withoutNumbers(
                    "drivers",
                    title,
                    words.say("contribution.subtitle.none"),
                    Card.Shape.HALF,
                    words.say("contribution.none"));
        }
        Contribution change = found.get();
        String unit = edition.metric(change.metric()).map(Metric::unit).orElse("count");
        List<ContributionBars.Part> parts = new ArrayList<>();
        for (Contribution.Part part : shortened(change.parts())) {
            parts.add(new ContributionBars.Part(part.name(), part.value(), edition.signed(unit, part.value())));
        }
        ContributionBars.Part whole = new ContributionBars.Part(
                words.say("contribution.whole"), change.whole(), edition.signed(unit, change.whole()));
        String subtitle = words.say(
                "contribution.subtitle." + change.by(),
                Map.of(
                        "metric", edition.title(change.metric()),
                        "week", edition.weekName(edition.week()),
                        "before", edition.weekName(edition.week().previous())));
        return Card.of(
                "drivers",
                title,
                subtitle,
                Card.Shape.HALF,
                (width, detail) -> new ContributionBars(parts, whole)
                        .draw(new Size(width, ContributionBars.height(parts.size()) * detail.height())),
                words.say("contribution.text", "count", parts.size()),
                List.of(),
                table(parts, whole));
    }

    /** Of the number that the page leads with, or of the messages where that one has no parts. */
    private Optional<Contribution> found() {
        return Stream.concat(new Lead(edition).leading().stream(), Stream.of(Kinds.METRIC))
                .flatMap(metric -> Contribution.of(edition, metric).stream())
                .findFirst();
    }

    /** The smallest parts as one, so that the picture stays short and the sum stays whole. */
    private List<Contribution.Part> shortened(List<Contribution.Part> parts) {
        if (parts.size() <= MOST) {
            return parts;
        }
        List<Contribution.Part> kept = new ArrayList<>(parts.subList(0, MOST - 1));
        double rest = parts.subList(MOST - 1, parts.size()).stream()
                .mapToDouble(Contribution.Part::value)
                .sum();
        kept.add(new Contribution.Part(edition.words().say("contribution.others"), rest));
        return kept;
    }

    private Card.Table table(List<ContributionBars.Part> parts, ContributionBars.Part whole) {
        Words words = edition.words();
        return new Card.Table(
                List.of(words.say("table.part"), words.say("table.change")),
                Stream.concat(parts.stream(), Stream.of(whole))
                        .map(part -> List.of(part.name(), part.words()))
                        .toList());
    }
}
