package dev.sotto.simulate;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody that a brand writes to: who it is, where, and how it behaves. */
final class Contact {
    static final long NEVER = Long.MAX_VALUE;

    final House house;
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

    /** When what is rolled out reaches it, or {@link #NEVER}; all else was always there. */
    final Map<String, Long> reachedAt = new LinkedHashMap<>();

    Person person;

    /** The week in which it joined a group; a later one than all while it is in none. */
    int groupWeek = Integer.MAX_VALUE;

    private Contact(World world, House house, String id, boolean isTest, Dice dice) {
        this.house = house;
        this.brand = house.brand;
        this.zone = house.zone;
        this.dice = dice;
        this.isTest = isTest;
        region = dice.pick(brand.regions());
        engagement = Math.min(2.5, dice.around(1, world.people().engagementSigma()));
        agent = dice.pick(house.agents);
        String calling = house.calling(dice.unit());
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
        arrivalWeek = dice.pick(house.arrivals);
        isAmbassador = calling.equals("ambassador");
        if (isOnTiktok()) {
            for (Rollout rollout : world.rollouts()) {
                reachedAt.put(rollout.feature(), reachedAt(rollout));
            }
        }
    }

    private long reachedAt(Rollout rollout) {
        int week = rollout.from(region);
        while (week < house.weeks() && !dice.chance(rollout.share())) {
            week++;
        }
        return week >= house.weeks()
                ? NEVER
                : house.moment(week, DayOfWeek.MONDAY, 0) + (long) (Calendar.WEEK * dice.unit());
    }

    /** Somebody of one of the houses, by their shares. */
    static Contact born(World world, Collection<House> houses, String id, boolean isTest, Dice dice) {
        double lot = dice.unit();
        House its = null;
        for (House house : houses) {
            its = house;
            lot -= house.brand.share();
            if (lot < 0) {
                break;
            }
        }
        if (its == null) {
            throw new IllegalArgumentException("a world without brands has no contacts");
        }
        return new Contact(world, its, id, isTest, dice);
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

    boolean has(String kind, long at) {
        return reachedAt.getOrDefault(kind, Long.MIN_VALUE) <= at;
    }

    /** What it would write, or a text where it does not have that format yet. */
    Piece able(Piece piece, long at) {
        return has(piece.kind(), at) ? piece : Piece.text(dice);
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
