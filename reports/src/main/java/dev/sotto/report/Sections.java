package dev.sotto.report;

import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result;
import java.util.ArrayList;
import java.util.List;

/** Writes the sections of a report as the parts of its page: cards that follow each other fill rows together. */
final class Sections {
    private final Edition edition;
    private final Words words;
    private final List<Part> parts = new ArrayList<>();
    private final List<Card> waiting = new ArrayList<>();

    private Sections(Edition edition) {
        this.edition = edition;
        this.words = edition.words();
    }

    /** The parts of a page, in the order of its sections. */
    static List<Part> of(Edition edition) {
        Sections sections = new Sections(edition);
        edition.sections().forEach(sections::write);
        sections.endCards();
        return List.copyOf(sections.parts);
    }

    private void write(ReportSection section) {
        switch (section) {
            case LEAD -> part(new Part.Opening(lead(), new CallOuts(edition).all()));
            case TILES -> part(new Part.Numbers("numbers", words.say("page.tiles"), "", tiles(section)));
            case SAFETY ->
                part(new Part.Numbers(
                        "safety", words.say("page.safety"), words.say("page.safety.subtitle"), tiles(section)));
            case ENGAGEMENT -> waiting.add(new Engagement(edition).card());
            case FUNNEL -> waiting.add(new Funnel(edition).card());
            case DRIVERS -> waiting.add(new Drivers(edition).card());
            case KINDS -> waiting.add(new Kinds(edition).card());
            case RETENTION -> waiting.add(new Cohorts(edition).card());
            case CAMPAIGNS -> waiting.add(SideBySide.campaigns(edition).card());
            case ATTRIBUTION -> waiting.add(new Attribution(edition).card());
            case EXPERIMENTS -> waiting.add(new Experiments(edition).card());
            case LIMITS -> waiting.addAll(new Limits(edition).cards());
            case HOURS -> waiting.add(new Hours(edition).card());
            case WAITING -> waiting.add(new Waiting(edition).card());
            case INCIDENTS -> waiting.add(SideBySide.incidents(edition).card());
            case ROOMS -> waiting.add(SideBySide.rooms(edition).card());
            case PROMOS -> waiting.add(SideBySide.promos(edition).card());
            case METHOD -> waiting.add(new Method(edition).card());
            case BRANDS -> waiting.add(new Brands(edition).card());
            case QUALITY -> waiting.add(new Quality(edition).platforms());
            case SOURCES -> waiting.add(new Quality(edition).sources());
            case DELIVERY, SERVICE, MEDIA, CREATIVE, FIRST_CONTACTS, FILTER, RULES, CROWD, MODERATION ->
                waiting.add(new NumberList(edition, section).card());
        }
    }

    /** What the operator asks first is whether every brand has its report. */
    private String lead() {
        String sentence = new Lead(edition).sentence();
        return edition.report().kind() == ReportKind.OPERATOR
                ? new Deliveries(edition).sentence() + " " + sentence
                : sentence;
    }

    private List<Tile> tiles(ReportSection section) {
        return new Tiles(edition).of(metrics(section, edition));
    }

    /** The metrics that a section tells. */
    static List<String> metrics(ReportSection section, Edition edition) {
        return switch (section) {
            case LEAD, SOURCES, METHOD -> List.of();
            case TILES -> edition.focus().tiles();
            case SAFETY -> List.of("first_contact_block_rate", "block_recovery_rate", "filter_hit_rate");
            case ENGAGEMENT -> List.of(Engagement.metric(edition));
            case FUNNEL -> List.of("reached_contacts", "reply_rate", "campaign_conversion_rate");
            case DRIVERS, KINDS -> List.of(Kinds.METRIC);
            case RETENTION -> List.of("retention_on");
            case ATTRIBUTION -> List.of("rule_credit", "markov_credit", "shapley_credit", "unattributed_share");
            case EXPERIMENTS -> List.of("lift_absolute");
            case LIMITS ->
                Crossing.all(edition).stream()
                        .map(crossing -> crossing.threshold().metric())
                        .toList();
            case HOURS -> List.of(Hours.METRIC);
            case WAITING -> List.of(Waiting.METRIC, Waiting.MEDIAN);
            case CAMPAIGNS, INCIDENTS, ROOMS, PROMOS -> SideBySide.metrics(section);
            case BRANDS -> Brands.METRICS;
            case QUALITY -> Quality.METRICS;
            case DELIVERY, SERVICE, MEDIA, CREATIVE, FIRST_CONTACTS, FILTER, RULES, CROWD, MODERATION ->
                NumberList.metrics(section);
        };
    }

    /**
     * What a page shows: of the usual sections of its kind those that have something to tell of whom it is about, and every one
     * that its plan asks for, or that there is before there are any numbers.
     */
    static List<ReportSection> shown(Edition edition) {
        WeeklyReport report = edition.report();
        boolean isUsual = report.kind() == ReportKind.BRAND
                && report.sections().equals(report.kind().sections())
                && report.hasResults();
        return isUsual
                ? report.sections().stream()
                        .filter(section -> concerns(section, edition))
                        .toList()
                : report.sections();
    }

    /** Whether a section can tell anything of a brand: without campaigns, purchases or voice notes some of them never will. */
    private static boolean concerns(ReportSection section, Edition edition) {
        return switch (section) {
            case CAMPAIGNS -> !edition.campaigns().isEmpty();
            case ATTRIBUTION ->
                edition.campaigns().stream().anyMatch(campaign -> isTold(section, edition.about(campaign)));
            case EXPERIMENTS ->
                edition.campaigns().stream()
                        .anyMatch(campaign ->
                                campaign.index().all("lift_absolute").findAny().isPresent());
            case DELIVERY, SERVICE, MEDIA -> isTold(section, edition);
            // What did not change has no drivers.
            case DRIVERS -> new Drivers(edition).card().hasPicture();
            default -> true;
        };
    }

    /** Whether one of a section's numbers was there in any week, or is missing for a reason that is to be said. */
    private static boolean isTold(ReportSection section, Edition edition) {
        return metrics(section, edition).stream()
                .flatMap(edition.index()::all)
                .anyMatch(result -> result.status() != Result.Status.NO_DATA);
    }

    private void part(Part part) {
        endCards();
        parts.add(part);
    }

    private void endCards() {
        if (!waiting.isEmpty()) {
            parts.add(new Part.Cards(words.say("page.charts"), rows(waiting)));
            waiting.clear();
        }
    }

    /** Rows of cards, each as wide as the page: those of a row that they do not fill share it equally. */
    static List<List<Card>> rows(List<Card> cards) {
        List<List<Card>> rows = new ArrayList<>();
        List<Card> row = new ArrayList<>();
        int columns = 0;
        for (Card card : cards) {
            if (columns + card.shape().columns() > Card.Shape.WHOLE.columns()) {
                rows.add(filled(row, columns));
                row = new ArrayList<>();
                columns = 0;
            }
            row.add(card);
            columns += card.shape().columns();
        }
        rows.add(filled(row, columns));
        return rows;
    }

    private static List<Card> filled(List<Card> row, int columns) {
        if (columns == Card.Shape.WHOLE.columns()) {
            return row;
        }
        Card.Shape shape = row.size() == 1 ? Card.Shape.WHOLE : Card.Shape.HALF;
        return row.stream().map(card -> card.shaped(shape)).toList();
    }
}
