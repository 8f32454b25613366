package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Who is in the log and in no metric: children whom the platform turned away, a spammer; and what brands spend. */
final class Outsiders {
    private static final String FEED = "tiktok_business";

    private Outsiders() {}

    /** Somebody under 16 is turned away, once or a few times; no event says who. */
    static void denied(Stage stage, Contact child) {
        Dice dice = child.dice;
        for (int times = dice.between(1, 3); times > 0; times--) {
            denial(stage, child, anyTime(stage, dice), "under_16");
        }
        if (dice.chance(0.1)) {
            denial(stage, child, anyTime(stage, dice), dice.chance(0.5) ? "region" : "not_enabled");
        }
    }

    private static void denial(Stage stage, Contact child, long at, String reason) {
        stage.event(EventType.ACCESS_DENIED, at, ZoneOffset.UTC, FEED, platform(child))
                .with(EventField.REGION, child.region)
                .with(EventField.REASON, reason);
    }

    private static String platform(Contact child) {
        return child.dice.chance(0.1) ? "instagram" : "tiktok";
    }

    /** A source lets a message of a child through, with its ids. */
    static void leaked(Stage stage, Contact child) {
        Talk talk = new Talk(stage, child);
        long at = anyTime(stage, child.dice);
        Piece.text(child.dice)
                .onto(talk.byContact(EventType.MESSAGE_SENT, at, null), "tiktok")
                .with(EventField.MESSAGE_ID, "m" + stage.id());
    }

    /** A stranger writes to agents, is turned away, reported and confirmed as a spammer; nobody answers it. */
    static void spams(Stage stage, World.Brand brand, Dice dice) {
        Person spammer = new Person("s-" + stage.id(), "contact", "unknown", "unknown", null);
        long at = anyTime(stage, dice);
        for (int agent = 1; agent <= brand.agents(); agent++) {
            Person victim = Person.staff(brand.id() + "-agent-" + agent, "agent");
            at += dice.seconds(5, 60);
            spam(stage, brand, EventType.MESSAGE_BLOCKED, at, spammer, victim)
                    .with(EventField.REASON, dice.chance(0.5) ? "first_contact_media" : "spam")
                    .with(EventField.KIND, "media_pack");
            Piece.text(dice)
                    .onto(spam(stage, brand, EventType.MESSAGE_SENT, at + 3000, spammer, victim), "tiktok")
                    .with(EventField.MESSAGE_ID, "m" + stage.id());
        }
        Person victim = Person.staff(brand.id() + "-agent-1", "agent");
        Person moderator = Person.staff(brand.id() + "-moderator", "moderator");
        spam(stage, brand, EventType.PERSON_REPORTED, at + Calendar.HOUR, victim, spammer)
                .with(EventField.REASON, "phishing");
        spam(stage, brand, EventType.PERSON_CONFIRMED_SPAM, at + 5 * Calendar.HOUR, moderator, spammer);
    }

    private static SimulatedEvent spam(
            Stage stage, World.Brand brand, EventType type, long at, Person actor, Person counterpart) {
        return stage.event(type, at, brand.zoneId(), FEED, "tiktok")
                .with(EventField.BRAND_ID, brand.id())
                .with(EventField.THREAD_ID, "t-" + actor.id() + counterpart.id())
                .with(EventField.CONVERSATION_KIND, "one_to_one")
                .with(EventField.ACTOR, actor)
                .with(EventField.COUNTERPART, counterpart);
    }

    /** Once a week a brand says what it spent, and which campaigns it handed over for sending. */
    static void advertises(Stage stage, World.Brand brand, Dice dice) {
        ZoneId zone = brand.zoneId();
        Person account = Person.staff(brand.id(), "brand");
        for (int week = 0; week <= stage.calendar.weeks(); week++) {
            double volume = brand.volume(stage.calendar, week);
            long at = stage.calendar.moment(zone, week, DayOfWeek.MONDAY, 6 * 60 + dice.below(30));
            stage.event(EventType.ADVERTISER_ACTIVE, at, zone, FEED, "tiktok")
                    .with(EventField.BRAND_ID, brand.id())
                    .with(EventField.ACTOR, account)
                    .with(EventField.SPEND_MINOR, (long) (brand.spendMinor() * volume))
                    .with(EventField.CURRENCY, brand.currency());
            for (World.Campaign campaign : stage.world.campaigns()) {
                if (campaign.brand().equals(brand.id()) && campaign.isRunning(week)) {
                    handedOver(stage, campaign, zone, week, account);
                }
            }
        }
    }

    private static void handedOver(Stage stage, World.Campaign campaign, ZoneId zone, int week, Person account) {
        DayOfWeek day = Calendar.day(campaign.days().get(0));
        stage.event(
                        EventType.CAMPAIGN_SENT,
                        stage.calendar.moment(zone, week, day, campaign.hour() * 60 - 120),
                        zone,
                        FEED,
                        "tiktok")
                .with(EventField.BRAND_ID, campaign.brand())
                .with(EventField.CAMPAIGN_ID, campaign.id())
                .with(EventField.SCENARIO, campaign.scenario())
                .with(EventField.ACTOR, account);
    }

    /** Every feed has something to tell on the last morning, so that the day before it is complete. */
    static void lastMorning(Stage stage, World.Brand brand, List<Contact> contacts) {
        long at = stage.calendar.endAt() - 3 * Calendar.HOUR;
        for (Contact contact : contacts) {
            if (contact.brand.equals(brand) && !contact.isOnTiktok() && !contact.isTest) {
                Talk talk = new Talk(stage, contact);
                Shop.order(talk, at);
                talk.isOpen = true;
                Receipts.of(talk, talk.outbound(at + 2 * Calendar.MINUTE, Piece.text(contact.dice), null), null);
                return;
            }
        }
    }

    private static long anyTime(Stage stage, Dice dice) {
        long span = stage.calendar.endAt() - stage.calendar.startAt() - Calendar.DAY;
        return stage.calendar.startAt() + (long) (dice.unit() * span);
    }
}
