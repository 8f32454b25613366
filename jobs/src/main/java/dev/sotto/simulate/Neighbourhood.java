package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Contacts who may know one another and nobody else: a part of the world that can be simulated alone. */
final class Neighbourhood {
    /** The stream of chance of the feed that tells of a neighbourhood. */
    static final long FEED = -2;

    private static final long CIRCLES = -1;
    private static final int GROUP_SIZE = 6;
    private static final int ROOM_SIZE = 9;
    private static final int GROUP_EVERY = 3;
    private static final int ROOM_EVERY = 4;
    private static final int GROUP_FROM = 3;
    private static final int GROUP_WEEKS = 3;

    private final World world;
    private final Calendar calendar;
    private final long seed;
    private final EffectLedger ledger;
    private final Map<String, House> houses;
    private final List<LostHours> lost = new ArrayList<>();

    /** From when to when a source lost everything. */
    private record LostHours(String source, long from, long to) {}

    Neighbourhood(World world, Calendar calendar, long seed, EffectLedger ledger) {
        this.world = world;
        this.calendar = calendar;
        this.seed = seed;
        this.ledger = ledger;
        houses = House.all(world, calendar);
        for (World.Gap gap : world.gaps()) {
            DayOfWeek day = Calendar.day(gap.day());
            long from = calendar.moment(ZoneOffset.UTC, gap.week() - 1, day, 60 * gap.fromHour());
            long to = calendar.moment(ZoneOffset.UTC, gap.week() - 1, day, 60 * gap.toHour());
            lost.add(new LostHours(gap.source(), from, to));
        }
    }

    /** Everything that happened in the neighbourhood of a number and reached the log, in no order. */
    List<SimulatedEvent> live(long number) {
        Stage stage = new Stage(world, calendar, number, ledger);
        List<Contact> contacts = contacts(stage);
        List<Runnable> circles = circles(stage, contacts);
        for (Contact contact : contacts) {
            if (contact.isMinor()) {
                Outsiders.denied(stage, contact);
            } else {
                new Life(stage, contact).live();
            }
        }
        circles.forEach(Runnable::run);
        if (stage.isOneIn(world.dirt().leakedMinorEvery())) {
            contacts.stream().filter(Contact::isMinor).findFirst().ifPresent(child -> Outsiders.leaked(stage, child));
        }
        Dice dice = new Dice(seed, number, CIRCLES, 1);
        if (stage.isOneIn(world.dirt().spammerEvery())) {
            Outsiders.spams(stage, dice.pick(world.brands()), dice);
        }
        if (number == 0) {
            for (World.Brand brand : world.brands()) {
                Outsiders.advertises(stage, brand, dice);
                Outsiders.lastMorning(stage, brand, contacts);
            }
        }
        return kept(stage.events());
    }

    private List<Contact> contacts(Stage stage) {
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < world.contactsPerNeighbourhood(); i++) {
            String id = "p" + Long.toString(stage.neighbourhood * world.contactsPerNeighbourhood() + i, 36);
            boolean isTest = i == 0 && stage.isOneIn(world.dirt().testActorEvery());
            Dice dice = new Dice(seed, stage.neighbourhood, i);
            contacts.add(Contact.born(world, houses.values(), id, isTest, dice));
        }
        return contacts;
    }

    /** Who will be in which group or room is known before they live, because a group changes what its members do. */
    private List<Runnable> circles(Stage stage, List<Contact> contacts) {
        Dice dice = new Dice(seed, stage.neighbourhood, CIRCLES);
        World.Brand brand =
                world.brands().get((int) (stage.neighbourhood % world.brands().size()));
        House house = Objects.requireNonNull(houses.get(brand.id()));
        List<Contact> fans = contacts.stream()
                .filter(contact -> contact.brand.equals(brand) && contact.isOnTiktok() && !contact.isAmbassador)
                .filter(contact -> contact.person.role().equals("contact") && !contact.isMinor() && !contact.isTest)
                .toList();
        List<Runnable> circles = new ArrayList<>();
        int week = GROUP_FROM + dice.below(GROUP_WEEKS);
        List<Contact> known =
                fans.stream().filter(contact -> contact.arrivalWeek <= week).toList();
        if (known.size() >= GROUP_SIZE && stage.isOneIn(GROUP_EVERY)) {
            Person owner = house.agents.get(0);
            List<Contact> members = known.subList(0, GROUP_SIZE);
            members.forEach(member -> member.groupWeek = week);
            circles.add(() -> new Group(stage, house, members, owner, dice).live(week));
        }
        if (fans.size() >= ROOM_SIZE && stage.isOneIn(ROOM_EVERY)) {
            Person creator = Person.staff("creator-" + Long.toString(stage.neighbourhood, 36), "creator");
            List<Contact> members = fans.subList(fans.size() - ROOM_SIZE, fans.size());
            circles.add(() -> new Room(stage, house, members, creator, dice).live(dice.below(4)));
        }
        return circles;
    }

    /** The log begins and ends, and a feed lost some hours with all that belongs to their messages. */
    private List<SimulatedEvent> kept(List<SimulatedEvent> events) {
        long startAt = calendar.startAt();
        long endAt = calendar.endAt();
        Set<String> messages = new HashSet<>();
        List<SimulatedEvent> kept = new ArrayList<>(events.size());
        for (SimulatedEvent event : events) {
            if (isLost(event)) {
                String message = event.text(EventField.MESSAGE_ID);
                if (message != null) {
                    messages.add(message);
                }
            } else if (event.at >= startAt && event.at < endAt) {
                kept.add(event);
            }
        }
        if (!messages.isEmpty()) {
            kept.removeIf(event -> isOf(event, messages));
        }
        return kept;
    }

    private static boolean isOf(SimulatedEvent event, Set<String> messages) {
        String message = event.text(EventField.MESSAGE_ID);
        return message != null && messages.contains(message);
    }

    private boolean isLost(SimulatedEvent event) {
        for (LostHours hours : lost) {
            if (event.at >= hours.from() && event.at < hours.to()) {
                return hours.source().equals(event.text(EventField.SOURCE));
            }
        }
        return false;
    }
}
