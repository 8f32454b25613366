package dev.sotto.report;

import dev.sotto.domain.Brand;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a weekly report is made of: one brand, one ISO week, and the results of it and of the weeks before.
 *
 * @param sections what its page shows, in this order
 * @param zone in which its days and times are told
 * @param results of this brand alone, of the whole of it and of its campaigns
 * @param campaigns of this brand, in the order in which they are declared
 * @param catalogue every metric by its id
 * @param asOf what was taken for now
 * @param completeUntil up to when the days of all its sources are complete; empty where that is not known
 */
public record WeeklyReport(
        ReportKind kind,
        List<ReportSection> sections,
        Brand brand,
        Period period,
        ZoneId zone,
        List<Result> results,
        List<Campaign> campaigns,
        Map<String, Metric> catalogue,
        String runId,
        Instant asOf,
        Optional<Instant> completeUntil) {

    /** How many weeks, the reported one included, its courses and cohorts reach back. */
    public static final int WEEKS = 8;

    public WeeklyReport {
        if (period.unit() != Period.Unit.WEEK) {
            throw new IllegalArgumentException("a weekly report cannot be of " + period);
        }
        // The last wall before a recipient: a caller's slip must not become another brand's numbers on this page.
        for (Result result : results) {
            boolean isOwn = result.scope().equals("brand") || result.scope().equals("campaign");
            if (!isOwn || !brand.id().equals(result.brandId())) {
                throw new IllegalArgumentException("a report holds results of its own brand only");
            }
        }
        sections = List.copyOf(sections);
        results = List.copyOf(results);
        campaigns = campaigns.stream()
                .filter(campaign -> campaign.brandId().equals(brand.id()))
                .toList();
        catalogue = Map.copyOf(catalogue);
    }

    /** The first day of which results are wanted for a report of a week. */
    public static LocalDate wantedFrom(Period week) {
        return week.startOn().minusWeeks(WEEKS - 1L);
    }
}
