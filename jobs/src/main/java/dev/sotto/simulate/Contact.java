package dev.sotto.simulate;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody that a brand writes to: who it is, where, and how it behaves. */
final class Contact {
    private static final double RUSH = 4;
    private static final double RUSH_FADE = 0.6;

    final World.Brand brand;
    final ZoneId zone;
    final String platform;
    final String region;
    final Person agent;
    final double engagement;
    final int arrivalWeek;
    final boolean isTest;
    final boolean hasFilter;
    final boolean isAmbassador;
    final Dice dice;
    private final String threadId;
    Person person;

    /** The week in which it joined a group; a later one than all while it is in none. */
    int groupWeek = Integer.MAX_VALUE;

    private Contact(World world, World.Brand brand, String id, boolean isTest, Calendar calendar, Dice dice) {
        this.brand = brand;
        this.zone = brand.zoneId();
        this.dice = dice;
        this.isTest = isTest;
        region = dice.pick(brand.regions());
        engagement = Math.min(2.5, dice.around(1, world.people().engagementSigma()));
        agent = Person.staff(brand.id() + "-agent-" + (1 + dice.below(brand.agents())), "agent");
        String calling = calling(world, dice.unit());
        boolean isPlain = calling.isEmpty();
        platform = isPlain && dice.chance(world.people().whatsappShare()) ? "whatsapp" : "tiktok";
        String band = platform.equals("whatsapp")
                ? "unknown"
                : isPlain ? dice.pick(world.people().ageBands()) : "18_plus";
        String basis = band.equals("unknown") ? "unknown" : isPlain ? "declared" : "verified";
        person = new Person(
                id,
                calling.equals("partner") ? "partner" : "contact",
                band,
                basis,
                calling.equals("vip") ? "vip" : null);
        threadId = "t-" + brand.id().charAt(0) + id;
        Double filterOn = world.habits().filterOn().get(band);
        hasFilter = isOnTiktok() && filterOn != null && dice.chance(filterOn);
        arrivalWeek = arrival(calendar);
        isAmbassador = calling.equals("ambassador");
    }

    static Contact born(World world, String id, boolean isTest, Calendar calendar, Dice dice) {
        double lot = dice.unit();
        for (World.Brand brand : world.brands()) {
            lot -= brand.share();
            if (lot < 0) {
                return new Contact(world, brand, id, isTest, calendar, dice);
            }
        }
        World.Brand last = world.brands().get(world.brands().size() - 1);
        return new Contact(world, last, id, isTest, calendar, dice);
    }

    /** Few are called to be a partner, an ambassador or a VIP: those that a campaign for a part of the contacts is for. */
    private String calling(World world, double lot) {
        record Calling(String scenario, String name) {}
        List<Calling> callings = List.of(
                new Calling("creative_review", "partner"),
                new Calling("ambassador_onboarding", "ambassador"),
                new Calling("vip_service", "vip"));
        double left = lot;
        for (Calling calling : callings) {
            World.Campaign campaign = world.campaign(brand, calling.scenario());
            left -= campaign == null || campaign.audience() == null ? 0 : campaign.audience();
            if (left < 0) {
                return calling.name();
            }
        }
        return "";
    }

    /** Many come when a brand begins, then fewer every week; more in its strong weeks. */
    private int arrival(Calendar calendar) {
        Map<Integer, Double> weights = new LinkedHashMap<>();
        for (int week = 0; week < calendar.weeks(); week++) {
            double rush = RUSH * StrictMath.pow(RUSH_FADE, week);
            weights.put(week, brand.volume(calendar, week) * (1 + rush));
        }
        return dice.pick(weights);
    }

    boolean isOnTiktok() {
        return platform.equals("tiktok");
    }

    boolean isMinor() {
        return "under_16".equals(person.ageBand());
    }

    boolean isPartner() {
        return person.role().equals("partner");
    }

    boolean isVip() {
        return "vip".equals(person.tier());
    }

    /** Its one thread with the brand. */
    String threadId() {
        return threadId;
    }

    /** Which feed tells of it. */
    String source() {
        return isOnTiktok() ? "tiktok_business" : "whatsapp_cloud";
    }

    @Nullable
    String band() {
        return person.ageBand();
    }
}
