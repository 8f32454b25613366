package dev.sotto.bench;

import dev.sotto.bench.RandomWorld.Someone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What happens in the inbox of a world of chance: dialogues, tickets, groups, ways out of the app, and what messages are
 * made of.
 *
 * <p>Answers lie about the edges of hours, gaps and windows; tickets are resolved twice, opened again and rated late.
 */
final class RandomInbox {
    private static final long SECOND = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final Someone NOBODY = new Someone(null, null, null);
    private static final long[] PAUSES = {0, 300, SECOND, MINUTE, 5 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR};
    private static final long[] LENGTHS = {0, 1, 500, 30_000, 44_000, 58_999, 59_000, 60_000, 61_000, 89_000};
    private static final int[] PACKS = {1, 1, 2, 4, 5, 9, 9, 10};
    private static final String[] KINDS = {"text", "text", "voice_note", "voice_note", "media_pack", "sticker", "system"
    };
    private static final String[] HOSTS = {
        null, "shop.example", "www.TikTok.com", "vm.tiktok.com.:443", "wa.me", "not-tiktok.com", "m.facebook.com"
    };

    private final RandomWorld world;
    private final Random random;

    RandomInbox(RandomWorld world, long seed) {
        this.world = world;
        this.random = new Random(seed * 104_729 + 5);
    }

    /** Hours of which some days have none, two spans, or all; nothing in every third world. */
    String calendarYaml() {
        if (random.nextInt(3) == 0) {
            return "";
        }
        String hours = pick("09:00-17:00", "08:30-12:00, 13:15-18:00", "00:00-24:00", "16:00-24:00");
        return ", business-calendar: {hours: {mon: '" + hours + "', tue: '09:00-17:00', wed: '" + hours
                + "', fri: '10:00-20:00', sat: '" + hours + "'}, holidays: [2026-03-04, 2026-03-11, 2026-03-30]}";
    }

    /** Limits of a policy that differ from the built-in ones. */
    String limitsYaml() {
        return ", voice-max-seconds: " + pick("45", "60", "90") + ", pack-max-items: " + pick("4", "5", "10");
    }

    void happen() {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> dialogue();
            case 4, 5, 6 ->
                step(
                        world.contact(),
                        pick(
                                "opened",
                                "opened",
                                "assigned",
                                "handed_off",
                                "resolved",
                                "reopened",
                                "rating_asked",
                                "rated"));
            case 7, 8 -> service();
            case 9 -> wayOut();
            case 10, 11 -> group();
            case 12 -> composed();
            default -> act();
        }
    }

    /** A contact and the brand's side take turns, humans, machines and people who have gone home. */
    private void dialogue() {
        Someone contact = world.contact();
        String thread = thread(contact);
        int turns = 2 + random.nextInt(5);
        for (int turn = 0; turn < turns; turn++) {
            say(contact, thread, turn == 0 ? random.nextInt(4) > 0 : random.nextBoolean());
            pause();
        }
    }

    private Map<String, Object> say(Someone contact, String thread, boolean isInbound) {
        Someone other = world.ofBrand(random.nextInt(5));
        Map<String, Object> row =
                world.row("message.sent", isInbound ? contact : other, isInbound ? other : contact, thread);
        row.put("kind", pick(KINDS));
        row.put("message_id", world.fresh("m"));
        row.put("campaign_id", world.campaign(2));
        row.put("is_automatic", random.nextInt(6) == 0 ? true : null);
        dress(row);
        return row;
    }

    /** Give a message its length, items, template and purpose, some of them unknown. */
    void dress(Map<String, Object> row) {
        row.put("template_id", random.nextInt(3) == 0 ? pick("welcome", "offer") : null);
        if ("voice_note".equals(row.get("kind")) && random.nextInt(5) > 0) {
            row.put("voice_ms", LENGTHS[random.nextInt(LENGTHS.length)]);
        }
        if ("media_pack".equals(row.get("kind")) && random.nextInt(8) > 0) {
            int items = PACKS[random.nextInt(PACKS.length)];
            row.put("media_items", items);
            row.put("media", random.nextInt(6) == 0 ? null : media(items));
        }
    }

    private List<Map<String, Object>> media(int items) {
        List<Map<String, Object>> media = new ArrayList<>();
        for (int i = 1; i <= items; i++) {
            Map<String, Object> item = new HashMap<>();
            item.put("position", i);
            item.put("kind", pick("photo", "video"));
            item.put("origin", pick("camera", "gallery", null));
            item.put("edited", perhaps());
            item.put("captioned", perhaps());
            media.add(item);
        }
        return media;
    }

    private Boolean perhaps() {
        return random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean();
    }

    /** One step of one of the two tickets of a contact. */
    private void step(Someone contact, String step) {
        int number = random.nextInt(2);
        boolean isByContact = step.equals("rated");
        Someone agent = world.ofBrand(random.nextInt(2));
        Map<String, Object> row = world.row(
                "ticket." + step,
                isByContact ? contact : agent,
                isByContact ? agent : contact,
                random.nextInt(12) == 0 ? null : contact.id() + "-t" + number);
        row.put("ticket_id", contact.id() + "-k" + number);
        row.put("campaign_id", world.campaign(3));
        if (step.equals("opened")) {
            row.put("tier", pick("vip", "vip", "standard", null));
        } else if (step.equals("rated")) {
            row.put("score", (long) (1 + random.nextInt(5)));
        }
    }

    /** A ticket's steps and what is said about them follow each other closely. */
    private void service() {
        Someone contact = world.contact();
        int steps = 4 + random.nextInt(6);
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> step(contact, "resolved");
                case 2 -> step(contact, pick("reopened", "handed_off", "opened", "rating_asked", "rated"));
                default -> say(contact, thread(contact), random.nextBoolean());
            }
            world.pass(random.nextBoolean() ? MINUTE : 5 * MINUTE + random.nextInt(3) * 1_000L - 1_000);
        }
    }

    private void wayOut() {
        Someone contact = world.contact();
        boolean isClick = random.nextBoolean();
        Map<String, Object> row =
                world.row(isClick ? "link.clicked" : "app.left", contact, world.ofBrand(1), thread(contact));
        row.put("campaign_id", world.campaign(2));
        row.put("target_platform", pick(null, null, "none", "tiktok", "instagram"));
        if (isClick) {
            row.put("host", HOSTS[random.nextInt(HOSTS.length)]);
            row.put("off_platform", perhaps());
        }
    }

    /** The brand's side writes to a group; those whom the source names may get it. */
    private void group() {
        String thread = world.group(random.nextInt(2));
        Someone sender = random.nextInt(4) == 0 ? world.ambassador() : world.ofBrand(random.nextInt(5));
        Map<String, Object> message = world.row("message.sent", sender, NOBODY, thread);
        String id = world.fresh("m");
        message.put("kind", pick(KINDS));
        message.put("message_id", id);
        message.put("conversation_kind", pick("group", "creator_room"));
        message.put("campaign_id", world.campaign(2));
        List<Map<String, Object>> recipients = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Someone one = random.nextInt(6) == 0 ? world.ofBrand(0) : world.contact();
            Map<String, Object> recipient = new HashMap<>();
            recipient.put("id", random.nextInt(9) == 0 ? null : one.id());
            recipient.put("role", one.role());
            recipient.put("age_band", one.band());
            recipients.add(recipient);
        }
        message.put("recipients", random.nextInt(6) == 0 ? null : recipients);
        dress(message);
        for (int i = random.nextInt(5); i > 0; i--) {
            long sentAt = world.now();
            pause();
            Someone reader = world.contact();
            boolean isWatermark = random.nextInt(3) == 0;
            Map<String, Object> receipt = world.row(
                    pick("message.delivered", "message.read", isWatermark ? "message.read" : "message.played"),
                    reader,
                    sender,
                    thread);
            receipt.put("conversation_kind", message.get("conversation_kind"));
            receipt.put("message_id", isWatermark ? null : id);
            receipt.put("watermark_at", isWatermark ? sentAt + random.nextInt(2) * 1_000L : null);
        }
    }

    /** Composing begins, perhaps twice, and ends in a message, perhaps in two or none. */
    private void composed() {
        Someone contact = world.contact();
        Someone agent = world.ofBrand(random.nextInt(2));
        boolean isInbound = random.nextBoolean();
        String thread = thread(contact);
        String compose = world.fresh("w");
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            boolean isStart = random.nextBoolean();
            Map<String, Object> row = isStart
                    ? world.row("compose.started", isInbound ? contact : agent, isInbound ? agent : contact, thread)
                    : say(contact, thread, isInbound);
            row.put("compose_id", compose);
            pause();
        }
    }

    private void act() {
        Someone contact = world.contact();
        boolean isByContact = random.nextInt(4) > 0;
        Someone actor = isByContact ? contact : world.ofBrand(random.nextInt(5));
        Someone other = isByContact ? world.ofBrand(random.nextInt(2)) : contact;
        String thread = random.nextInt(5) == 0 ? null : thread(contact);
        String type = pick(
                "share.sent",
                "live.wish",
                "live.wish",
                "feature.enabled",
                "person.reported",
                "person.blocked",
                "call.started");
        boolean isCall = type.equals("call.started");
        Map<String, Object> row = isCall
                ? world.row(type, actor, NOBODY, world.group(random.nextInt(2)))
                : world.row(type, actor, type.equals("share.sent") ? NOBODY : other, thread);
        row.put("campaign_id", world.campaign(2));
        switch (type) {
            case "share.sent" -> row.put("channel", pick("dm", "feed", "story"));
            case "live.wish" -> row.put("state", pick("made", "fulfilled"));
            case "feature.enabled" -> {
                row.put("feature", pick("voice_note", "media_pack", "stickers"));
                row.put("brand_id", random.nextBoolean() ? null : row.get("brand_id"));
            }
            case "call.started" -> {
                row.put("kind", random.nextInt(4) == 0 ? null : "group_voice");
                row.put("conversation_kind", pick("group", null));
            }
            default -> {}
        }
    }

    private void pause() {
        world.pass(PAUSES[random.nextInt(PAUSES.length)] + random.nextInt(2) * 1_000L);
    }

    private String thread(Someone contact) {
        return contact.id() + "-t" + random.nextInt(2);
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }
}
