package dev.sotto.report;

import java.util.Comparator;
import java.util.List;

/** Writes the section that lists every brand with its headline numbers and what became of its reports. */
final class Brands {
    static final List<String> METRICS = List.of(
            "active_contacts",
            "messages_sent",
            "reply_rate",
            "campaign_conversion_rate",
            "first_response_time_p50",
            "incomplete_days");

    private final Edition edition;

    Brands(Edition edition) {
        this.edition = edition;
    }

    Card card() {
        Words words = edition.words();
        String title = words.say("brands.title");
        String subtitle = words.say("brands.subtitle", "week", edition.weekName(edition.week()));
        if (edition.brands().isEmpty()) {
            return Card.withoutNumbers("brands", title, subtitle, Card.Shape.WHOLE, words.say("deliveries.nobody"));
        }
        MemberGrid grid = new MemberGrid(edition, METRICS);
        Deliveries deliveries = new Deliveries(edition);
        List<CardBody.Grid.Row> rows = edition.brands().stream()
                // What needs somebody's hand comes first.
                .sorted(Comparator.<Member, Boolean>comparing(brand -> deliveries.isDelivered(brand.id()))
                        .thenComparing(Member::name))
                .map(brand -> grid.row(brand, deliveries.state(brand.id()), deliveries.tone(brand.id())))
                .toList();
        return new Card(
                "brands",
                title,
                subtitle,
                Card.Shape.WHOLE,
                new CardBody.Grid(grid.head(words.say("brands.member"), words.say("brands.closing")), rows),
                List.of());
    }
}
