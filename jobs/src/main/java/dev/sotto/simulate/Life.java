package dev.sotto.simulate;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A contact's weeks with its brand: what the brand sends, when the contact writes of itself, what it buys. */
final class Life {
    /** Whom a brand knows longer, it writes to less often. */
    private static final double TIRES = 0.93;

    /** Something that will happen at about a moment. */
    private record Plan(long at, Runnable happens) {}

    private final Stage stage;
    private final Contact contact;
    private final Talk talk;
    private final Dice dice;
    private int weeksSinceFirst = -1;

    Life(Stage stage, Contact contact) {
        this.stage = stage;
        this.contact = contact;
        this.talk = new Talk(stage, contact);
        this.dice = contact.dice;
    }

    Talk talk() {
        return talk;
    }

    /** Live from the arrival to the Monday after the last week. */
    void live() {
        Habit.arrives(talk, moment(contact.arrivalWeek, DayOfWeek.MONDAY, 8 * 60 + dice.below(60)));
        for (int week = contact.arrivalWeek; week <= stage.calendar.weeks() && !talk.isOver; week++) {
            live(week);
        }
    }

    private void live(int week) {
        if (talk.hasWritten && isLeaving()) {
            talk.isOver = true;
            return;
        }
        List<Plan> plans = new ArrayList<>();
        if (week == contact.arrivalWeek) {
            arrival(week, plans);
        }
        for (House.Touch touch : contact.house.campaigns) {
            if (touch.campaign().isRunning(week) && isTouched(touch.campaign(), week)) {
                plans.add(plan(touch, week));
            }
        }
        if (talk.hasWritten) {
            weeksSinceFirst++;
            if (isAsking(week)) {
                long at = anyTime(week);
                plans.add(new Plan(at, () -> Service.asks(talk, at)));
            }
        }
        if (isBuying()) {
            long at = anyTime(week);
            plans.add(new Plan(at, () -> Shop.order(talk, at)));
        }
        plans.sort(Comparator.comparingLong(Plan::at));
        for (Plan plan : plans) {
            if (!talk.isOver) {
                plan.happens().run();
                Habit.after(talk, plan.at());
            }
        }
    }

    /** Somebody comes to the brand of itself, or because one of its campaigns writes first. */
    private void arrival(int week, List<Plan> plans) {
        List<House.Touch> open = contact.house.campaigns.stream()
                .filter(touch ->
                        touch.campaign().isRunning(week) && touch.campaign().rate() > 0)
                .filter(touch -> !touch.campaign().scenario().equals("loyalty"))
                .toList();
        if (open.isEmpty() || dice.chance(stage.world.habits().contactFirst())) {
            long at = anyTime(week);
            plans.add(new Plan(at, () -> Service.asks(talk, at)));
        } else {
            plans.add(plan(dice.pick(open), week));
        }
    }

    private Plan plan(House.Touch touch, int week) {
        World.Campaign campaign = touch.campaign();
        long at = moment(week, dice.pick(touch.days()), campaign.hour() * 60 + 45 * dice.normal());
        return new Plan(at, () -> touch(campaign, at));
    }

    private void touch(World.Campaign campaign, long at) {
        if (Scenario.isFor(talk, campaign, at)) {
            Scenario.play(talk, campaign, at);
        }
    }

    private boolean isTouched(World.Campaign campaign, int week) {
        return dice.chance(campaign.rate() * contact.house.volume(week));
    }

    /** It leaves without a word, rather when nobody answered it. */
    private boolean isLeaving() {
        double without = talk.effects.leaves();
        double chance =
                Math.min(Exchange.MOST, talk.isUnanswered ? without * talk.effects.unansweredLeaves() : without);
        boolean isLeaving = dice.chance(chance);
        String arm = talk.isUnanswered ? "unanswered" : Effect.UNANSWERED_LEAVES.control();
        talk.book(Effect.UNANSWERED_LEAVES, null, arm, chance, without, isLeaving);
        return isLeaving;
    }

    /** It begins a conversation, less often once it can ask in a group. */
    private boolean isAsking(int week) {
        double without = contact.house.returns(weeksSinceFirst, contact.engagement, week);
        boolean isInGroup = week > contact.groupWeek;
        double chance = isInGroup ? without * talk.effects.groupAsks() : without;
        boolean isAsking = dice.chance(chance);
        if (contact.isOnTiktok()) {
            talk.book(Effect.GROUP_ASKS, null, isInGroup ? "group" : "no_group", chance, without, isAsking);
        }
        return isAsking;
    }

    /** It buys without being asked; who bought before does so more often, the more if it was thanked. */
    private boolean isBuying() {
        if (talk.lastOrderAt == 0) {
            return dice.chance(stage.world.habits().spontaneousOrder());
        }
        double without = stage.world.habits().buyerOrder() * contact.engagement;
        double chance = Math.min(Exchange.MOST, talk.isThanked ? without * talk.effects.thanksOrder() : without);
        boolean isBuying = dice.chance(chance);
        String arm = talk.isThanked ? "message" : Effect.THANKS_ORDER.control();
        talk.book(Effect.THANKS_ORDER, null, arm, chance, without, isBuying);
        return isBuying;
    }

    /** Contacts write in the evening more than in the morning, and on some weekdays more than on others. */
    private long anyTime(int week) {
        double hour = dice.chance(0.55) ? 19 + 1.6 * dice.normal() : 12.5 + 2.2 * dice.normal();
        return moment(week, dice.pick(contact.house.weekdays), 60 * Math.max(7, Math.min(23.5, hour)));
    }

    private long moment(int week, DayOfWeek day, double minuteOfDay) {
        return contact.house.moment(week, day, minuteOfDay) + dice.below(60_000);
    }
}
