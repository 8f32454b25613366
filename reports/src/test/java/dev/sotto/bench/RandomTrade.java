package dev.sotto.bench;

import dev.sotto.bench.RandomWorld.Someone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What a brand and its contacts do beside writing, by chance: creative work, codes,
 * orders and refunds, reminders, checks of origin, experiments, reports.
 */
final class RandomTrade {
    private static final String[] SCENARIOS = ("product_launch loyalty micro_campaign ambassador_onboarding vip_service"
                    + " contest exclusive_preview creative_review")
            .split(" ");
    private static final String[] HOSTS = {
        "tiktok.com", "vm.tiktok.com", "notiktok.com", "instagram.com", "shop.test", null
    };
    private static final String[] TARGETS = {null, null, "web", "tiktok", "instagram"};
    private static final String[] OUTCOMES = {null, null, "continued", "edited", "cancelled", "abandoned"};
    private static final long SECOND = 1_000_000L;
    private static final long DAY = RandomWorld.DAY;

    private final RandomWorld world;
    private final long seed;
    private final Random random;
    private final RandomWork work;
    private final List<String> orders = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();
    private final List<Map<String, Object>> reminders = new ArrayList<>();
    private final List<Map<String, Object>> codes = new ArrayList<>();
    private int number;

    RandomTrade(RandomWorld world, long seed, Random random) {
        this.world = world;
        this.seed = seed;
        this.random = random;
        this.work = new RandomWork(world, seed, random);
    }

    String brandKeys() {
        String calendar = ", business-calendar: {hours: {mon: '09:00-12:30, 13:30-18:00', wed: '20:00-24:00',"
                + " sat: '00:00-24:00', sun: '01:00-03:30'}, holidays: [2026-03-14]}";
        return ", currency: " + world.pick("EUR", "USD") + (random.nextInt(3) == 0 ? "" : calendar);
    }

    String campaignKeys() {
        return ", scenario: " + SCENARIOS[(int) (seed % SCENARIOS.length)]
                + world.pick("", ", audience: 16_plus", ", audience: 16_plus, youth-guideline: youth-1")
                + world.pick("", ", onboarding-steps: [s1]", ", onboarding-steps: [s1, s2]")
                + world.pick(
                        "",
                        ", spend: [{from: 2026-03-01, to: 2026-03-20, amount-minor: 100003},"
                                + " {from: 2026-03-15, to: 2026-04-30, amount-minor: 7}]",
                        ", spend: [{from: 2026-03-03,"
                                + " to: 2026-03-03, amount-minor: 500}], off-platform: [{name: TV, cost-minor: 999}]")
                + ", experiment: {id: " + world.name() + "-e, control: a, arms: [{id: a, weight: 1}, {id: b, weight: 2}"
                + (seed % 2 == 0 ? "" : ", {id: c, weight: 1}") + "]}";
    }

    /** What lies months back, so that long windows are over; and, in some worlds, arms of many persons. */
    void before() {
        if (SCENARIOS[(int) (seed % SCENARIOS.length)].equals("ambassador_onboarding")) {
            work.before();
        }
        if (seed % 3 == 0) {
            for (int i = 0; i < 12; i++) {
                // Both sources are long past their burn-in when somebody buys.
                world.at(
                        RandomWorld.START - 140 * DAY,
                        () -> row("session.started", world.contact(), Someone.NOBODY, null));
            }
            for (int i = 0; i < 12; i++) {
                Someone buyer = new Someone(world.name() + "-old" + i, "contact", "18_plus");
                long first = RandomWorld.START - 100 * DAY + random.nextInt(9) * DAY;
                world.at(first, () -> order(buyer));
                long edge = first + (random.nextBoolean() ? 7 * DAY : random.nextInt(9) * DAY);
                Map<String, Object> message = world.at(edge + (random.nextInt(3) - 1) * 1_000L, () -> personal(buyer));
                if (random.nextBoolean()) {
                    world.at(edge + (random.nextInt(3) - 1) * 1_000L, () -> world.receipt(message));
                }
                long again = first + (random.nextBoolean() ? 90 : 7) * DAY + (random.nextInt(3) - 1) * 1_000L;
                if (random.nextInt(3) > 0) {
                    world.at(again, () -> order(buyer));
                }
            }
        }
        if (seed % 6 == 0) {
            for (int i = 0; i < 110; i++) {
                Someone one = new Someone(world.name() + "-arm" + i, "contact", world.pick(RandomWorld.BANDS));
                // About the 28 days before that tell how much somebody buys anyway.
                if (random.nextInt(3) == 0) {
                    long edge = world.now() - (random.nextBoolean() ? 28 : random.nextInt(40)) * DAY;
                    world.at(edge + (random.nextInt(3) - 1) * 1_000L, () -> order(one));
                }
                exposed(one, seed % 12 == 0 ? (random.nextInt(3) == 0 ? "a" : "b") : world.pick("a", "a", "a", "b"));
                if (random.nextInt(3) == 0) {
                    world.at(world.now() + DAY, () -> order(one));
                    world.at(world.now() + DAY, () -> clicked(one));
                    world.at(world.now() + DAY, () -> row("promo.redeemed", one, Someone.NOBODY, null));
                }
            }
        }
    }

    void happen() {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5, 6 -> work.happen();
            case 7 -> issued();
            case 8 -> redeemed();
            case 9 -> reminder();
            case 10 -> origin();
            case 11 -> money();
            case 12 -> exposed(world.contact(), world.pick("a", "b", "c", "z"));
            case 13 -> reported();
            case 14 -> told();
            default -> personal(world.contact());
        }
    }

    private Map<String, Object> row(String type, Someone actor, Someone other, String thread) {
        Map<String, Object> row = world.row(type, actor, other, thread);
        row.put("campaign_id", world.campaign(3));
        return row;
    }

    private Someone agent() {
        return world.ofBrand(random.nextInt(2));
    }

    private String thread(Someone contact) {
        return contact.id() + "-t" + random.nextInt(2);
    }

    /** To one contact, or to several that only its recipients name. */
    private void issued() {
        Someone contact = world.contact();
        boolean isToMany = random.nextInt(4) == 0;
        Map<String, Object> row =
                row("promo.issued", agent(), isToMany ? Someone.NOBODY : contact, isToMany ? null : thread(contact));
        row.put("code", world.name() + "-code" + random.nextInt(1 + codes.size() + 1));
        long[] ends = {RandomWorld.HOUR, DAY, 3 * DAY, 30 * DAY, 40 * DAY};
        row.put("expires_at", random.nextInt(3) == 0 ? null : (Long) (world.now() + ends[random.nextInt(5)]));
        if (isToMany) {
            Someone other = world.contact();
            row.put(
                    "recipients",
                    List.of(
                            Map.of("id", contact.id(), "role", contact.role()),
                            Map.of("id", other.id(), "role", other.role()),
                            Map.of("id", agent().id(), "role", "agent")));
        }
        codes.add(row);
    }

    private void redeemed() {
        Map<String, Object> issue = codes.isEmpty() ? Map.of() : codes.get(random.nextInt(codes.size()));
        Object owner = issue.get("counterpart_id");
        Someone by = owner != null && random.nextInt(3) > 0
                ? new Someone(owner.toString(), "contact", "18_plus")
                : random.nextInt(3) == 0 ? new Someone(null, "contact", null) : world.contact();
        Map<String, Object> row = row(
                "promo.redeemed", random.nextInt(8) == 0 ? new Someone(by.id(), null, null) : by, Someone.NOBODY, null);
        row.put("code", issue.get("code"));
        row.put("brand_id", issue.get("brand_id") == null ? row.get("brand_id") : issue.get("brand_id"));
        if (issue.get("expires_at") != null && random.nextInt(4) == 0) {
            row.put("occurred_at", (Long) issue.get("expires_at") + (random.nextInt(3) - 1) * 1_000L);
        }
    }

    /** A reminder, or a message about ten minutes after one. */
    private void reminder() {
        if (reminders.isEmpty() || random.nextBoolean()) {
            Someone contact = world.contact();
            boolean isByAgent = random.nextBoolean();
            String thread = random.nextInt(6) == 0 ? null : thread(contact);
            Map<String, Object> row =
                    row("reminder.shown", isByAgent ? agent() : contact, isByAgent ? contact : agent(), thread);
            row.put("compose_id", random.nextInt(5) == 0 ? null : contact.id() + "-co" + random.nextInt(4));
            row.put("outcome", world.pick(OUTCOMES));
            reminders.add(row);
            return;
        }
        Map<String, Object> shown = reminders.get(reminders.size() - 1 - random.nextInt(Math.min(3, reminders.size())));
        long[] after = {0, 1_000, SECOND, 300 * SECOND, 600 * SECOND, 600 * SECOND + 1_000};
        world.at((Long) shown.get("occurred_at") + after[random.nextInt(after.length)], () -> {
            Map<String, Object> row = row("message.sent", someone(shown, "actor"), someone(shown, "counterpart"), null);
            row.put("thread_id", random.nextInt(4) == 0 ? null : shown.get("thread_id"));
            row.put("kind", "media_pack");
            row.put("message_id", row.get("event_id") + "-m");
            row.put("compose_id", random.nextInt(4) == 0 ? null : shown.get("compose_id"));
            return row;
        });
    }

    static Someone someone(Map<String, Object> row, String side) {
        return new Someone(
                (String) row.get(side + "_id"), (String) row.get(side + "_role"), (String) row.get(side + "_age_band"));
    }

    private void origin() {
        Someone contact = world.contact();
        Map<String, Object> row =
                row("contact.origin_checked", agent(), contact, random.nextInt(3) == 0 ? null : thread(contact));
        row.put("result", world.pick("pass", "pass", "fail"));
    }

    /** An order, or a refund of one, in three currencies, of which one has no rate. */
    private void money() {
        if (orders.isEmpty() || random.nextInt(3) > 0) {
            order(world.contact());
            return;
        }
        Map<String, Object> row = row("order.refunded", world.contact(), Someone.NOBODY, null);
        row.put("order_id", orders.get(random.nextInt(orders.size())));
        row.put("amount_minor", (long) random.nextInt(9_000));
    }

    private Map<String, Object> order(Someone buyer) {
        Map<String, Object> row = row("order.purchased", buyer, Someone.NOBODY, null);
        String id = buyer.id() + "-o" + number++;
        row.put("order_id", id);
        row.put("amount_minor", (long) random.nextInt(9_000));
        row.put("currency", world.pick("EUR", "EUR", "USD", "GBP"));
        orders.add(id);
        return row;
    }

    private Map<String, Object> exposed(Someone who, String arm) {
        Map<String, Object> row =
                row(random.nextInt(4) == 0 ? "holdout.assigned" : "experiment.exposed", who, Someone.NOBODY, null);
        row.put("experiment_id", world.name() + "-e");
        row.put("variant", arm);
        return row;
    }

    /** A thread or a person, sometimes twice at once. */
    private void reported() {
        Someone contact = world.contact();
        boolean isOfAgent = random.nextInt(6) == 0;
        Someone agent = agent();
        String thread = reported.add(contact.id() + agent.id()) ? null : contact.id() + "-t" + number++;
        String campaign = world.campaign(2);
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            Map<String, Object> row =
                    row("person.reported", isOfAgent ? agent : contact, isOfAgent ? contact : agent, thread);
            row.put("campaign_id", campaign);
        }
    }

    /** What a person sets or opens, and where a link leads, about two seconds after its message arrived. */
    private void told() {
        Someone contact = world.contact();
        switch (random.nextInt(3)) {
            case 0 -> row("filter.setting", contact, Someone.NOBODY, null).put("enabled", random.nextBoolean());
            case 1 -> row("session.started", contact, Someone.NOBODY, null).put("brand_id", null);
            default ->
                world.message().ifPresent(message -> {
                    Someone to = someone(message, "counterpart");
                    Map<String, Object> receipt = row("message.delivered", to, agent(), null);
                    receipt.put("message_id", message.get("message_id"));
                    long[] after = {SECOND, 2 * SECOND, 2 * SECOND + 1_000, DAY};
                    Map<String, Object> click = world.at(world.now() + after[random.nextInt(4)], () -> clicked(to));
                    click.put("message_id", random.nextInt(4) == 0 ? null : message.get("message_id"));
                    click.put("thread_id", message.get("thread_id"));
                });
        }
    }

    private Map<String, Object> clicked(Someone contact) {
        boolean isOther = random.nextInt(8) == 0;
        Someone other = world.ofBrand(random.nextInt(4));
        Map<String, Object> row = row("link.clicked", isOther ? other : contact, isOther ? contact : other, null);
        row.put("host", world.pick(HOSTS));
        row.put("off_platform", random.nextInt(3) == 0 ? (Boolean) random.nextBoolean() : null);
        row.put("target_platform", world.pick(TARGETS));
        return row;
    }

    /** A message written for one person, or a tutorial, some beyond the limits. */
    private Map<String, Object> personal(Someone contact) {
        Map<String, Object> row = world.message(agent(), contact);
        boolean isVoice = random.nextBoolean();
        row.put("kind", isVoice ? "voice_note" : "media_pack");
        row.put("personalised", random.nextInt(4) > 0);
        row.put("purpose", world.pick("tutorial", "personal", null));
        row.put(
                isVoice ? "voice_ms" : "media_items",
                isVoice ? (Long) (50_000L + random.nextInt(20_000)) : (Long) (1L + random.nextInt(12)));
        if (random.nextInt(4) == 0) {
            row.put("policy_conflict", isVoice ? "voice_too_long,below_minimum_age" : "pack_too_large");
        }
        return row;
    }
}
