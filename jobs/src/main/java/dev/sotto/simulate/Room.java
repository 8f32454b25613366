package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.List;

/** A creator's chat room for fans of a brand, with topics, moderators, wishes and the occasional ban. */
final class Room extends Circle {
    private static final double SPEAKS = 0.35;
    private final String room;

    Room(Stage stage, House house, List<Contact> members, Person creator, Dice dice) {
        super(stage, house, members, creator, "creator_room", dice);
        room = "room-" + stage.id();
    }

    void live(int firstWeek) {
        long createdAt = evening(firstWeek);
        in(EventType.ROOM_CREATED, createdAt, owner)
                .with(EventField.FOLLOWERS, 10_000L + dice.below(90_000))
                .with(EventField.HAS_SUBSCRIPTION, true)
                .with(EventField.HAS_FAN_CLUB, dice.chance(0.5));
        for (int i = 0; i < members.size(); i++) {
            in(EventType.ROOM_JOINED, createdAt + (i + 1) * 2 * Calendar.HOUR, members.get(i).person);
        }
        Contact last = members.get(members.size() - 1);
        Person moderator = Person.staff(owner.id() + "-mod", "moderator");
        in(EventType.ROOM_MODERATOR_ASSIGNED, createdAt + Calendar.HOUR, owner).with(EventField.COUNTERPART, moderator);
        for (int week = firstWeek + 1; week <= stage.calendar.weeks(); week++) {
            live(week, evening(week));
        }
        dispute(createdAt + 9 * Calendar.DAY, moderator, last);
    }

    private void live(int week, long from) {
        long at = from;
        in(EventType.ROOM_TOPIC_OPENED, at, owner);
        in(says(at + 2000, owner, Piece.text(dice)));
        for (Contact member : members) {
            if (dice.chance(SPEAKS * member.engagement)) {
                at += dice.minutes(8, 1);
                in(says(at, member.person, dice.chance(0.8) ? Piece.text(dice) : Piece.sticker()));
            }
        }
        if (week % 4 == 0) {
            in(EventType.ROOM_PROMO_POSTED, at + 5000, owner).with(EventField.PROMO, week % 8 == 0 ? "live" : "launch");
            Person fan = members.get(0).person;
            in(EventType.LIVE_WISH, at + 40_000, fan).with(EventField.STATE, "made");
            in(EventType.LIVE_WISH, at + 400_000, owner)
                    .with(EventField.COUNTERPART, fan)
                    .with(EventField.STATE, "fulfilled");
        }
    }

    /** A member is banned and forgiven, a stranger kept out, a moderator replaced. */
    private void dispute(long at, Person moderator, Contact member) {
        event(EventType.MODERATION_ACTION, at, moderator)
                .with(EventField.COUNTERPART, member.person)
                .with(EventField.ACTION, "warned")
                .with(EventField.RULE, "be_kind");
        in(EventType.ROOM_BANNED, at + Calendar.HOUR, moderator).with(EventField.COUNTERPART, member.person);
        in(EventType.ROOM_JOIN_DENIED, at + 2 * Calendar.HOUR, member.person).with(EventField.REASON, "banned");
        in(EventType.ROOM_UNBANNED, at + Calendar.DAY, moderator).with(EventField.COUNTERPART, member.person);
        in(EventType.ROOM_MODERATOR_REMOVED, at + 2 * Calendar.DAY, owner).with(EventField.COUNTERPART, moderator);
        in(EventType.ROOM_LEFT, at + 30 * Calendar.DAY, member.person);
    }

    private SimulatedEvent in(EventType type, long at, Person actor) {
        return in(event(type, at, actor));
    }

    private SimulatedEvent in(SimulatedEvent event) {
        return event.with(EventField.ROOM_ID, room);
    }
}
