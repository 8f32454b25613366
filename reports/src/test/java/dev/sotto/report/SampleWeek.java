package dev.sotto.report;

import static dev.sotto.report.SampleReport.result;

import dev.sotto.domain.Period;
import dev.sotto.domain.Result.Status;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The numbers of one week of a sample, so many weeks before the newest. */
final class SampleWeek {
    private static final double[] RHYTHM = {0.94, 1.0, 1.04, 1.07, 1.01, 0.9, 1.04};

    private final SampleReport report;
    private final int back;
    private final Period week;

    SampleWeek(SampleReport report, int back) {
        this.report = report;
        this.back = back;
        this.week = Period.weekOf(SampleReport.WEEK.startOn().minusWeeks(back));
    }

    /** Of a brand in which more people wrote than before. */
    void ofBrand() {
        double growth = 1 - back * 0.02 + (back % 3) * 0.008 - (back > 0 ? 0.075 : 0);
        double active = 3140 * growth;
        double messages = 18200 * growth;
        double reached = Math.rint(2450 * growth);
        report.put(result("messages_sent", week).value(messages).persons(reached));
        kinds(messages);
        report.put(result("active_contacts", week).value(active).persons(active));
        report.put(result("reached_contacts", week).value(reached).persons(reached));
        double replyBase = back == 0 ? Math.rint(reached * 0.58) : reached;
        report.put(result("reply_rate", week)
                .ratio(replyBase * (0.172 + (8 - back) * 0.0016), replyBase)
                .pending(reached - replyBase));
        if (back == 0) {
            report.put(result("campaign_conversion_rate", week)
                    .status(Status.IMMATURE)
                    .pending(reached));
        } else {
            report.put(result("campaign_conversion_rate", week)
                    .ratio(reached * (0.041 + 0.004 * Math.sin(back)), reached));
        }
        report.put(result("first_response_time_p50", week)
                .value(52 * 60_000 - (8 - back) * 90_000)
                .persons(900)
                .interval(46 * 60_000 - (8 - back) * 90_000, 58 * 60_000 - (8 - back) * 90_000));
        report.put(result("first_contact_block_rate", week).ratio(reached * (back == 0 ? 0.021 : 0.0098), reached));
        report.put(result("block_recovery_rate", week).ratio(reached * 0.0098 * 0.62, reached * 0.0098));
        report.put(result("filter_hit_rate", week).ratio(41, 5210));
        report.put(result("filter_hit_rate", week)
                .slice("age_band,side", "18_plus,recipient")
                .ratio(38, 4960));
        report.put(result("filter_hit_rate", week)
                .slice("age_band,side", "16_17,recipient")
                .status(Status.SUPPRESSED));
        for (int since = 1; since <= WeeklyReport.WEEKS - 1; since++) {
            double size = Math.rint(1210 + back * 13 - (back % 2) * 40);
            var row = result("retention_on", week).slice("week", Integer.toString(since));
            if (since <= back) {
                report.put(row.ratio(
                        size * (0.58 - 0.055 * Math.sqrt(since - 1) * 1.6 + 0.012 * Math.sin(back * 2)), size));
            } else {
                report.put(row.status(Status.IMMATURE).pending(size));
            }
        }
        hours(messages * 0.45);
        waiting();
        lists(reached);
        days(active, messages);
    }

    /** Most is written in the evening and on Thursdays, hardly anything at night. */
    private void hours(double messages) {
        report.put(result("inbound_messages", week).value(Math.rint(messages)).persons(messages / 3));
        for (int weekday = 1; weekday <= RHYTHM.length; weekday++) {
            for (int hour = 0; hour < 24; hour++) {
                double day =
                        Math.exp(-Math.pow((hour - 20) / 4.5, 2)) + 0.5 * Math.exp(-Math.pow((hour - 12) / 3.0, 2));
                double count = Math.rint(messages / 7 / 12.5 * day * (weekday == 4 ? 1.4 : RHYTHM[weekday - 1]));
                if (count > 0) {
                    report.put(result("inbound_messages", week)
                            .slice("hour,weekday", String.format(Locale.ROOT, "%02d,%d", hour, weekday))
                            .value(count)
                            .persons(count));
                }
            }
        }
    }

    /** What became of messages, how people were answered, and how rich formats were used. */
    private void lists(double reached) {
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
        rates.forEach((metric, rate) -> report.put(result(metric, week).ratio(reached * (rate - turn), reached)));
        report.put(result("resolution_time", week).value(3.4 * 3_600_000).persons(120));
        report.put(result("messages_per_conversation", week).value(4.2 + turn).persons(reached));
        report.put(result("voice_duration_p50", week).value(17_000).persons(reached));
        report.put(result("pack_size", week).value(3.1 - turn).persons(reached));
    }

    private void waiting() {
        double half = 42 + back;
        for (int minutes : new int[] {5, 15, 30, 60, 120, 240, 480, 720, 1440, 4320}) {
            double share = 1 / (1 + Math.pow(minutes / half, 0.9));
            SampleResult row = result("first_response_waiting", week)
                    .slice("minutes", Integer.toString(minutes))
                    .persons(800)
                    .pending(back == 0 ? 12 : 0);
            report.put(
                    minutes > 1440
                            ? row.status(Status.NO_DATA)
                            : row.value(share)
                                    .interval(share - 0.11 * share * (1 - share), share + 0.13 * share * (1 - share)));
        }
        report.put(result("first_response_survival", week)
                .value(half * 60_000)
                .interval((half - 5) * 60_000, (half + 6) * 60_000)
                .persons(800));
    }

    private void kinds(double messages) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("voice_note", 0.36 - back * 0.012);
        parts.put("media_pack", 0.18 - back * 0.004);
        parts.put("text", 0.37 + back * 0.014);
        parts.put("sticker", 0.09 + back * 0.002);
        parts.forEach((kind, part) ->
                report.put(result("messages_sent", week).slice("kind", kind).value(messages * part)));
    }

    private void days(double active, double messages) {
        for (int day = 0; day < RHYTHM.length; day++) {
            LocalDate date = week.startOn().plusDays(day);
            Period unit = new Period(Period.Unit.DAY, date);
            double wobble = 1 + ((date.getDayOfYear() * 37) % 11 - 5) / 160.0;
            double spike = date.equals(LocalDate.of(2026, 11, 12)) ? 1.72 : 1;
            report.put(result("active_contacts", unit).value(Math.rint(active * 0.24 * RHYTHM[day] * wobble * spike)));
            report.put(result("messages_sent", unit).value(Math.rint(messages / 7 * RHYTHM[day] * wobble * spike)));
        }
    }

    /** Of a brand in which every number stays where it is. */
    void quiet() {
        report.put(result("messages_sent", week).value(10_000 + back % 2 * 40).persons(2_000));
        report.put(result("messages_sent", week).slice("kind", "text").value(6_000));
        report.put(result("active_contacts", week).value(2_000 + back % 2 * 8).persons(2_000));
        report.put(result("reply_rate", week).ratio(180 + back % 2, 1000));
        for (int day = 0; day < 7; day++) {
            Period on = new Period(Period.Unit.DAY, week.startOn().plusDays(day));
            report.put(result("active_contacts", on).value(400 + back % 3));
        }
    }

    /** Of the creator rooms of the brand, in whose newest week more members were banned. */
    void ofRooms() {
        double members = 1_840 - back * 60;
        report.put(result("room_participation", week).ratio(members * (0.41 - back * 0.012), members));
        report.put(result("room_occupancy", week).value(0.64 - back * 0.02).persons(members));
        report.put(result("room_moderator_occupancy", week).value(0.53).persons(8));
        report.put(result("creator_room_occupancy", week).value(0.15).persons(3));
        double bans = back == 0 ? 4.1 : 1.2 + back % 2 * 0.2;
        report.put(result("room_ban_rate", week)
                .value(bans)
                .interval(bans - 0.6, bans + 0.7)
                .persons(members));
        report.put(result("live_wish_fulfilment", week).ratio(118 - back * 2, 240));
        report.put(result("policy_adherence", week).ratio(4_806, 4_810));
        report.put(result("policy_conflicts", week).value(4));
        report.put(result("group_call_participation", week).status(Status.NOT_OBSERVABLE));
        for (String promo : List.of("", "launch", "live")) {
            SampleResult row = result("room_promo_conversion_rate", week);
            SampleResult cut = promo.isEmpty() ? row : row.slice("promo", promo);
            double rate = promo.equals("live") ? 0.031 : 0.052;
            report.put(back == 0 ? cut.status(Status.IMMATURE).pending(members) : cut.ratio(members * rate, members));
        }
        for (String room : List.of("atelier", "backstage", "premiere")) {
            double share = 0.2 + room.length() * 0.02;
            report.put(result("room_participation", week).slice("room", room).ratio(members / 3 * share, members / 3));
            report.put(result("room_occupancy", week)
                    .slice("room", room)
                    .value(0.9 - room.length() * 0.04)
                    .persons(members / 3));
            report.put(result("room_moderator_occupancy", week)
                    .slice("room", room)
                    .value(0.6)
                    .persons(3));
            report.put(result("room_ban_rate", week)
                    .slice("room", room)
                    .value(bans)
                    .persons(members / 3));
        }
        for (int day = 0; day < RHYTHM.length; day++) {
            Period unit = new Period(Period.Unit.DAY, week.startOn().plusDays(day));
            report.put(result("room_occupancy", unit).value((0.6 - back * 0.02) * RHYTHM[RHYTHM.length - 1 - day]));
        }
    }
}
