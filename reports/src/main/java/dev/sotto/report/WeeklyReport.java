package dev.sotto.report;

import dev.sotto.config.Catalogue;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportCondition;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result;
import dev.sotto.warehouse.Ledger.Delivery;
import dev.sotto.warehouse.Results.Restated;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a weekly report is made of: whom it is about, one ISO week, and the results of it and of the weeks before.
 *
 * @param condition of its plan, whose crossed limits its page tells
 * @param sections what its page shows, in this order
 * @param brands the one that it is about, or all of them
 * @param zone in which its days and times are told
 * @param results of its own brand alone, of the whole of it and of its campaigns; the operator's of all brands
 * @param campaigns of its own brand, in the order in which they are declared
 * @param deliveries what was decided on reports of this week
 * @param catalogue what its metrics are called and mean
 */
public record WeeklyReport(
        ReportKind kind,
        ReportCondition condition,
        List<ReportSection> sections,
        List<Brand> brands,
        Period period,
        ZoneId zone,
        List<Result> results,
        List<Campaign> campaigns,
        List<Delivery> deliveries,
        Catalogue catalogue,
        Provenance provenance) {

    /** How many weeks, the reported one included, its courses and cohorts reach back. */
    public static final int WEEKS = 8;

    public WeeklyReport {
        if (period.unit() != Period.Unit.WEEK) {
            throw new IllegalArgumentException("a weekly report cannot be of " + period);
        }
        sections = List.copyOf(sections);
        brands = List.copyOf(brands);
        results = List.copyOf(results);
        deliveries = List.copyOf(deliveries);
        if (kind == ReportKind.OPERATOR) {
            campaigns = List.of();
        } else {
            if (brands.size() != 1) {
                throw new IllegalArgumentException("a report of a brand is about one brand");
            }
            String own = brands.get(0).id();
            // The last wall before a recipient: a caller's slip must not become another brand's numbers on this page.
            for (Result result : results) {
                boolean isOwn = result.scope().equals("brand") || result.scope().equals("campaign");
                if (!isOwn || !own.equals(result.brandId())) {
                    throw new IllegalArgumentException("a report holds results of its own brand only");
                }
            }
            campaigns = campaigns.stream()
                    .filter(campaign -> campaign.brandId().equals(own))
                    .toList();
        }
    }

    /** The same report, which knows what was told otherwise before. */
    public WeeklyReport restated(Restatement restatement) {
        return new WeeklyReport(
                kind,
                condition,
                sections,
                brands,
                period,
                zone,
                results,
                campaigns,
                deliveries,
                catalogue,
                provenance.restated(restatement));
    }

    /** Which one it is of all reports of its week, counted from 1. */
    public int revision() {
        return provenance.restatement().revision();
    }

    /** Those of some restated numbers that its pages tell otherwise than before. */
    public List<Restated> seen(List<Restated> restated) {
        return restated.isEmpty() ? restated : new Errata(Edition.of(this, Locale.ENGLISH)).seen(restated);
    }

    /** The brand that it is about; empty where it is about all of them. */
    public Optional<Brand> brand() {
        return kind == ReportKind.OPERATOR ? Optional.empty() : Optional.of(brands.get(0));
    }

    /** The id of its brand as the ledger has it. */
    public String brandId() {
        return brand().map(Brand::id).orElse(ReportPlan.EVERY_BRAND);
    }

    /** Whether it has a number, or a reason for having none, for its own week. */
    boolean hasResults() {
        return results.stream()
                .anyMatch(result -> result.periodStartOn().equals(period.startOn())
                        && result.period().equals(Period.Unit.WEEK.column()));
    }

    /** The scope of the results that it is about as a whole. */
    String scope() {
        return kind == ReportKind.OPERATOR ? "all" : "brand";
    }

    /** The first day of which results are wanted for a report of a week. */
    public static LocalDate wantedFrom(Period week) {
        return week.startOn().minusWeeks(WEEKS - 1L);
    }
}
