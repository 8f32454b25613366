package dev.sotto.report;

import dev.sotto.chart.Hue;
import dev.sotto.chart.IntervalPlot;
import dev.sotto.chart.Size;
import dev.sotto.domain.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes the section that sets the campaigns side by side, each with its interval. */
final class Campaigns {
    private static final String METRIC = "reply_rate";
    private static final List<String> COLUMNS =
            List.of("reached_contacts", METRIC, "unique_ctr", "campaign_conversion_rate", "net_revenue_per_reached");
    private static final int MOST = 6;

    private final Edition edition;

    Campaigns(Edition edition) {
        this.edition = edition;
    }

    Card card() {
        Words words = edition.words();
        String title = words.say("campaigns.title");
        String subtitle = words.say("campaigns.subtitle", "metric", edition.title(METRIC));
        List<CampaignResults> active = edition.campaigns().stream()
                .filter(campaign -> campaign.index().of(METRIC, edition.week()).isPresent())
                .sorted(Comparator.comparingLong(this::units).reversed().thenComparing(CampaignResults::name))
                .toList();
        if (active.stream()
                .noneMatch(campaign -> result(campaign).filter(Edition::isShown).isPresent())) {
            Result.Status status = active.isEmpty()
                    ? Edition.status(edition.index().of(METRIC, edition.week()))
                    : Edition.status(result(active.get(0)));
            String why = edition.campaigns().isEmpty()
                    ? words.say("campaigns.none")
                    : edition.absenceInFull(METRIC, status == Result.Status.OK ? Result.Status.NO_DATA : status);
            return Card.withoutNumbers("campaigns", title, subtitle, Card.Shape.HALF, why);
        }
        List<IntervalPlot.Row> rows = active.stream().limit(MOST).map(this::row).toList();
        return Card.of(
                "campaigns",
                title,
                subtitle,
                Card.Shape.HALF,
                (width, detail) -> new IntervalPlot(rows, OptionalDouble.empty(), edition.figures()::wholePercent)
                        .draw(new Size(width, IntervalPlot.height(rows.size()))),
                words.say("campaigns.text", "count", rows.size()),
                active.size() > MOST ? List.of(words.say("campaigns.more", "count", active.size() - MOST)) : List.of(),
                table(active));
    }

    private long units(CampaignResults campaign) {
        return result(campaign)
                .map(found -> Math.round(found.denominator() == null ? 0 : found.denominator()) + found.pending())
                .orElse(0L);
    }

    private Optional<Result> result(CampaignResults campaign) {
        return campaign.index().of(METRIC, edition.week());
    }

    private IntervalPlot.Row row(CampaignResults campaign) {
        Optional<Result> shown = result(campaign).filter(Edition::isShown);
        double value = ResultIndex.value(shown).orElse(Double.NaN);
        OptionalDouble before = campaign.index().value(METRIC, edition.week().previous());
        return new IntervalPlot.Row(
                campaign.name(),
                shown.isPresent()
                        ? edition.figures().percent(value)
                        : edition.absence(Edition.status(result(campaign))),
                value,
                shown.map(Result::ciLow).orElse(value),
                shown.map(Result::ciHigh).orElse(value),
                before,
                Hue.VOICE);
    }

    private Card.Table table(List<CampaignResults> active) {
        List<String> head = new ArrayList<>(List.of(edition.words().say("table.campaign")));
        List<String> shown = COLUMNS.stream()
                .filter(metric -> edition.metric(metric).isPresent())
                .toList();
        shown.forEach(metric -> head.add(edition.title(metric)));
        List<List<String>> rows = new ArrayList<>();
        for (CampaignResults campaign : active) {
            List<String> row = new ArrayList<>(List.of(campaign.name()));
            for (String metric : shown) {
                row.add(edition.cell(campaign.index().of(metric, edition.week()), metric));
            }
            rows.add(row);
        }
        return new Card.Table(head, rows);
    }
}
