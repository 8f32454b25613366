package dev.sotto.report;

import dev.sotto.config.Catalogue;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportCondition;
import dev.sotto.domain.ReportCondition.After;
import dev.sotto.domain.ReportCondition.OnlyIf;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result;
import dev.sotto.domain.Threshold;
import dev.sotto.domain.Threshold.Bound;
import dev.sotto.warehouse.LogFacts.LeftOut;
import dev.sotto.warehouse.LogFacts.Sent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Eight weeks of results of an invented brand, to be bent by tests. */
public final class SampleReport {
    static final Period WEEK = Period.parse("2026-W46");
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final List<Result> results = new ArrayList<>();
    private String brandName = "Maison Verlaine";
    private Instant completeUntil = Instant.parse("2026-11-16T00:00:00Z");
    private ReportKind kind = ReportKind.BRAND;
    private ReportCondition condition = ReportCondition.NONE;
    private List<ReportSection> sections = ReportKind.BRAND.sections();
    private final List<Campaign> campaigns = new ArrayList<>();

    /** The results of an ordinary week in which more people wrote than before. */
    public static SampleReport ordinary() {
        return empty().weeks(SampleWeek::ofBrand);
    }

    /** The creator rooms of the brand, in whose newest week more members were banned. */
    static SampleReport rooms() {
        return empty().kind(ReportKind.CREATOR).weeks(SampleWeek::ofRooms);
    }

    /** An ordinary week in which two of three limits are crossed. */
    static SampleReport alert() {
        return ordinary()
                .kind(ReportKind.ALERT)
                .onlyIf(
                        OnlyIf.THRESHOLD,
                        new Threshold("reply_rate", null, Bound.BELOW, 0.1),
                        new Threshold("first_contact_block_rate", null, Bound.ABOVE, 0.015),
                        new Threshold("first_response_time_p50", null, Bound.ABOVE, 2_370_000));
    }

    static SampleReport empty() {
        return new SampleReport();
    }

    /** Eight weeks in which every number stays where it is. */
    static SampleReport quiet() {
        return empty().weeks(SampleWeek::quiet);
    }

    private SampleReport weeks(Consumer<SampleWeek> numbers) {
        for (int back = WeeklyReport.WEEKS - 1; back >= 0; back--) {
            numbers.accept(new SampleWeek(this, back));
        }
        return this;
    }

    /** The same of so many times as many people; what is a share or a time stays what it is. */
    SampleReport scaled(double by) {
        results.replaceAll(result -> new SampleResult(result).scaled(by).build());
        return this;
    }

    /** The same of a brand without voice notes, campaigns and purchases. */
    SampleReport plain() {
        campaigns.clear();
        results.removeIf(result -> result.campaignId() != null
                || result.metric().matches("voice_.*|campaign_conversion_rate|.*_credit|lift_.*|unattributed_share")
                || "voice_note".equals(result.sliceValue()));
        return this;
    }

    SampleReport named(String name) {
        brandName = name;
        return this;
    }

    SampleReport kind(ReportKind other) {
        kind = other;
        sections = other.sections();
        return this;
    }

    SampleReport sections(ReportSection... shown) {
        sections = List.of(shown);
        return this;
    }

    SampleReport condition(ReportCondition other) {
        condition = other;
        return this;
    }

    /** What is asked of the week, and the limits of its numbers. */
    SampleReport onlyIf(OnlyIf onlyIf, Threshold... thresholds) {
        return condition(new ReportCondition(After.RESULTS, onlyIf, List.of(thresholds)));
    }

    SampleReport completeUntil(String instant) {
        completeUntil = Instant.parse(instant);
        return this;
    }

    /** Change every result of a metric. */
    SampleReport change(String metric, UnaryOperator<SampleResult> change) {
        results.replaceAll(result -> result.metric().equals(metric)
                ? change.apply(new SampleResult(result)).build()
                : result);
        return this;
    }

    /** Leave out results of a metric that begin on a day. */
    SampleReport without(String metric, LocalDate startOn, Period.Unit unit) {
        results.removeIf(result -> result.metric().equals(metric)
                && result.periodStartOn().equals(startOn)
                && result.period().equals(unit.column()));
        return this;
    }

    SampleReport put(SampleResult row) {
        Result added = row.build();
        results.removeIf(result -> sameCell(result, added));
        results.add(added);
        return this;
    }

    private static boolean sameCell(Result one, Result other) {
        return one.metric().equals(other.metric())
                && one.period().equals(other.period())
                && one.periodStartOn().equals(other.periodStartOn())
                && Objects.equals(one.campaignId(), other.campaignId())
                && Objects.equals(one.slice(), other.slice())
                && Objects.equals(one.sliceValue(), other.sliceValue());
    }

    public WeeklyReport report() {
        return new WeeklyReport(
                kind,
                condition,
                sections,
                List.of(new Brand("verlaine", brandName, ZONE, Locale.FRANCE, "EUR")),
                WEEK,
                ZONE,
                results,
                campaigns,
                List.of(),
                catalogue(),
                provenance(completeUntil));
    }

    static Provenance provenance(Instant completeUntil) {
        return new Provenance(
                "3f9c2a7d51e0",
                Instant.parse("2026-11-16T06:00:00Z"),
                List.of(
                        sent("tiktok_business", "tiktok", "FR", 1_204_118, completeUntil),
                        sent("tiktok_business", "tiktok", "DE", 310_774, completeUntil),
                        sent("whatsapp_cloud", "whatsapp", null, 88_213, completeUntil),
                        sent("shop", "web", "FR", 5_120, completeUntil)),
                List.of(new LeftOut("verlaine", 1_612_129, 2_104, 31, 1_769)),
                List.of(),
                Map.of("trust_index", Set.of("canonical"), "report_rate", Set.of("canonical")),
                List.of(),
                Restatement.none());
    }

    private static Sent sent(
            String source, String platform, @Nullable String region, long events, Instant completeUntil) {
        return new Sent(
                source,
                platform,
                region,
                "verlaine",
                events,
                Instant.parse("2026-06-01T06:12:31Z"),
                completeUntil.plusSeconds(9_312),
                completeUntil);
    }

    WeeklyPage page() {
        return WeeklyPage.of(report(), Locale.ENGLISH);
    }

    Edition edition() {
        return Edition.of(report(), Locale.ENGLISH);
    }

    /** The card of a page that has this id. */
    static Card card(WeeklyPage page, String id) {
        return page.cards().stream()
                .filter(card -> card.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static SampleResult result(String metric, Period period) {
        return new SampleResult(metric, period);
    }

    /** Three campaigns with results of their own that sum to the brand's, credits, and an experiment. */
    SampleReport withCampaigns() {
        double goal = 3_000;
        for (String id : List.of("autumn-voices", "le-cercle", "atelier")) {
            goal += 200;
            campaigns.add(new Campaign(
                    id,
                    "verlaine",
                    Map.of("autumn-voices", "Autumn Voices", "le-cercle", "Le Cercle", "atelier", "Carnet d’atelier")
                            .get(id),
                    "loyalty",
                    "loyalty",
                    LocalDate.of(2026, 9, 1),
                    null,
                    Campaign.DEFAULT_CONVERSION_EVENT,
                    Campaign.DEFAULT_CONVERSION_WINDOW,
                    false,
                    null,
                    List.of(),
                    id.equals("atelier") ? Map.of() : Map.of("reply_rate", 0.2, "active_contacts", goal)));
        }
        campaign("autumn-voices", 900, 700, 0.26, 0.17);
        campaign("le-cercle", 800, 800, 0.18, 0.185);
        campaign("atelier", 700, 700, 0.12, 0.12);
        String[] models = {"first", "last", "linear", "position", "time_decay"};
        double[][] credits = {{31, 24, 26.4, 27.1, 25.2}, {12, 19, 17.1, 16.2, 18.6}};
        for (int campaign = 0; campaign < credits.length; campaign++) {
            String id = campaigns.get(campaign).id();
            for (int model = 0; model < models.length; model++) {
                put(result("rule_credit", WEEK)
                        .campaign(id)
                        .slice("model", models[model])
                        .value(credits[campaign][model]));
            }
            put(result("markov_credit", WEEK).campaign(id).value(credits[campaign][2] * 0.97));
            put(result("shapley_credit", WEEK).campaign(id).value(credits[campaign][2] * 1.01));
        }
        put(result("unattributed_share", WEEK).ratio(9, 60));
        Period ever = Period.parse("lifetime");
        put(result("lift_absolute", ever)
                .campaign("autumn-voices")
                .slice("variant", "voice-first")
                .value(0.021)
                .interval(0.008, 0.034)
                .persons(4210));
        put(result("lift_absolute", ever)
                .campaign("atelier")
                .slice("variant", "with-teaser")
                .value(0.006)
                .interval(-0.011, 0.023)
                .persons(1180));
        return this;
    }

    /** The reply rates of a campaign in this week and the one before, and the brand's own as the sum of all. */
    private void campaign(String id, double now, double before, double rate, double rateBefore) {
        put(result("reply_rate", WEEK).campaign(id).ratio(now * rate, now));
        put(result("reply_rate", WEEK.previous()).campaign(id).ratio(before * rateBefore, before));
        for (Period week : List.of(WEEK, WEEK.previous())) {
            List<Result> parts = results.stream()
                    .filter(result ->
                            result.campaignId() != null && result.metric().equals("reply_rate"))
                    .filter(result -> result.periodStartOn().equals(week.startOn()))
                    .toList();
            put(result("reply_rate", week)
                    .ratio(
                            parts.stream().mapToDouble(Result::numerator).sum(),
                            parts.stream().mapToDouble(Result::denominator).sum()));
        }
    }

    static Catalogue catalogue() {
        return Catalogue.shipped();
    }
}
