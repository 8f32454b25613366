package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Contacts are as the world says that people are, within chance. */
class ContactTest {
    private static final World WORLD = World.read(null);
    private static final List<Contact> BORN = born(12_000);

    private static List<Contact> born(int count) {
        List<Contact> born = new ArrayList<>();
        Map<String, House> houses = House.all(WORLD, SmallWorld.CALENDAR);
        for (int i = 0; i < count; i++) {
            born.add(Contact.born(WORLD, houses.values(), "p" + i, false, new Dice(11, i)));
        }
        return born;
    }

    /** Those who are neither important nor partners nor ambassadors, whose platform is drawn. */
    private static List<Contact> plain() {
        return BORN.stream()
                .filter(one -> !one.isPartner() && !one.isVip() && !one.isAmbassador)
                .toList();
    }

    private static Map<String, Double> shares(List<Contact> contacts, Function<Contact, String> by) {
        return contacts.stream()
                .collect(Collectors.groupingBy(
                        by,
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.counting(), count -> (double) count / contacts.size())));
    }

    private static void assertShares(Map<String, Double> found, Map<String, Double> weights) {
        double total =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        assertThat(found).containsOnlyKeys(weights.keySet());
        weights.forEach((key, weight) -> assertThat(found.get(key)).as(key).isCloseTo(weight / total, within(0.02)));
    }

    @Test
    void belongToBrandsAndRegionsByTheirShares() {
        assertShares(
                shares(BORN, one -> one.brand.id()),
                WORLD.brands().stream().collect(Collectors.toMap(World.Brand::id, World.Brand::share)));
        for (World.Brand brand : WORLD.brands()) {
            List<Contact> own = BORN.stream()
                    .filter(one -> one.brand.id().equals(brand.id()))
                    .toList();
            assertShares(shares(own, one -> one.region), brand.regions());
        }
    }

    @Test
    void areOnPlatformsOfWhichOneTellsTheirAge() {
        double whatsapp = WORLD.people().whatsappShare();
        assertShares(shares(plain(), one -> one.platform), Map.of("whatsapp", whatsapp, "tiktok", 1 - whatsapp));
        assertShares(
                shares(plain().stream().filter(Contact::isOnTiktok).toList(), one -> String.valueOf(one.band())),
                WORLD.people().ageBands());
        assertThat(plain())
                .filteredOn(one -> !one.isOnTiktok())
                .isNotEmpty()
                .allMatch(one -> "unknown".equals(one.band()));
    }

    @Test
    void areReachedByARolloutFromItsWeekOnAndByItsShareAWeek() {
        for (Rollout rollout : WORLD.rollouts()) {
            List<Contact> waiting =
                    new ArrayList<>(BORN.stream().filter(Contact::isOnTiktok).toList());
            for (int week = 0; week < SmallWorld.CALENDAR.weeks(); week++) {
                int now = week;
                Map<Boolean, List<Contact>> isReached = waiting.stream()
                        .collect(Collectors.partitioningBy(
                                one -> one.has(rollout.feature(), one.house.moment(now + 1, DayOfWeek.MONDAY, 0))));
                assertThat(isReached.get(true)).allMatch(one -> rollout.from(one.region) <= now);
                long begun = waiting.stream()
                        .filter(one -> rollout.from(one.region) <= now)
                        .count();
                // Four and a half deviations.
                double chance = 4.5 * Math.sqrt(begun * rollout.share() * (1 - rollout.share()));
                assertThat((double) isReached.get(true).size())
                        .as("%s in week %d", rollout.feature(), week + 1)
                        .isCloseTo(begun * rollout.share(), within(chance + 1));
                waiting.removeAll(isReached.get(true));
            }
        }
    }

    @Test
    void areEngagedAroundOne() {
        double[] logs = BORN.stream()
                .mapToDouble(one -> StrictMath.log(one.engagement))
                .sorted()
                .toArray();
        assertThat(logs[logs.length / 2]).isCloseTo(0, within(0.02));
        // Of a normal distribution 68 % lie within one deviation.
        double spread = (logs[logs.length * 84 / 100] - logs[logs.length * 16 / 100]) / 2;
        assertThat(spread).isCloseTo(WORLD.people().engagementSigma(), within(0.02));
    }
}
