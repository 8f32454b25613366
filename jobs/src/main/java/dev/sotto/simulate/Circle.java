package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.List;

/** A thread of many: a brand's group of contacts, or a creator's room. */
abstract class Circle {
    final Stage stage;
    private final House house;
    final List<Contact> members;
    final Person owner;
    final Dice dice;
    private final String thread;
    private final String kind;

    Circle(Stage stage, House house, List<Contact> members, Person owner, String kind, Dice dice) {
        this.stage = stage;
        this.house = house;
        this.members = List.copyOf(members);
        this.owner = owner;
        this.kind = kind;
        this.dice = dice;
        thread = (kind.equals("group") ? "g-" : "r-") + stage.id();
    }

    String thread() {
        return thread;
    }

    SimulatedEvent event(EventType type, long at, Person actor) {
        return stage.event(type, at, house.zone, "tiktok_business", "tiktok")
                .with(EventField.BRAND_ID, house.brand.id())
                .with(EventField.THREAD_ID, thread)
                .with(EventField.CONVERSATION_KIND, kind)
                .with(EventField.ACTOR, actor);
    }

    /** A message to all. */
    SimulatedEvent says(long at, Person actor, Piece piece) {
        SimulatedEvent event = event(EventType.MESSAGE_SENT, at, actor);
        return piece.onto(event, "tiktok").with(EventField.MESSAGE_ID, "m" + stage.id());
    }

    /** A moment of a week when people have time. */
    long evening(int week) {
        double minute = 60 * Math.min(23, Math.max(9, 18.5 + 2 * dice.normal()));
        return house.moment(week, dice.pick(house.weekdays), minute) + dice.below(60_000);
    }
}
