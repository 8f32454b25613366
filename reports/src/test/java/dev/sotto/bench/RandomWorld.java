package dev.sotto.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A small world of chance: one brand, its contacts, and whatever may happen between them, as rows of {@code log.events}.
 *
 * <p>Times tie, sit on the edges of windows and cross changes of the clock; receipts are missing, come by message or by
 * watermark; groups, machines, organic pairs, spammers and test actors are among them.
 */
final class RandomWorld {
    static final long START = Instant.parse("2026-03-01T21:30:00Z").toEpochMilli() * 1000;
    static final long MINUTE = 60_000_000L;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;
    private static final long[] STEPS = {0, 0, 300, 1_000, MINUTE, 7 * MINUTE, HOUR, 5 * HOUR, 11 * HOUR, DAY};
    private static final long[] WINDOWS = {2_000_000, 10 * MINUTE, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY};
    private static final String[] ZONES = {
        "Europe/Paris", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Australia/Lord_Howe"
    };
    private static final String[] KINDS = {"text", "text", "voice_note", "media_pack", "platform_share", "system"};
    static final String[] BANDS = {"18_plus", "16_17", "unknown", null};

    /** A person of the world; nobody where nothing is known. */
    record Someone(String id, String role, String band) {
        static final Someone NOBODY = new Someone(null, null, null);
    }

    private final String name;
    private final boolean isTrade;
    private final Random random;
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Map<String, Object>> sent = new ArrayList<>();
    private final List<Someone> contacts = new ArrayList<>();
    private final List<Someone> brandSide = new ArrayList<>();
    private final RandomInbox inbox;
    private final RandomTrade trade;
    private final RandomRooms rooms;
    private long now = START;

    /** A world of messages, tickets and groups. */
    static RandomWorld ofInbox(long seed) {
        return new RandomWorld(seed, false);
    }

    /** A world of money, creative work, ambassadors, contests, rooms and experiments. */
    static RandomWorld ofTrade(long seed) {
        return new RandomWorld(seed, true);
    }

    private RandomWorld(long seed, boolean isTrade) {
        this.name = (isTrade ? "v" : "w") + seed;
        this.isTrade = isTrade;
        this.random = new Random(seed * 7_919 + 17);
        this.inbox = new RandomInbox(this, seed);
        for (int i = 0; i < 5; i++) {
            contacts.add(new Someone(name + "-c" + i, i == 4 ? "partner" : "contact", pick(BANDS)));
        }
        for (String role : List.of("agent", "agent", "brand", "bot", "creator")) {
            brandSide.add(new Someone(name + "-" + role + brandSide.size(), role, "18_plus"));
        }
        trade = new RandomTrade(this, seed, random);
        rooms = new RandomRooms(this, random);
    }

    String brandYaml() {
        return "  - {id: " + name + ", name: World, zone: " + ZONES[random.nextInt(ZONES.length)]
                + (isTrade ? trade.brandKeys() : inbox.calendarYaml())
                + "}\n";
    }

    /** One campaign is declared; the other is known by its events only. */
    String campaignYaml() {
        String event = pick("order.purchased", "promo.redeemed", "link.clicked");
        return "  - {id: " + name + "-x, brand: " + name + ", name: X, type: loyalty,"
                + " start: 2026-03-01, conversion: {event: " + event + ", window: " + pick("1d", "3d", "14d") + "}"
                + (isTrade ? trade.campaignKeys() : ", scenario: " + pick("loyalty", "vip_service")) + "}\n";
    }

    /** The other source is known by its events only. */
    String sourceYaml() {
        String emits = pick(
                "",
                "",
                ", emits: [message.sent, message.read, message.blocked, filter.scanned, filter.hit, order.purchased]",
                ", emits: [message.sent, message.delivered, message.read, ticket.resolved]",
                ", emits: [message.sent, promo.redeemed, link.clicked]");
        String through = random.nextInt(4) == 0 ? ", complete-through: 2026-03-28" : "";
        return "  - {id: " + name + "-a, complete-after: " + pick("6h", "30h") + through + ", burn-in-days: "
                + pick("0", "3", "28") + emits + "}\n";
    }

    String policyYaml() {
        return "  - {platform: " + name + ", version: '1', valid-from: 2026-03-0" + (1 + random.nextInt(9))
                + ", openers: [" + pick("text", "sticker, platform_share", "text, media_pack") + "]"
                + ", filter-default-on: [" + pick("", "'16_17'", "'16_17', 18_plus") + "]"
                + (isTrade ? rooms.policyKeys() : inbox.limitsYaml()) + "}\n";
    }

    /** The rows of so many things that happen, as JSON. */
    List<String> events(int things) {
        if (isTrade) {
            trade.before();
        }
        for (int i = 0; i < things; i++) {
            pass();
            if (isTrade) {
                happen();
                trade.happen();
                rooms.happen();
            } else if (random.nextInt(5) < 2) {
                inbox.happen();
            } else {
                happen();
            }
        }
        return rows.stream().map(WorldRow::json).toList();
    }

    /** Time goes on, by a chance step or to the edge of a window after something. */
    private void pass() {
        now = START + (now - START) + STEPS[random.nextInt(STEPS.length)] * (1 + random.nextInt(2));
        if (!times.isEmpty() && random.nextInt(6) == 0) {
            long edge = times.get(random.nextInt(times.size()))
                    + WINDOWS[random.nextInt(WINDOWS.length)]
                    + (random.nextInt(3) - 1) * 1_000L;
            now = edge > now && edge < now + 8 * DAY ? edge : now;
        }
    }

    private void happen() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> message(false);
            case 5, 6, 7 -> message(true);
            case 8 -> ladder();
            case 9, 10, 11 -> receipt();
            case 12 -> watermark();
            case 13 -> bought();
            case 14 -> did();
            case 15, 16 -> checked();
            case 17 -> row("ticket.resolved", brandSide.get(0), contacts.get(0), one());
            case 18 -> organic();
            default -> odd();
        }
    }

    Map<String, Object> message(boolean isInbound) {
        boolean isGroup = random.nextInt(6) == 0;
        Someone contact = contact();
        Someone other = brandSide.get(random.nextInt(brandSide.size()));
        Someone absent = Someone.NOBODY;
        Map<String, Object> row = isInbound
                ? row("message.sent", contact, isGroup ? absent : other, null)
                : row("message.sent", other, contact, null);
        row.put("kind", pick(KINDS));
        row.put("message_id", fresh("m"));
        row.put("campaign_id", campaign(isInbound ? 4 : 10));
        inbox.dress(row);
        place(row, contact, isGroup);
        if (isGroup) {
            row.put("is_addressed", random.nextBoolean());
        }
        if (random.nextInt(8) == 0) {
            row.put("is_automatic", true);
        }
        if (!isInbound) {
            sent.add(row);
        }
        if (!isGroup && random.nextInt(10) == 0) {
            unname(row, contact);
        }
        return row;
    }

    /** The brand's own desk may name the thread only, or nothing of the contact but its role. */
    private void unname(Map<String, Object> row, Someone contact) {
        String side = contact.id().equals(row.get("actor_id")) ? "actor" : "counterpart";
        row.put(side + "_id", null);
        row.put(side + "_age_band", null);
        if (random.nextInt(3) > 0) {
            row.put(side + "_role", null);
        }
    }

    /** Media is blocked, an opener is sent, media follows, each about the edge of its window. */
    private void ladder() {
        Someone contact = new Someone(name + "-n" + rows.size(), "contact", pick(BANDS));
        Someone agent = brandSide.get(random.nextInt(2));
        boolean isByContact = random.nextBoolean();
        String platform = platform();
        long blockedAt = now;
        for (String step : List.of("block", "opener", "media", "media")) {
            boolean isOther = step.equals("opener") && random.nextInt(3) == 0;
            boolean isContact = isByContact != isOther;
            Map<String, Object> row = row(
                    step.equals("block") ? "message.blocked" : "message.sent",
                    isContact ? contact : agent,
                    isContact ? agent : contact,
                    null);
            boolean isUntold = step.equals("block") && random.nextInt(3) == 0;
            row.put(
                    "kind",
                    step.equals("opener") ? pick("text", "sticker", "platform_share") : isUntold ? null : "media_pack");
            row.put("reason", step.equals("block") ? pick("first_contact_media", "first_contact_media", "spam") : null);
            row.put("message_id", step.equals("block") ? null : name + "-m" + rows.size());
            row.put("platform", platform);
            row.put("campaign_id", campaign(3));
            place(row, contact, false);
            now = blockedAt + (step.equals("block") ? DAY : 3 * DAY) + (random.nextInt(4) - 2) * 1_000L;
            if (random.nextInt(3) == 0) {
                return;
            }
        }
    }

    private void receipt() {
        if (sent.isEmpty()) {
            return;
        }
        Map<String, Object> message = sent.get(random.nextInt(sent.size()));
        Map<String, Object> receipt = receipt(message);
        if (random.nextInt(3) == 0) {
            opened(message, receipt);
        }
    }

    /** A link is opened about two seconds after its message came: by a person or a machine, read or unread. */
    private void opened(Map<String, Object> message, Map<String, Object> receipt) {
        Someone contact = new Someone((String) receipt.get("actor_id"), (String) receipt.get("actor_role"), null);
        if (random.nextInt(4) == 0) {
            receipt(message);
        }
        now += 1_000L * (random.nextInt(4) == 0 ? 0 : 1_999 + random.nextInt(3));
        boolean isByOther = random.nextInt(5) == 0;
        Someone other = brandSide.get(random.nextInt(brandSide.size()));
        Map<String, Object> row = row("link.clicked", isByOther ? other : contact, isByOther ? contact : other, (String)
                message.get("thread_id"));
        row.put("message_id", message.get("message_id"));
        row.put("platform", message.get("platform"));
        row.put("campaign_id", random.nextBoolean() ? message.get("campaign_id") : null);
        row.put("host", pick(null, "shop.example", "www.TikTok.com"));
    }

    /** That a message got to its contact, by some receipt. */
    Map<String, Object> receipt(Map<String, Object> message) {
        Someone contact =
                new Someone((String) message.get("counterpart_id"), (String) message.get("counterpart_role"), (String)
                        message.get("counterpart_age_band"));
        Map<String, Object> row =
                row(pick("message.delivered", "message.read", "message.played"), contact, brandSide.get(0), null);
        row.put("message_id", message.get("message_id"));
        row.put("thread_id", message.get("thread_id"));
        row.put("platform", message.get("platform"));
        return row;
    }

    private void watermark() {
        if (sent.isEmpty()) {
            return;
        }
        Map<String, Object> message = sent.get(random.nextInt(sent.size()));
        Someone contact = contacts.stream()
                .filter(one -> one.id().equals(message.get("counterpart_id")))
                .findFirst()
                .orElse(contacts.get(0));
        boolean isByAgent = random.nextInt(5) == 0;
        Map<String, Object> row = row(
                pick("message.delivered", "message.read"),
                isByAgent ? brandSide.get(0) : contact,
                isByAgent ? contact : brandSide.get(0),
                null);
        row.put("thread_id", message.get("thread_id"));
        row.put("watermark_at", Math.min(now, (Long) message.get("occurred_at") + 1_000L * random.nextInt(2)));
    }

    private void bought() {
        Map<String, Object> row =
                row(pick("order.purchased", "promo.redeemed"), contact(), new Someone(null, null, null), null);
        row.put("campaign_id", campaign(2));
        row.put("amount_minor", (long) random.nextInt(9_000));
        row.put("currency", "EUR");
        if (random.nextInt(4) == 0) {
            row.put("brand_id", null);
        }
    }

    private void did() {
        // An ambassador is of the brand's side, and the person that its events lie with.
        Someone who = random.nextInt(5) == 0 ? ambassador() : contact();
        Map<String, Object> row =
                row(pick("message.reacted", "link.clicked", "message.played"), who, brandSide.get(1), who.id() + "-t0");
        row.put("message_id", name + "-m" + random.nextInt(rows.size() + 1));
        row.put("removed", random.nextInt(3) == 0);
        row.put("campaign_id", campaign(2));
    }

    private void checked() {
        Someone contact = contact();
        boolean isSender = random.nextBoolean();
        Map<String, Object> row = row(
                pick("filter.scanned", "filter.hit", "filter.hit"),
                isSender ? brandSide.get(0) : contact,
                isSender ? contact : brandSide.get(0),
                null);
        row.put("message_id", contact.id() + "-f" + random.nextInt(4));
        row.put("side", isSender ? "sender" : "recipient");
        row.put("items", (long) (1 + random.nextInt(9)));
        row.put("position", (long) (1 + random.nextInt(9)));
        row.put("campaign_id", campaign(2));
    }

    /** Two persons without roles or brand. */
    private void organic() {
        Someone one = new Someone(name + "-o" + random.nextInt(3), null, null);
        Someone other = new Someone(name + "-p" + random.nextInt(3), null, null);
        boolean isThere = random.nextBoolean();
        Map<String, Object> row = row(
                random.nextInt(5) == 0 ? "message.blocked" : "message.sent",
                isThere ? one : other,
                isThere ? other : one,
                null);
        row.put("brand_id", null);
        row.put("reason", "first_contact_media");
        row.put("kind", pick(KINDS));
        row.put("message_id", name + "-m" + rows.size());
        row.put("thread_id", one.id() + other.id());
    }

    /** What is rare: denials, spammers, tests, minors, persons without an id. */
    private void odd() {
        Someone nobody = Someone.NOBODY;
        switch (random.nextInt(6)) {
            case 0, 1 ->
                row("access.denied", nobody, nobody, null).put("reason", pick("under_16", "under_16", "region"));
            case 2 -> message(true).put("is_test", true);
            case 3 -> message(false).put("policy_conflict", "voice_too_long,under_16");
            case 4 -> {
                Map<String, Object> row = row(
                        "message.sent", new Someone(null, "contact", "unknown"), brandSide.get(1), name + "-anonymous");
                row.put("kind", "text");
                row.put("message_id", name + "-m" + rows.size());
            }
            default -> {
                if (random.nextInt(3) == 0) {
                    row("person.confirmed_spam", brandSide.get(0), contacts.get(3), null);
                }
            }
        }
    }

    Map<String, Object> row(String type, Someone actor, Someone counterpart, String thread) {
        Map<String, Object> row = new TreeMap<>();
        row.put("event_id", String.format(Locale.ROOT, "e%06d", random.nextInt(1_000_000)) + name + rows.size());
        row.put("event_type", type);
        row.put("occurred_at", now);
        row.put("source", name + (random.nextInt(3) == 0 ? "-b" : "-a"));
        row.put("source_sequence", random.nextInt(3) == 0 ? (Long) (long) random.nextInt(4) : null);
        row.put("platform", platform());
        row.put("brand_id", random.nextInt(25) == 0 ? null : name);
        row.put("thread_id", thread);
        row.put("actor_id", actor.id());
        row.put("actor_role", actor.role());
        row.put("actor_age_band", actor.band());
        row.put("counterpart_id", counterpart.id());
        row.put("counterpart_role", counterpart.role());
        row.put("counterpart_age_band", counterpart.band());
        row.put(
                "received_at",
                random.nextInt(3) == 0 ? null : (Long) (now + STEPS[random.nextInt(STEPS.length)] - 700));
        rows.add(row);
        times.add(now);
        return row;
    }

    void place(Map<String, Object> row, Someone contact, boolean isGroup) {
        row.put("thread_id", isGroup ? group(random.nextInt(2)) : contact.id() + "-t" + random.nextInt(2));
        row.put("conversation_kind", isGroup ? pick("group", "creator_room") : pick("one_to_one", null));
    }

    String name() {
        return name;
    }

    Someone brandSide(int index) {
        return brandSide.get(index);
    }

    /** A message of the brand's side to a contact, which receipts may follow. */
    Map<String, Object> message(Someone sender, Someone contact) {
        Map<String, Object> row = row("message.sent", sender, contact, null);
        row.put("message_id", name + "-m" + rows.size());
        row.put("campaign_id", campaign(5));
        place(row, contact, false);
        sent.add(row);
        return row;
    }

    /** Some message of the brand's side before, if there was any. */
    Optional<Map<String, Object>> message() {
        return sent.isEmpty() ? Optional.empty() : Optional.of(sent.get(random.nextInt(sent.size())));
    }

    /** A row of another time than now. */
    Map<String, Object> at(long micros, Supplier<Map<String, Object>> row) {
        long then = now;
        now = micros;
        Map<String, Object> made = row.get();
        now = then;
        return made;
    }

    /** So much time goes on. */
    void pass(long micros) {
        now += micros;
    }

    long now() {
        return now;
    }

    /** An id that nothing else has. */
    String fresh(String of) {
        return name + "-" + of + rows.size();
    }

    String group(int number) {
        return name + "-g" + number;
    }

    Someone ofBrand(int number) {
        return brandSide.get(number);
    }

    Someone ambassador() {
        return new Someone(name + "-a", "ambassador", "18_plus");
    }

    Someone contact() {
        return contacts.get(random.nextInt(contacts.size()));
    }

    String one() {
        return contacts.get(0).id() + "-t0";
    }

    String platform() {
        return random.nextInt(3) == 0 ? "tiktok" : name;
    }

    String campaign(int some) {
        return random.nextInt(some) == 0 ? null : name + (random.nextInt(3) == 0 ? "-y" : "-x");
    }

    String pick(String... words) {
        return words[random.nextInt(words.length)];
    }
}
