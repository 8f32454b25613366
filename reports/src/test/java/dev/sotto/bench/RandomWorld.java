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
    private final RandomTalk talk;
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
        this.talk = new RandomTalk(this, random);
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
        return happened(things).stream().map(WorldRow::json).toList();
    }

    /** The same as lines of a log. */
    List<String> lines(int things) {
        return happened(things).stream().map(WorldRow::line).toList();
    }

    private List<Map<String, Object>> happened(int things) {
        if (isTrade) {
            trade.before();
        }
        for (int i = 0; i < things; i++) {
            pass();
            if (isTrade) {
                talk.happen();
                trade.happen();
                rooms.happen();
            } else if (random.nextInt(5) < 2) {
                inbox.happen();
            } else {
                talk.happen();
            }
        }
        return rows;
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

    /** A message of the brand's side to a contact, which receipts may follow. */
    Map<String, Object> message(Someone sender, Someone contact) {
        Map<String, Object> row = row("message.sent", sender, contact, null);
        row.put("message_id", name + "-m" + rows.size());
        row.put("campaign_id", campaign(5));
        place(row, contact, false);
        sent(row);
        return row;
    }

    /** Receipts may follow this message. */
    void sent(Map<String, Object> message) {
        sent.add(message);
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

    Someone anyOfBrand() {
        return ofBrand(random.nextInt(brandSide.size()));
    }

    Someone ofContacts(int number) {
        return contacts.get(number);
    }

    /** The contact that a message went to, else the first. */
    Someone contactOf(Map<String, Object> message) {
        return contacts.stream()
                .filter(one -> one.id().equals(message.get("counterpart_id")))
                .findFirst()
                .orElse(ofContacts(0));
    }

    RandomInbox inbox() {
        return inbox;
    }

    /** How many rows there are. */
    int size() {
        return rows.size();
    }

    Someone ambassador() {
        return new Someone(name + "-a", "ambassador", "18_plus");
    }

    Someone contact() {
        return contacts.get(random.nextInt(contacts.size()));
    }

    String one() {
        return ofContacts(0).id() + "-t0";
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
