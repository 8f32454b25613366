package dev.sotto.bench;

import dev.sotto.bench.RandomWorld.Someone;
import java.util.Map;
import java.util.Random;

/** Creator rooms of a brand, by chance: who comes and goes, is banned, moderates, writes and is shown a promotion. */
final class RandomRooms {
    private static final int ROOMS = 3;

    private final RandomWorld world;
    private final Random random;

    RandomRooms(RandomWorld world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** So few places that rooms are full. */
    String policyKeys() {
        return ", room: {max-participants: " + (1 + random.nextInt(3))
                + ", max-moderators: 1, max-rooms-per-creator: 1}";
    }

    void happen() {
        Someone member = new Someone(world.name() + "-c" + random.nextInt(4), "contact", null);
        switch (random.nextInt(14)) {
            case 0 -> created();
            case 1, 2 -> row("room.joined", random.nextInt(7) == 0 ? host() : member, Someone.NOBODY);
            case 3 -> row("room.left", member, Someone.NOBODY);
            case 4 -> row(world.pick("room.banned", "room.banned", "room.unbanned"), host(), member);
            case 5 -> row("room.moderator_assigned", host(), member);
            case 6 ->
                row(
                        "room.moderator_removed",
                        random.nextBoolean() ? host() : member,
                        random.nextBoolean() ? member : Someone.NOBODY);
            case 7 -> {
                Map<String, Object> row = row("room.promo_posted", host(), Someone.NOBODY);
                row.put("promo", world.pick("launch", "live"));
                row.put("campaign_id", world.campaign(2));
            }
            case 8, 9 -> written(random.nextInt(5) == 0 ? host() : member);
            default -> {}
        }
    }

    private Someone host() {
        return new Someone(world.name() + "-host", "creator", "18_plus");
    }

    private Map<String, Object> row(String type, Someone actor, Someone other) {
        int room = random.nextInt(ROOMS);
        Map<String, Object> row = world.row(type, actor, other, world.name() + "-rt" + room);
        row.put("room_id", world.name() + "-r" + room);
        // A room is in one place and of one brand, or of none.
        row.put("platform", room == 0 ? "tiktok" : world.name());
        row.put("brand_id", room == 2 ? null : world.name());
        row.put("conversation_kind", "creator_room");
        return row;
    }

    private void created() {
        Map<String, Object> row = row(
                "room.created",
                new Someone(world.name() + "-host", "creator", world.pick(RandomWorld.BANDS)),
                Someone.NOBODY);
        row.put("followers", random.nextInt(3) == 0 ? null : (Long) (9_000L + random.nextInt(3_000)));
        row.put("has_subscription", random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean());
        row.put("has_fan_club", random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean());
        row.put(
                "policy_conflict",
                world.pick(null, null, "room_too_few_followers", "room_without_subscription,room_creator_too_young"));
    }

    private void written(Someone who) {
        boolean isReaction = random.nextInt(4) == 0;
        Map<String, Object> row = row(isReaction ? "message.reacted" : "message.sent", who, Someone.NOBODY);
        row.put("message_id", row.get("event_id") + "-m");
        row.put("kind", isReaction ? null : world.pick("text", "text", "media_pack", "system"));
        row.put("removed", isReaction && random.nextInt(3) == 0);
    }
}
