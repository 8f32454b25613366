package dev.sotto.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Result;
import dev.sotto.domain.Result.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

class DisclosureAttackTest {
    private static final double CLOSE = DisclosureControl.FEWEST_PERSONS - 1e-6;

    @Property(tries = 10, generation = GenerationMode.RANDOMIZED, seed = "20260406")
    void leavesEveryWithheldNumberOfAWeekUncertain(@ForAll long seed) {
        World world = new World(seed, 3, 2);
        assertSafe(world.results(), List.of(disclose(world.results(), ToldBefore.NOTHING)));
    }

    @Property(tries = 6, generation = GenerationMode.RANDOMIZED, seed = "20260407")
    void leavesThemUncertainWhereDaysWereExportedBeforeTheWeek(@ForAll long seed) {
        World world = new World(seed, 3, 2);
        List<PartnerRow> told = new ArrayList<>();
        List<Disclosure> exports = new ArrayList<>();
        for (LocalDate day : List.of(Given.MONDAY, Given.MONDAY.plusDays(1))) {
            exports.add(disclose(world.resultsOf(day), new ToldBefore(told)));
            told.addAll(exports.get(exports.size() - 1).rows());
        }
        exports.add(disclose(world.results(), new ToldBefore(told)));
        assertSafe(world.results(), exports);
    }

    @Property(tries = 50, generation = GenerationMode.RANDOMIZED, seed = "20260408")
    void publishesTheSameOnceMore(@ForAll long seed) {
        World world = new World(seed, 2, 3);
        Disclosure first = disclose(world.results(), ToldBefore.NOTHING);
        Disclosure second = disclose(world.results(), new ToldBefore(first.rows()));
        assertThat(withheld(second)).isEqualTo(withheld(first));
        assertThat(second.rows().equals(first.rows())).isTrue();
        assertThat(second.smallChanges()).isZero();
    }

    @Tag("long")
    @Property(tries = 200, generation = GenerationMode.RANDOMIZED)
    void leavesThemUncertainInManyWorlds(@ForAll long seed) {
        World world = new World(seed, 3, 3);
        assertSafe(world.results(), List.of(disclose(world.results(), ToldBefore.NOTHING)));
    }

    @Test
    void wouldFindWhatOneWithheldPartLeavesToSubtract() {
        Attacker attacker = new Attacker();
        Set<SortedMap<String, String>> places = Set.of(
                new TreeMap<>(Map.of()),
                new TreeMap<>(Map.of(":campaign", "a")),
                new TreeMap<>(Map.of(":campaign", "b")));
        attacker.margins("messages", places);
        attacker.learn("messages{}", 130);
        assertThat(attacker.width("messages{:campaign=b}")).isEqualTo(130);
        attacker.learn("messages{:campaign=a}", 100);
        assertThat(attacker.width("messages{:campaign=b}")).isZero();
    }

    private static List<Place> withheld(Disclosure disclosure) {
        return disclosure.rows().stream()
                .filter(row -> row.status() == Status.SUPPRESSED)
                .map(Place::of)
                .toList();
    }

    private static Disclosure disclose(List<Result> results, ToldBefore before) {
        return DisclosureControl.standard().disclose("acme", results, Given.CATALOGUE, before);
    }

    private static void assertSafe(List<Result> truth, List<Disclosure> exports) {
        Attacker attacker = new Attacker();
        Set<SortedMap<String, String>> messages = places("messages_sent", truth);
        Set<SortedMap<String, String>> replies = places("reply_rate", truth);
        attacker.margins("messages", messages);
        attacker.margins("persons", messages);
        attacker.margins("replied", replies);
        attacker.margins("rest", replies);
        attacker.margins("reached", replies);
        replies.forEach(place -> attacker.sum("reached" + place, "replied" + place, "rest" + place));
        exports.forEach(export -> export.rows().forEach(row -> learn(attacker, row)));
        Disclosure last = exports.get(exports.size() - 1);
        assertThat(last.rows()).hasSameSizeAs(truth);
        for (Result result : truth) {
            // Nobody is in a count of nothing; that its slices have no rows tells so anyhow.
            if (result.persons() > 0 || result.metric().equals("reply_rate")) {
                assertWide(attacker, PartnerRow.of("acme", result));
            }
        }
    }

    private static void assertWide(Attacker attacker, PartnerRow truth) {
        double few = DisclosureControl.FEWEST_PERSONS;
        double persons = truth.persons() == null ? 0 : truth.persons();
        String place = String.valueOf(Place.of(truth).at());
        if (truth.metric().equals("messages_sent") && persons < few) {
            assertThat(attacker.width("messages" + place))
                    .as("messages at %s", place)
                    .isGreaterThan(CLOSE);
            assertThat(attacker.width("persons" + place))
                    .as("persons at %s", place)
                    .isGreaterThan(CLOSE);
        } else if (truth.metric().equals("format_share") && truth.numerator() < few) {
            assertThat(attacker.width("messages" + place))
                    .as("messages at %s", place)
                    .isGreaterThan(CLOSE);
        } else if (truth.metric().equals("reply_rate") && persons < few) {
            assertThat(attacker.width("replied" + place))
                    .as("replies at %s", place)
                    .isGreaterThan(CLOSE);
            assertThat(attacker.width("reached" + place))
                    .as("reached at %s", place)
                    .isGreaterThan(CLOSE);
        } else if (truth.metric().equals("reply_rate")
                && Math.min(truth.numerator(), truth.denominator() - truth.numerator()) < few) {
            assertThat(attacker.width("replied" + place))
                    .as("replies at %s", place)
                    .isGreaterThan(CLOSE);
        }
    }

    private static void learn(Attacker attacker, PartnerRow row) {
        if (row.numerator() == null) {
            return;
        }
        Place place = Place.of(row);
        switch (row.metric()) {
            case "messages_sent" -> {
                attacker.learn("messages" + place.at(), row.numerator());
                attacker.learn("persons" + place.at(), row.persons());
            }
            case "format_share" -> {
                attacker.learn("messages" + place.at(), row.numerator());
                attacker.learn("messages" + place.unsliced(), row.denominator());
                attacker.learn("persons" + place.unsliced(), row.persons());
            }
            case "reply_rate" -> {
                attacker.learn("replied" + place.at(), row.numerator());
                attacker.learn("reached" + place.at(), row.denominator());
            }
            default -> throw new AssertionError(row.metric());
        }
    }

    private static Set<SortedMap<String, String>> places(String metric, List<Result> truth) {
        Set<SortedMap<String, String>> places = new HashSet<>();
        truth.stream()
                .filter(result -> result.metric().equals(metric))
                .forEach(result ->
                        places.add(Place.of(PartnerRow.of("acme", result)).at()));
        return places;
    }
}
