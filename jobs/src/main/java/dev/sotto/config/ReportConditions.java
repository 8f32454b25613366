package dev.sotto.config;

import dev.sotto.domain.Brand;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportCondition;
import dev.sotto.domain.ReportCondition.After;
import dev.sotto.domain.ReportCondition.OnlyIf;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.Threshold;
import dev.sotto.domain.Threshold.Bound;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the keys of a report plan that say what it waits for and what its week must hold. */
final class ReportConditions {
    private static final String WEEK = Period.Unit.WEEK.column();

    private final List<Campaign> campaigns;

    ReportConditions(List<Campaign> campaigns) {
        this.campaigns = campaigns;
    }

    /** The condition of a plan about a brand, or about all of them. */
    ReportCondition of(Entry entry, ReportKind kind, Optional<Brand> brand) {
        List<Threshold> thresholds = entry.groups("thresholds").stream()
                .map(group -> threshold(group, brand))
                .toList();
        OnlyIf onlyIf = entry.optional("only-if", ReportConditions::constant)
                .map(OnlyIf::valueOf)
                .orElseGet(() -> usual(kind, thresholds));
        if (onlyIf == OnlyIf.THRESHOLD && thresholds.isEmpty()) {
            throw entry.refusal(
                    "only-if",
                    "is threshold without thresholds",
                    "Write them, such as thresholds: [{metric: unanswered_rate, above: 0.2}].");
        }
        if (kind == ReportKind.ALERT && (onlyIf == OnlyIf.ALWAYS || onlyIf == OnlyIf.RESULTS)) {
            throw entry.refusal(
                    "only-if",
                    "is " + onlyIf.name().toLowerCase(Locale.ROOT) + ", but an alert needs news",
                    "Make it changed or threshold, or leave the kind out.");
        }
        After after = entry.optional("after", ReportConditions::constant)
                .map(After::valueOf)
                .orElse(After.RESULTS);
        return new ReportCondition(after, onlyIf, thresholds);
    }

    /** What is always made tells crossed limits all the same. */
    private static OnlyIf usual(ReportKind kind, List<Threshold> thresholds) {
        if (kind != ReportKind.ALERT) {
            return OnlyIf.ALWAYS;
        }
        return thresholds.isEmpty() ? OnlyIf.CHANGED : OnlyIf.THRESHOLD;
    }

    private Threshold threshold(Entry entry, Optional<Brand> brand) {
        if (entry.has("above") == entry.has("below")) {
            throw entry.refusal("metric", "needs a limit on one side", "Write either above or below.");
        }
        Bound bound = entry.has("above") ? Bound.ABOVE : Bound.BELOW;
        String campaign = entry.has("campaign") ? campaign(entry, brand) : null;
        return new Threshold(metric(entry, brand, campaign), campaign, bound, entry.number(bound.word(), 0.0));
    }

    private String campaign(Entry entry, Optional<Brand> brand) {
        List<String> own = campaigns.stream()
                .filter(campaign ->
                        brand.map(Brand::id).filter(campaign.brandId()::equals).isPresent())
                .map(Campaign::id)
                .toList();
        return entry.reference("campaign", own, "campaigns of its brand");
    }

    /** One that is given by week, as a whole, where the report looks. */
    private static String metric(Entry entry, Optional<Brand> brand, @Nullable String campaign) {
        String scope = campaign != null ? "campaign" : brand.isPresent() ? "brand" : "all";
        List<String> given = Catalogue.shipped().all().stream()
                .filter(metric -> metric.scopes().contains(scope))
                .filter(metric -> metric.periods().contains(WEEK))
                // All brands together have no currency to write a limit in.
                .filter(metric -> !(scope.equals("all") && metric.unit().equals("money")))
                .map(Metric::id)
                .toList();
        return entry.reference("metric", given, "weekly metrics of scope " + scope);
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
