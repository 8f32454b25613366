package dev.sotto.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CreditTest {

    /** Golden check G3: touches 6, 3 and 1 days before. */
    @Test
    void sharesByRule() {
        double[] days = {6, 3, 1};
        assertThat(RuleCredit.FIRST.shares(days)).containsExactly(1, 0, 0);
        assertThat(RuleCredit.LAST.shares(days)).containsExactly(0, 0, 1);
        assertThat(RuleCredit.LINEAR.shares(days))
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-15));
        assertThat(RuleCredit.POSITION.shares(days)).containsExactly(new double[] {0.4, 0.2, 0.4}, within(1e-15));
        assertThat(RuleCredit.TIME_DECAY.shares(days))
                .containsExactly(new double[] {0.2508, 0.3376, 0.4115}, within(1e-4));
    }

    @Test
    void sharesShortPathsWithoutLoss() {
        assertThat(RuleCredit.POSITION.shares(new double[] {2})).containsExactly(1);
        assertThat(RuleCredit.POSITION.shares(new double[] {2, 1})).containsExactly(0.5, 0.5);
        assertThat(new RuleCredit.Position(0.3, 0, 0.7).shares(new double[] {2, 1}))
                .containsExactly(new double[] {0.3, 0.7}, within(1e-15));
        assertThat(new RuleCredit.Position(0, 1, 0).shares(new double[] {2, 1})).containsExactly(0.5, 0.5);
        assertThat(RuleCredit.TIME_DECAY.shares(new double[] {1e6, 1e6})).containsExactly(0.5, 0.5);
    }

    /** Golden check G4. */
    @Test
    void sharesByChainAndByValue() {
        List<TouchPath> paths = List.of(
                TouchPath.parse("C1 > C2 > C3", 1, 0), TouchPath.parse("C1", 0, 1), TouchPath.parse("C2 > C3", 0, 1));
        MarkovCredit chain = MarkovCredit.of(paths);
        assertThat(chain.conversionProbability()).isCloseTo(1 / 3.0, within(1e-12));
        assertClose(chain.removalEffects(), Map.of("C1", 0.5, "C2", 1.0, "C3", 1.0), 1e-12);
        assertClose(chain.credits(), Map.of("C1", 0.2, "C2", 0.4, "C3", 0.4), 1e-12);
        assertClose(ShapleyCredit.of(paths), Map.of("C1", 1 / 3.0, "C2", 1 / 3.0, "C3", 1 / 3.0), 1e-12);
    }

    @Test
    void creditsNobodyWhereNothingConverted() {
        MarkovCredit chain = MarkovCredit.of(List.of(TouchPath.parse("a > b", 0, 3)));
        assertThat(chain.conversionProbability()).isZero();
        assertThat(chain.credits()).isEmpty();
        assertThat(MarkovCredit.of(List.of()).credits()).isEmpty();
        assertThat(ShapleyCredit.of(List.of(TouchPath.parse("", 3, 0)))).isEmpty();
        assertThat(RuleCredit.LINEAR.credit(List.of(TouchPath.parse(" > > ", 3, 0))))
                .isEmpty();
    }

    @Test
    void transformsPaths() {
        List<String> path = List.of("D", "A", "B", "B", "C", "D", "C", "C");
        assertThat(PathTransform.unique(path)).isEqualTo(path);
        assertThat(PathTransform.exposure(path)).containsExactly("D", "A", "B", "C", "D", "C");
        assertThat(PathTransform.first(path)).containsExactly("D", "A", "B", "C");
        assertThat(PathTransform.recent(path)).containsExactly("A", "B", "D", "C");
        assertThat(PathTransform.frequency(path)).containsExactly("D(2)", "A(1)", "B(2)", "C(3)");
        assertThat(PathTransform.last(path, 3)).containsExactly("D", "C", "C");
        assertThat(PathTransform.without(path, Set.of("C", "B"))).containsExactly("D", "A", "D");
        assertThat(PathTransform.withoutTrailing(path, Set.of("C"))).containsExactly("D", "A", "B", "B", "C", "D");
        assertThat(PathTransform.withoutTrailing(List.of("C", "C"), Set.of("C")))
                .containsExactly("C", "C");
    }

    @Test
    void sharesByWhatThePathWouldConvertWithoutATouch() {
        List<TouchPath> paths =
                List.of(TouchPath.parse("a > b", 1, 1), TouchPath.parse("a", 1, 9), TouchPath.parse("b", 1, 3));
        // a > b converts at 0.5; without a at 0.25, without b at 0.1.
        assertThat(CounterfactualCredit.shares(List.of("a", "b"), paths, PathTransform::exposure))
                .containsExactly(0.25 / 0.65, 0.4 / 0.65);
        assertThat(CounterfactualCredit.of(paths, PathTransform::exposure))
                .containsOnly(entry("a", 1 + 0.25 / 0.65), entry("b", 1 + 0.4 / 0.65));
    }

    /** Every model gives away exactly the conversions of paths with touches. */
    @Property
    void givesAllAwayAndNoMore(@ForAll("paths") List<TouchPath> paths) {
        double conversions = paths.stream()
                .filter(path -> !path.touches().isEmpty())
                .mapToDouble(TouchPath::conversions)
                .sum();
        for (RuleCredit rule : List.of(
                RuleCredit.FIRST, RuleCredit.LAST, RuleCredit.LINEAR, RuleCredit.POSITION, RuleCredit.TIME_DECAY)) {
            assertThat(sum(rule.credit(paths))).isCloseTo(conversions, within(1e-9));
        }
        assertThat(sum(MarkovCredit.of(paths).credits())).isCloseTo(conversions, within(1e-9));
        assertThat(sum(ShapleyCredit.of(paths))).isCloseTo(conversions, within(1e-9));
        assertThat(sum(CounterfactualCredit.of(paths, PathTransform::exposure))).isCloseTo(conversions, within(1e-9));
    }

    /** The closed form against the definition: every order in which touches can be added. */
    @Property(tries = 4000)
    void agreesWithEveryOrderOfTouches(@ForAll("paths") List<TouchPath> paths) {
        Set<String> touches = new TreeSet<>();
        paths.forEach(path -> touches.addAll(path.touches()));
        Map<String, Double> shares = new HashMap<>();
        List<List<String>> orders = orders(new ArrayList<>(touches));
        for (List<String> order : orders) {
            Set<String> present = new HashSet<>();
            double before = 0;
            for (String touch : order) {
                present.add(touch);
                double value = paths.stream()
                        .filter(path -> !path.touches().isEmpty() && present.containsAll(path.touches()))
                        .mapToDouble(TouchPath::conversions)
                        .sum();
                shares.merge(touch, (value - before) / orders.size(), Double::sum);
                before = value;
            }
        }
        assertClose(ShapleyCredit.of(paths), shares, 1e-9);
    }

    /** The exact solution against walking the chain step by step, with a touch taken away and its arrivals lost. */
    @Property(tries = 6000)
    void agreesWithWalkingTheChain(@ForAll("paths") List<TouchPath> paths) {
        MarkovCredit chain = MarkovCredit.of(paths);
        double whole = walk(chain.transitions(), "");
        assertThat(chain.conversionProbability()).isCloseTo(whole, within(1e-9));
        if (whole == 0) {
            assertThat(chain.credits()).isEmpty();
            return;
        }
        chain.removalEffects()
                .forEach((touch, effect) ->
                        assertThat(effect).isCloseTo(1 - walk(chain.transitions(), touch) / whole, within(1e-7)));
    }

    private static double walk(Map<String, Map<String, Double>> transitions, String removed) {
        Map<String, Double> at = new HashMap<>(Map.of(MarkovCredit.START, 1.0));
        double converted = 0;
        for (int step = 0; step < 4000; step++) {
            Map<String, Double> next = new HashMap<>();
            at.forEach((state, mass) -> transitions
                    .getOrDefault(state, Map.of())
                    .forEach((to, probability) -> next.merge(to, mass * probability, Double::sum)));
            converted += next.getOrDefault(MarkovCredit.CONVERSION, 0.0);
            next.remove(MarkovCredit.CONVERSION);
            next.remove(MarkovCredit.NULL);
            next.remove(removed);
            at = next;
            if (sum(at) < 1e-12) {
                break;
            }
        }
        return converted;
    }

    @Provide
    Arbitrary<List<TouchPath>> paths() {
        Arbitrary<List<String>> touches =
                Arbitraries.of("a", "b", "c", "d").list().ofMaxSize(5);
        Arbitrary<Integer> counts = Arbitraries.integers().between(0, 4);
        return Combinators.combine(touches, counts, counts)
                .as((names, conversions, nulls) -> new TouchPath(names, conversions, nulls))
                .list()
                .ofMaxSize(6);
    }

    private static List<List<String>> orders(List<String> names) {
        if (names.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : names) {
            List<String> rest = new ArrayList<>(names);
            rest.remove(first);
            for (List<String> order : orders(rest)) {
                List<String> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }

    private static double sum(Map<String, Double> credit) {
        return credit.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static void assertClose(Map<String, Double> found, Map<String, Double> expected, double tolerance) {
        Set<String> names = new TreeSet<>(found.keySet());
        names.addAll(expected.keySet());
        names.forEach(name -> assertThat(found.getOrDefault(name, 0.0))
                .as(name)
                .isCloseTo(expected.getOrDefault(name, 0.0), within(tolerance)));
    }
}
