package dev.sotto.bench;

import dev.sotto.bench.RandomWorld.Someone;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a brand and its contacts say to each other in a world of chance, what becomes of it, and what is rare among it.
 *
 * <p>Messages are answered, delivered, read, blocked and clicked about the edges of windows; some name nobody.
 */
final class RandomTalk {
    private static final String[] KINDS = {"text", "text", "voice_note", "media_pack", "platform_share", "system"};

    private final RandomWorld world;
    private final Random random;

    RandomTalk(RandomWorld world, Random random) {
        this.world = world;
        this.random = random;
    }

    void happen() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> message(false);
            case 5, 6, 7 -> message(true);
            case 8 -> ladder();
            case 9, 10, 11 -> receipt();
            case 12 -> world.message().ifPresent(this::watermark);
            case 13 -> bought();
            case 14 -> did();
            case 15, 16 -> checked();
            case 17 -> world.row("ticket.resolved", world.ofBrand(0), world.ofContacts(0), world.one());
            case 18 -> organic();
            default -> odd();
        }
    }

    private Map<String, Object> message(boolean isInbound) {
        boolean isGroup = random.nextInt(6) == 0;
        Someone contact = world.contact();
        Someone other = world.anyOfBrand();
        Someone absent = Someone.NOBODY;
        Map<String, Object> row = isInbound
                ? world.row("message.sent", contact, isGroup ? absent : other, null)
                : world.row("message.sent", other, contact, null);
        row.put("kind", world.pick(KINDS));
        row.put("message_id", world.fresh("m"));
        row.put("campaign_id", world.campaign(isInbound ? 4 : 10));
        world.inbox().dress(row);
        world.place(row, contact, isGroup);
        if (isGroup) {
            row.put("is_addressed", random.nextBoolean());
        }
        if (random.nextInt(8) == 0) {
            row.put("is_automatic", true);
        }
        if (!isInbound) {
            world.sent(row);
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
        Someone contact = new Someone(world.fresh("n"), "contact", world.pick(RandomWorld.BANDS));
        Someone agent = world.ofBrand(random.nextInt(2));
        boolean isByContact = random.nextBoolean();
        String platform = world.platform();
        long blockedAt = world.now();
        for (String step : List.of("block", "opener", "media", "media")) {
            boolean isOther = step.equals("opener") && random.nextInt(3) == 0;
            boolean isContact = isByContact != isOther;
            Map<String, Object> row = world.row(
                    step.equals("block") ? "message.blocked" : "message.sent",
                    isContact ? contact : agent,
                    isContact ? agent : contact,
                    null);
            boolean isUntold = step.equals("block") && random.nextInt(3) == 0;
            row.put(
                    "kind",
                    step.equals("opener")
                            ? world.pick("text", "sticker", "platform_share")
                            : isUntold ? null : "media_pack");
            row.put(
                    "reason",
                    step.equals("block") ? world.pick("first_contact_media", "first_contact_media", "spam") : null);
            row.put("message_id", step.equals("block") ? null : world.fresh("m"));
            row.put("platform", platform);
            row.put("campaign_id", world.campaign(3));
            world.place(row, contact, false);
            long edge = blockedAt + (step.equals("block") ? 1 : 3) * RandomWorld.DAY;
            world.pass(edge + (random.nextInt(4) - 2) * 1_000L - world.now());
            if (random.nextInt(3) == 0) {
                return;
            }
        }
    }

    private void receipt() {
        world.message().ifPresent(message -> {
            Map<String, Object> receipt = world.receipt(message);
            if (random.nextInt(3) == 0) {
                opened(message, receipt);
            }
        });
    }

    /** A link is opened about two seconds after its message came: by a person or a machine, read or unread. */
    private void opened(Map<String, Object> message, Map<String, Object> receipt) {
        Someone contact = new Someone((String) receipt.get("actor_id"), (String) receipt.get("actor_role"), null);
        if (random.nextInt(4) == 0) {
            world.receipt(message);
        }
        world.pass(1_000L * (random.nextInt(4) == 0 ? 0 : 1_999 + random.nextInt(3)));
        boolean isByOther = random.nextInt(5) == 0;
        Someone other = world.anyOfBrand();
        Map<String, Object> row =
                world.row("link.clicked", isByOther ? other : contact, isByOther ? contact : other, (String)
                        message.get("thread_id"));
        row.put("message_id", message.get("message_id"));
        row.put("platform", message.get("platform"));
        row.put("campaign_id", random.nextBoolean() ? message.get("campaign_id") : null);
        row.put("host", world.pick(null, "shop.example", "www.TikTok.com"));
    }

    private void watermark(Map<String, Object> message) {
        Someone contact = world.contactOf(message);
        boolean isByAgent = random.nextInt(5) == 0;
        Map<String, Object> row = world.row(
                world.pick("message.delivered", "message.read"),
                isByAgent ? world.ofBrand(0) : contact,
                isByAgent ? contact : world.ofBrand(0),
                null);
        row.put("thread_id", message.get("thread_id"));
        row.put("watermark_at", Math.min(world.now(), (Long) message.get("occurred_at") + 1_000L * random.nextInt(2)));
    }

    private void bought() {
        Map<String, Object> row =
                world.row(world.pick("order.purchased", "promo.redeemed"), world.contact(), Someone.NOBODY, null);
        row.put("campaign_id", world.campaign(2));
        row.put("amount_minor", (long) random.nextInt(9_000));
        row.put("currency", "EUR");
        if (random.nextInt(4) == 0) {
            row.put("brand_id", null);
        }
    }

    private void did() {
        // An ambassador is of the brand's side, and the person that its events lie with.
        Someone who = random.nextInt(5) == 0 ? world.ambassador() : world.contact();
        Map<String, Object> row = world.row(
                world.pick("message.reacted", "link.clicked", "message.played"),
                who,
                world.ofBrand(1),
                who.id() + "-t0");
        row.put("message_id", world.name() + "-m" + random.nextInt(world.size() + 1));
        row.put("removed", random.nextInt(3) == 0);
        row.put("campaign_id", world.campaign(2));
    }

    private void checked() {
        Someone contact = world.contact();
        boolean isSender = random.nextBoolean();
        Map<String, Object> row = world.row(
                world.pick("filter.scanned", "filter.hit", "filter.hit"),
                isSender ? world.ofBrand(0) : contact,
                isSender ? contact : world.ofBrand(0),
                null);
        row.put("message_id", contact.id() + "-f" + random.nextInt(4));
        row.put("side", isSender ? "sender" : "recipient");
        row.put("items", (long) (1 + random.nextInt(9)));
        row.put("position", (long) (1 + random.nextInt(9)));
        row.put("campaign_id", world.campaign(2));
    }

    /** Two persons without roles or brand. */
    private void organic() {
        Someone one = new Someone(world.name() + "-o" + random.nextInt(3), null, null);
        Someone other = new Someone(world.name() + "-p" + random.nextInt(3), null, null);
        boolean isThere = random.nextBoolean();
        Map<String, Object> row = world.row(
                random.nextInt(5) == 0 ? "message.blocked" : "message.sent",
                isThere ? one : other,
                isThere ? other : one,
                null);
        row.put("brand_id", null);
        row.put("reason", "first_contact_media");
        row.put("kind", world.pick(KINDS));
        row.put("message_id", world.fresh("m"));
        row.put("thread_id", one.id() + other.id());
    }

    /** What is rare: denials, spammers, tests, minors, persons without an id. */
    private void odd() {
        Someone nobody = Someone.NOBODY;
        switch (random.nextInt(6)) {
            case 0, 1 ->
                world.row("access.denied", nobody, nobody, null)
                        .put("reason", world.pick("under_16", "under_16", "region"));
            case 2 -> message(true).put("is_test", true);
            case 3 -> message(false).put("policy_conflict", "voice_too_long,under_16");
            case 4 -> {
                Map<String, Object> row = world.row(
                        "message.sent",
                        new Someone(null, "contact", "unknown"),
                        world.ofBrand(1),
                        world.name() + "-anonymous");
                row.put("kind", "text");
                row.put("message_id", world.fresh("m"));
            }
            default -> {
                if (random.nextInt(3) == 0) {
                    world.row("person.confirmed_spam", world.ofBrand(0), world.ofContacts(3), null);
                }
            }
        }
    }
}
