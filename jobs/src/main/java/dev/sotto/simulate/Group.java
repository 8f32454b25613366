package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.ArrayList;
import java.util.List;

/** A brand's group of contacts: somebody asks, others answer, sometimes they call one another. */
final class Group extends Circle {
    private static final double SPEAKS = 0.5;

    Group(Stage stage, House house, List<Contact> members, Person owner, Dice dice) {
        super(stage, house, members, owner, "group", dice);
    }

    void live(int firstWeek) {
        long createdAt = evening(firstWeek);
        event(EventType.GROUP_CREATED, createdAt, owner);
        for (int i = 0; i < members.size(); i++) {
            event(EventType.GROUP_JOINED, createdAt + (i + 1) * 3 * Calendar.HOUR, members.get(i).person);
        }
        for (int week = firstWeek + 1; week <= stage.calendar.weeks(); week++) {
            live(week, evening(week));
        }
    }

    private void live(int week, long from) {
        long at = from;
        Piece opening = dice.chance(0.4) ? Piece.pack(dice) : dice.chance(0.5) ? Piece.voice(dice) : Piece.text(dice);
        String post = String.valueOf(says(at, owner, opening).text(EventField.MESSAGE_ID));
        for (Contact member : members) {
            if (!dice.chance(SPEAKS * member.engagement)) {
                continue;
            }
            at += dice.minutes(11, 1);
            SimulatedEvent said = says(at, member.person, member.able(Exchange.answer(dice), at))
                    .with(EventField.RECIPIENTS, others(member));
            if (dice.chance(0.5)) {
                said.with(EventField.REPLY_TO, post);
            } else if (dice.chance(0.3)) {
                said.with(EventField.MENTIONS, List.of(owner.id()));
            }
            if (dice.chance(0.3)) {
                at += dice.minutes(7, 0.8);
                says(at, owner, Piece.text(dice)).with(EventField.REPLY_TO, said.text(EventField.MESSAGE_ID));
            }
        }
        if (week % 3 == 0) {
            event(EventType.CALL_STARTED, at + 60_000, owner).with(EventField.KIND, "group_voice");
            event(EventType.CALL_ENDED, at + 60_000 + dice.minutes(9, 0.7), owner)
                    .with(EventField.KIND, "group_voice");
        }
        if (week == stage.calendar.weeks() - 2) {
            event(EventType.GROUP_LEFT, at + 7 * Calendar.MINUTE, members.get(members.size() - 1).person);
        }
    }

    private List<Person> others(Contact speaker) {
        List<Person> others = new ArrayList<>();
        others.add(owner);
        for (Contact member : members) {
            if (member != speaker) {
                others.add(member.person);
            }
        }
        return others;
    }
}
