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
import dev.sotto.domain.Result.Status;
import dev.sotto.domain.Threshold;
import dev.sotto.domain.Threshold.Bound;
import dev.sotto.warehouse.LogFacts.LeftOut;
import dev.sotto.warehouse.LogFacts.Sent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Eight weeks of results of an invented brand, to be bent by tests. */
public final class SampleReport {
    static final Period WEEK = Period.parse("2026-W46");
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private static final double[] RHYTHM = {0.94, 1.0, 1.04, 1.07, 1.01, 0.9, 1.04};

    private final List<Result> results = new ArrayList<>();
    private String brandName = "Maison Verlaine";
    private Instant completeUntil = Instant.parse("2026-11-16T00:00:00Z");
    private ReportKind kind = ReportKind.BRAND;
    private ReportCondition condition = ReportCondition.NONE;
    private List<ReportSection> sections = ReportKind.BRAND.sections();
    private final List<Campaign> campaigns = new ArrayList<>();

    /** The results of an ordinary week in which more people wrote than before. */
    public static SampleReport ordinary() {
        SampleReport sample = new SampleReport();
        for (int back = WeeklyReport.WEEKS - 1; back >= 0; back--) {
            sample.addWeek(back);
        }
        return sample;
    }

    /** The creator rooms of the brand, in whose newest week more members were banned. */
    static SampleReport rooms() {
        SampleReport sample = new SampleReport().kind(ReportKind.CREATOR);
        for (int back = WeeklyReport.WEEKS - 1; back >= 0; back--) {
            sample.addWeekOfRooms(Period.weekOf(WEEK.startOn().minusWeeks(back)), back);
        }
        return sample;
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

    private void addWeekOfRooms(Period week, int back) {
        double members = 1_840 - back * 60;
        put(result("room_participation", week).ratio(members * (0.41 - back * 0.012), members));
        put(result("room_occupancy", week).value(0.64 - back * 0.02).persons(members));
        put(result("room_moderator_occupancy", week).value(0.53).persons(8));
        put(result("creator_room_occupancy", week).value(0.15).persons(3));
        double bans = back == 0 ? 4.1 : 1.2 + back % 2 * 0.2;
        put(result("room_ban_rate", week)
                .value(bans)
                .interval(bans - 0.6, bans + 0.7)
                .persons(members));
        put(result("live_wish_fulfilment", week).ratio(118 - back * 2, 240));
        put(result("policy_adherence", week).ratio(4_806, 4_810));
        put(result("policy_conflicts", week).value(4));
        put(result("group_call_participation", week).status(Status.NOT_OBSERVABLE));
        for (String promo : List.of("", "launch", "live")) {
            SampleResult row = result("room_promo_conversion_rate", week);
            SampleResult cut = promo.isEmpty() ? row : row.slice("promo", promo);
            double rate = promo.equals("live") ? 0.031 : 0.052;
            put(back == 0 ? cut.status(Status.IMMATURE).pending(members) : cut.ratio(members * rate, members));
        }
        for (String room : List.of("atelier", "backstage", "premiere")) {
            double share = 0.2 + room.length() * 0.02;
            put(result("room_participation", week).slice("room", room).ratio(members / 3 * share, members / 3));
            put(result("room_occupancy", week)
                    .slice("room", room)
                    .value(0.9 - room.length() * 0.04)
                    .persons(members / 3));
            put(result("room_moderator_occupancy", week)
                    .slice("room", room)
                    .value(0.6)
                    .persons(3));
            put(result("room_ban_rate", week).slice("room", room).value(bans).persons(members / 3));
        }
        for (int day = 0; day < RHYTHM.length; day++) {
            Period unit = new Period(Period.Unit.DAY, week.startOn().plusDays(day));
            put(result("room_occupancy", unit).value((0.6 - back * 0.02) * RHYTHM[RHYTHM.length - 1 - day]));
        }
    }

    static SampleReport empty() {
        return new SampleReport();
    }

    private void addWeek(int back) {
        Period week = Period.weekOf(WEEK.startOn().minusWeeks(back));
        double growth = 1 - back * 0.02 + (back % 3) * 0.008 - (back > 0 ? 0.075 : 0);
        double active = 3140 * growth;
        double messages = 18200 * growth;
        double reached = Math.rint(2450 * growth);
        put(result("messages_sent", week).value(messages).persons(reached));
        kinds(week, messages, back);
        put(result("active_contacts", week).value(active).persons(active));
        put(result("reached_contacts", week).value(reached).persons(reached));
        double replyBase = back == 0 ? Math.rint(reached * 0.58) : reached;
        put(result("reply_rate", week)
                .ratio(replyBase * (0.172 + (8 - back) * 0.0016), replyBase)
                .pending(reached - replyBase));
        if (back == 0) {
            put(result("campaign_conversion_rate", week).status(Status.IMMATURE).pending(reached));
        } else {
            put(result("campaign_conversion_rate", week).ratio(reached * (0.041 + 0.004 * Math.sin(back)), reached));
        }
        put(result("first_response_time_p50", week)
                .value(52 * 60_000 - (8 - back) * 90_000)
                .persons(900)
                .interval(46 * 60_000 - (8 - back) * 90_000, 58 * 60_000 - (8 - back) * 90_000));
        put(result("first_contact_block_rate", week).ratio(reached * (back == 0 ? 0.021 : 0.0098), reached));
        put(result("block_recovery_rate", week).ratio(reached * 0.0098 * 0.62, reached * 0.0098));
        put(result("filter_hit_rate", week).ratio(41, 5210));
        put(result("filter_hit_rate", week)
                .slice("age_band,side", "18_plus,recipient")
                .ratio(38, 4960));
        put(result("filter_hit_rate", week)
                .slice("age_band,side", "16_17,recipient")
                .status(Status.SUPPRESSED));
        for (int since = 1; since <= WeeklyReport.WEEKS - 1; since++) {
            double size = Math.rint(1210 + back * 13 - (back % 2) * 40);
            var row = result("retention_on", week).slice("week", Integer.toString(since));
            if (since <= back) {
                put(row.ratio(size * (0.58 - 0.055 * Math.sqrt(since - 1) * 1.6 + 0.012 * Math.sin(back * 2)), size));
            } else {
                put(row.status(Status.IMMATURE).pending(size));
            }
        }
        hours(week, messages * 0.45);
        waiting(week, back);
        lists(week, back, reached);
        days(week, active, messages);
    }

    /** Most is written in the evening and on Thursdays, hardly anything at night. */
    private void hours(Period week, double messages) {
        put(result("inbound_messages", week).value(Math.rint(messages)).persons(messages / 3));
        for (int weekday = 1; weekday <= RHYTHM.length; weekday++) {
            for (int hour = 0; hour < 24; hour++) {
                double day =
                        Math.exp(-Math.pow((hour - 20) / 4.5, 2)) + 0.5 * Math.exp(-Math.pow((hour - 12) / 3.0, 2));
                double count = Math.rint(messages / 7 / 12.5 * day * (weekday == 4 ? 1.4 : RHYTHM[weekday - 1]));
                if (count > 0) {
                    put(result("inbound_messages", week)
                            .slice("hour,weekday", String.format(Locale.ROOT, "%02d,%d", hour, weekday))
                            .value(count)
                            .persons(count));
                }
            }
        }
    }

    /** What became of messages, how people were answered, and how rich formats were used. */
    private void lists(Period week, int back, double reached) {
        double turn = back % 3 * 0.004;
        Map<String, Double> rates = new LinkedHashMap<>();
        rates.put("delivery_rate", 0.97);
        rates.put("read_rate", 0.81);
        rates.put("unique_ctr", 0.12);
        rates.put("off_app_handoff_rate", 0.03);
        rates.put("two_way_share", 0.34);
        rates.put("unanswered_rate", 0.06);
        rates.put("reopen_rate", 0.08);
        rates.put("voice_play_rate", 0.62);
        rates.put("voice_at_cap_share", 0.04);
        rates.put("media_camera_share", 0.44);
        rates.forEach((metric, rate) -> put(result(metric, week).ratio(reached * (rate - turn), reached)));
        put(result("resolution_time", week).value(3.4 * 3_600_000).persons(120));
        put(result("messages_per_conversation", week).value(4.2 + turn).persons(reached));
        put(result("voice_duration_p50", week).value(17_000).persons(reached));
        put(result("pack_size", week).value(3.1 - turn).persons(reached));
    }

    private void waiting(Period week, int back) {
        double half = 42 + back;
        for (int minutes : new int[] {5, 15, 30, 60, 120, 240, 480, 720, 1440, 4320}) {
            double share = 1 / (1 + Math.pow(minutes / half, 0.9));
            SampleResult row = result("first_response_waiting", week)
                    .slice("minutes", Integer.toString(minutes))
                    .persons(800)
                    .pending(back == 0 ? 12 : 0);
            put(
                    minutes > 1440
                            ? row.status(Status.NO_DATA)
                            : row.value(share)
                                    .interval(share - 0.11 * share * (1 - share), share + 0.13 * share * (1 - share)));
        }
        put(result("first_response_survival", week)
                .value(half * 60_000)
                .interval((half - 5) * 60_000, (half + 6) * 60_000)
                .persons(800));
    }

    private void kinds(Period week, double messages, int back) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("voice_note", 0.36 - back * 0.012);
        parts.put("media_pack", 0.18 - back * 0.004);
        parts.put("text", 0.37 + back * 0.014);
        parts.put("sticker", 0.09 + back * 0.002);
        parts.forEach((kind, part) ->
                put(result("messages_sent", week).slice("kind", kind).value(messages * part)));
    }

    private void days(Period week, double active, double messages) {
        for (int day = 0; day < RHYTHM.length; day++) {
            LocalDate date = week.startOn().plusDays(day);
            Period unit = new Period(Period.Unit.DAY, date);
            double wobble = 1 + ((date.getDayOfYear() * 37) % 11 - 5) / 160.0;
            double spike = date.equals(LocalDate.of(2026, 11, 12)) ? 1.72 : 1;
            put(result("active_contacts", unit).value(Math.rint(active * 0.24 * RHYTHM[day] * wobble * spike)));
            put(result("messages_sent", unit).value(Math.rint(messages / 7 * RHYTHM[day] * wobble * spike)));
        }
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
                && java.util.Objects.equals(one.campaignId(), other.campaignId())
                && java.util.Objects.equals(one.slice(), other.slice())
                && java.util.Objects.equals(one.sliceValue(), other.sliceValue());
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
