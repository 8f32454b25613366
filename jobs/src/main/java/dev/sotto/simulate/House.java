package dev.sotto.simulate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A brand as its contacts meet it: its campaigns, its people, its clock and the course of its weeks, worked out once for all. */
final class House {
    /** Whom a brand calls to more than to be a contact, by the scenario of the campaign that is for them. */
    private static final Map<String, String> CALLINGS = new LinkedHashMap<>();

    static {
        CALLINGS.put("creative_review", "partner");
        CALLINGS.put("ambassador_onboarding", "ambassador");
        CALLINGS.put("vip_service", "vip");
    }

    private static final double RUSH = 4;
    private static final double RUSH_FADE = 0.6;

    final World.Brand brand;
    final ZoneId zone;
    final List<Touch> campaigns = new ArrayList<>();
    final List<Person> agents = new ArrayList<>();
    final Person account;
    final Person bot;

    /** How many come in which week: many when a brand begins, then fewer every week; more in its strong weeks. */
    final Map<Integer, Double> arrivals = new LinkedHashMap<>();

    /** How much of what contacts begin of themselves falls on which day. */
    final Map<DayOfWeek, Double> weekdays = new EnumMap<>(DayOfWeek.class);

    private final Map<String, Double> callings = new LinkedHashMap<>();
    private final LocalDays days;
    private final boolean[] isClosed;
    private final double[] volume;
    private final double[] fade;

    /** A campaign of the house and its weekdays. */
    record Touch(World.Campaign campaign, List<DayOfWeek> days) {}

    /** The brands of a world in its weeks, by their ids. */
    static Map<String, House> all(World world, Calendar calendar) {
        Map<String, List<World.Campaign>> campaigns = new LinkedHashMap<>();
        for (World.Campaign campaign : world.campaigns()) {
            campaigns
                    .computeIfAbsent(campaign.brand(), ignored -> new ArrayList<>())
                    .add(campaign);
        }
        Map<String, House> houses = new LinkedHashMap<>();
        for (World.Brand brand : world.brands()) {
            List<World.Campaign> own = campaigns.getOrDefault(brand.id(), List.of());
            houses.put(brand.id(), new House(brand, own, world.habits().weekdays(), calendar));
        }
        return houses;
    }

    private House(World.Brand brand, List<World.Campaign> own, Map<String, Double> weekdays, Calendar calendar) {
        this.brand = brand;
        weekdays.forEach((day, weight) -> this.weekdays.put(Calendar.day(day), weight));
        zone = brand.zoneId();
        days = new LocalDays(zone, calendar);
        account = Person.staff(brand.id(), "brand");
        bot = Person.staff(brand.id() + "-bot", "bot");
        for (int agent = 1; agent <= brand.agents(); agent++) {
            agents.add(Person.staff(brand.id() + "-agent-" + agent, "agent"));
        }
        for (World.Campaign campaign : own) {
            campaigns.add(new Touch(
                    campaign, campaign.days().stream().map(Calendar::day).toList()));
        }
        CALLINGS.forEach((scenario, name) -> own.stream()
                .filter(campaign -> campaign.scenario().equals(scenario))
                .findFirst()
                .map(World.Campaign::audience)
                .ifPresent(share -> callings.put(name, share)));
        volume = new double[calendar.weeks() + 1];
        fade = new double[calendar.weeks() + 1];
        for (int week = 0; week <= calendar.weeks(); week++) {
            volume[week] = brand.volume(calendar, week);
            fade[week] = StrictMath.pow(brand.returnFade(), week);
            if (week < calendar.weeks()) {
                arrivals.put(week, volume[week] * (1 + RUSH * StrictMath.pow(RUSH_FADE, week)));
            }
        }
        isClosed = new boolean[days.length()];
        for (int day = 0; day < isClosed.length; day++) {
            isClosed[day] = brand.isClosed(LocalDate.ofEpochDay(days.first() + day));
        }
    }

    /** What somebody with that lot is called to be; empty for most. */
    String calling(double lot) {
        double left = lot;
        for (Map.Entry<String, Double> calling : callings.entrySet()) {
            left -= calling.getValue();
            if (left < 0) {
                return calling.getKey();
            }
        }
        return "";
    }

    /** How many weeks there are, the morning after the last one left out. */
    int weeks() {
        return arrivals.size();
    }

    /** How much is sent in a week. */
    double volume(int week) {
        return volume[week];
    }

    /** How likely somebody writes again in a week, so many weeks after its first. */
    double returns(int weeksSinceFirst, double engagement, int week) {
        double faded = brand.returnRate() * fade[weeksSinceFirst];
        return faded * engagement * World.Story.of(brand.story().returning(), week);
    }

    /** A time of a week, counted from 0, by the clock of the brand. */
    long moment(int week, DayOfWeek day, double minuteOfDay) {
        return days.moment(days.monday(week) + day.getValue() - 1, (long) minuteOfDay);
    }

    /** The moment itself within opening hours, else some minutes after the next opening. */
    long open(long at, Dice dice) {
        int day = days.of(at);
        int hour = days.hourOf(day, at);
        if (!isClosed(day) && hour >= brand.opens() && hour < brand.closes()) {
            return at;
        }
        int opening = hour >= brand.opens() ? day + 1 : day;
        while (isClosed(opening)) {
            opening++;
        }
        return days.moment(opening, 60L * brand.opens()) + dice.minutes(25, 0.8);
    }

    private boolean isClosed(int day) {
        int index = day - days.first();
        return index >= 0 && index < isClosed.length ? isClosed[index] : brand.isClosed(LocalDate.ofEpochDay(day));
    }
}
