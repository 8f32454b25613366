package dev.sotto.report;

import static dev.sotto.report.SampleReport.WEEK;
import static dev.sotto.report.SampleReport.result;

import dev.sotto.domain.Brand;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportCondition;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.Result;
import dev.sotto.domain.Result.Status;
import dev.sotto.warehouse.Ledger.Delivery;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Eight weeks of results of an invented house of four brands, as whoever runs it sees them. */
public final class SampleHouse {
    private static final Map<String, String> BRANDS = new TreeMap<>(Map.of(
            "aurora",
            "Aurora Skincare",
            "kitecut",
            "Kite & Cut",
            "northwind",
            "Northwind Audio",
            "verlaine",
            "Maison Verlaine"));
    private static final List<String> PLATFORMS = List.of("tiktok", "whatsapp");

    private final List<Result> results = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    private SampleHouse() {}

    /** A week in which two brands have their reports, one waits and one has none planned. */
    public static SampleHouse ordinary() {
        SampleHouse house = new SampleHouse();
        double part = 0.4;
        for (Result result : SampleReport.ordinary().report().results()) {
            house.results.add(new SampleResult(result).all().scaled(3).build());
            if (result.period().equals("week") && result.slice() == null) {
                for (String brand : BRANDS.keySet()) {
                    house.results.add(
                            new SampleResult(result).brand(brand).scaled(part).build());
                    part = part > 2 ? 0.4 : part + 0.23;
                }
            }
        }
        for (int back = WeeklyReport.WEEKS - 1; back >= 0; back--) {
            house.addWeek(Period.weekOf(WEEK.startOn().minusWeeks(back)), back);
        }
        house.add(result("duplicate_share", Period.parse("lifetime")).all().ratio(3_904, 1_612_129));
        house.deliver("verlaine", "fr", "delivered", "");
        house.deliver("verlaine", "en", "delivered", "");
        house.deliver("northwind", "en", "delivered", "");
        house.deliver("kitecut", "de", "waiting", "no results for the period yet");
        return house;
    }

    /** A house of which nothing is known yet. */
    static SampleHouse empty() {
        return new SampleHouse();
    }

    private void addWeek(Period week, int back) {
        quality(week, back, 1).forEach(row -> add(row.all()));
        for (String platform : PLATFORMS) {
            quality(week, back, platform.equals("tiktok") ? 0.8 : 2.1).forEach(row -> add(row.platform(platform)));
        }
        int number = 0;
        for (String brand : BRANDS.keySet()) {
            quality(week, back, 1 + number * 0.3).forEach(row -> add(row.brand(brand)));
            double rate = 1.4 + number * 0.7 + (back == 0 && number == 2 ? 3.1 : 0);
            SampleResult reports = result("report_rate", week).brand(brand).persons(2_000 + 400 * number);
            add(
                    brand.equals("aurora")
                            ? reports.status(Status.NOT_OBSERVABLE)
                            : reports.value(rate).interval(rate - 0.8, rate + 0.9));
            number++;
        }
        double rate = back == 0 ? 2.9 : 1.9 + back % 3 * 0.05;
        add(result("report_rate", week)
                .all()
                .value(rate)
                .interval(rate - 0.3, rate + 0.3)
                .persons(9_400));
        add(result("filter_enabled_share", week).all().ratio(2_104 + back * 7, 8_800));
        add(result("reminder_cancel_rate", week).all().ratio(310 - back * 4, 2_950));
        add(result("reminder_edit_rate", week).all().ratio(188, 2_950));
        add(result("age_denials", week).all().value(61 + back * 3));
        add(result("policy_adherence", week).all().ratio(48_210, 48_260));
        add(result("text_first_compliance", week).all().ratio(4_005 + back * 3, 4_100));
        add(result("media_first_attempt_share", week).all().ratio(61, 4_100));
        add(result("origin_verified_rate", week).all().status(Status.NOT_OBSERVABLE));
        add(result("trust_index", week).all().status(Status.NOT_OBSERVABLE));
        for (String side : List.of("recipient", "sender")) {
            add(result("filter_hit_rate", week)
                    .all()
                    .slice("age_band,side", "16_17," + side)
                    .status(Status.SUPPRESSED));
        }
    }

    private static List<SampleResult> quality(Period week, int back, double by) {
        return List.of(
                result("freshness_p95", week)
                        .value(95_000 * by + back * 900)
                        .interval(94_000 * by, 97_000 * by + back * 900),
                result("unknown_age_share", week).ratio(800 * by, 9_000),
                result("policy_conflicts", week).value(Math.rint(12 * by)),
                result("suppressed_share", week).ratio(6 * by, 800),
                result("not_observable_metrics", week).value(by > 2 ? 61 : 3),
                result("incomplete_days", week).value(back == 0 && by > 1.5 ? 1 : 0));
    }

    private void add(SampleResult row) {
        results.add(row.build());
    }

    private void deliver(String brand, String language, String state, String detail) {
        deliveries.add(new Delivery(
                brand + "-weekly",
                brand,
                "week",
                WEEK.startOn(),
                language,
                "archive",
                1,
                Instant.parse("2026-11-16T06:00:00Z"),
                state,
                detail,
                null,
                "3f9c2a7d51e0"));
    }

    public WeeklyReport report() {
        return new WeeklyReport(
                ReportKind.OPERATOR,
                ReportCondition.NONE,
                ReportKind.OPERATOR.sections(),
                BRANDS.entrySet().stream()
                        .map(brand ->
                                new Brand(brand.getKey(), brand.getValue(), SampleReport.ZONE, Locale.FRANCE, "EUR"))
                        .toList(),
                WEEK,
                ZoneId.of("UTC"),
                results,
                List.of(),
                deliveries,
                SampleReport.catalogue(),
                SampleReport.provenance(Instant.parse("2026-11-16T00:00:00Z")));
    }

    WeeklyPage page() {
        return WeeklyPage.of(report(), Locale.ENGLISH);
    }
}
