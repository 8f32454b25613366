package dev.sotto.report;

import dev.sotto.domain.Result;
import java.util.List;
import java.util.Map;

/** The results of a report where they are looked for: of the whole, and by campaign, platform and brand; in no language. */
record Shelves(
        WeeklyReport report,
        ResultIndex whole,
        Map<String, ResultIndex> byCampaign,
        Map<String, ResultIndex> byPlatform,
        Map<String, ResultIndex> byBrand) {

    static Shelves of(WeeklyReport report) {
        List<Result> results = report.results();
        return new Shelves(
                report,
                ResultIndex.by(results, report.scope(), result -> "").getOrDefault("", new ResultIndex(List.of())),
                ResultIndex.by(results, "campaign", Result::campaignId),
                ResultIndex.by(results, "platform", Result::platform),
                ResultIndex.by(results, "brand", Result::brandId));
    }
}
