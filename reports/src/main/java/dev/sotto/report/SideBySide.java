package dev.sotto.report;

import dev.sotto.chart.Hue;
import dev.sotto.chart.IntervalPlot;
import dev.sotto.chart.Size;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Writes a section that sets campaigns, brands, rooms or kinds of posts side by side, each with its interval. */
final class SideBySide {
    private static final int MOST = 6;
    private static final double HEIGHT_BESIDE = 210;
    private static final double ROOMY_ROW = 62;

    private final Edition edition;
    private final ReportSection section;
    private final List<Member> members;
    private final Card.Shape shape;
    private final List<String> metrics;
    private final String metric;
    private final Period week;

    /** The first of the metrics is drawn, all of them stand in the table. */
    private SideBySide(
            Edition edition,
            ReportSection section,
            List<Member> members,
            Card.Shape shape,
            List<String> metrics,
            Period week) {
        this.edition = edition;
        this.section = section;
        this.members = members;
        this.shape = shape;
        this.metrics = metrics;
        this.metric = metrics.get(0);
        this.week = week;
    }

    /** The campaigns of a brand by how many answered. */
    static SideBySide campaigns(Edition edition) {
        return new SideBySide(
                edition,
                ReportSection.CAMPAIGNS,
                edition.campaigns(),
                Card.Shape.HALF,
                metrics(ReportSection.CAMPAIGNS),
                edition.week());
    }

    /** All brands by how often they were reported. */
    static SideBySide incidents(Edition edition) {
        return new SideBySide(
                edition,
                ReportSection.INCIDENTS,
                edition.brands(),
                Card.Shape.SLIM,
                metrics(ReportSection.INCIDENTS),
                edition.week());
    }

    /** What followed the posts of creator rooms by what they promote, of the newest week whose time to buy has passed. */
    static SideBySide promos(Edition edition) {
        List<String> metrics = metrics(ReportSection.PROMOS);
        return new SideBySide(
                edition,
                ReportSection.PROMOS,
                slices(edition, metrics, "promo"),
                Card.Shape.SLIM,
                metrics,
                edition.settledWeek(metrics.get(0)));
    }

    /** Creator rooms by how many of their members wrote or reacted. */
    static SideBySide rooms(Edition edition) {
        List<String> metrics = metrics(ReportSection.ROOMS);
        return new SideBySide(
                edition,
                ReportSection.ROOMS,
                slices(edition, metrics, "room"),
                Card.Shape.HALF,
                metrics,
                edition.week());
    }

    private static List<Member> slices(Edition edition, List<String> metrics, String slice) {
        return edition.index().slices(metrics, slice).entrySet().stream()
                .map(found -> new Member(found.getKey(), edition.named(slice, found.getKey()), found.getValue()))
                .toList();
    }

    /** The metrics of a section; none where it is not of this kind. */
    static List<String> metrics(ReportSection section) {
        return switch (section) {
            case CAMPAIGNS ->
                List.of(
                        "reply_rate",
                        "reached_contacts",
                        "unique_ctr",
                        "campaign_conversion_rate",
                        "net_revenue_per_reached");
            case INCIDENTS -> List.of("report_rate", "trust_index", "filter_hit_rate", "first_contact_block_rate");
            case ROOMS -> List.of("room_participation", "room_occupancy", "room_moderator_occupancy", "room_ban_rate");
            case PROMOS -> List.of("room_promo_conversion_rate");
            default -> List.of();
        };
    }

    Card card() {
        Words words = edition.words();
        String id = section.word();
        String title = words.say(id + ".title");
        String subtitle =
                words.say(id + ".subtitle", Map.of("metric", edition.title(metric), "week", edition.weekName(week)));
        List<Member> active = members.stream()
                .filter(member -> member.index().of(metric, week).isPresent())
                .sorted(Comparator.comparingLong(this::units).reversed().thenComparing(Member::name))
                .toList();
        if (active.stream()
                .noneMatch(member -> result(member).filter(Edition::isShown).isPresent())) {
            Result.Status status = active.isEmpty()
                    ? Edition.status(edition.index().of(metric, week))
                    : Edition.status(result(active.get(0)));
            String why = members.isEmpty()
                    ? words.say(id + ".none")
                    : edition.absenceInFull(metric, status == Result.Status.OK ? Result.Status.NO_DATA : status);
            return Card.withoutNumbers(id, title, subtitle, shape, why);
        }
        List<IntervalPlot.Row> rows = active.stream().limit(MOST).map(this::row).toList();
        return Card.of(
                id,
                title,
                subtitle,
                shape,
                (width, detail) -> new IntervalPlot(rows, OptionalDouble.empty(), axis())
                        .draw(new Size(width, height(rows.size(), detail))),
                words.say(id + ".text", "count", rows.size()),
                active.size() > MOST ? List.of(words.say(id + ".more", "count", active.size() - MOST)) : List.of(),
                table(active));
    }

    /** As high as its rows want; on a screen a few rows take some of the room that the card beside them needs. */
    private double height(int rows, Picture.Detail detail) {
        double wanted = IntervalPlot.height(rows);
        return detail == Picture.Detail.FULL && shape == Card.Shape.HALF
                ? Math.max(wanted, Math.min(HEIGHT_BESIDE, rows * ROOMY_ROW))
                : wanted * detail.height();
    }

    private long units(Member member) {
        return result(member)
                .map(found -> Math.round(found.denominator() == null ? 0 : found.denominator()) + found.pending())
                .orElse(0L);
    }

    private Optional<Result> result(Member member) {
        return member.index().of(metric, week);
    }

    private IntervalPlot.Row row(Member member) {
        Optional<Result> shown = result(member).filter(Edition::isShown);
        double value = ResultIndex.value(shown).orElse(Double.NaN);
        OptionalDouble before = member.index().value(metric, week.previous());
        return new IntervalPlot.Row(
                member.name(),
                shown.isPresent() ? edition.value(unit(), value) : edition.absence(Edition.status(result(member))),
                value,
                shown.map(Result::ciLow).orElse(value),
                shown.map(Result::ciHigh).orElse(value),
                before,
                Hue.VOICE);
    }

    private Card.Table table(List<Member> active) {
        List<String> head = new ArrayList<>(List.of(edition.words().say(section.word() + ".member")));
        List<String> shown =
                metrics.stream().filter(id -> edition.metric(id).isPresent()).toList();
        shown.forEach(id -> head.add(edition.title(id)));
        List<List<String>> rows = new ArrayList<>();
        for (Member member : active) {
            List<String> row = new ArrayList<>(List.of(member.name()));
            for (String id : shown) {
                row.add(edition.cell(member.index().of(id, week), id));
            }
            rows.add(row);
        }
        return new Card.Table(head, rows);
    }

    private String unit() {
        return edition.metric(metric).map(Metric::unit).orElse("ratio");
    }

    private DoubleFunction<String> axis() {
        return unit().equals("ratio") ? edition.figures()::wholePercent : edition.figures()::decimal;
    }
}
