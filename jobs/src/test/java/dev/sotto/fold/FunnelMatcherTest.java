package dev.sotto.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sotto.domain.Funnel;
import dev.sotto.domain.Funnel.Breakdown;
import dev.sotto.domain.Funnel.Entry;
import dev.sotto.domain.Funnel.Exclusion;
import dev.sotto.domain.Funnel.ExclusionMode;
import dev.sotto.domain.Funnel.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FunnelMatcherTest {
    private static final int A = 1;
    private static final int B = 2;
    private static final int C = 4;

    /** Golden check G1, in minutes from 13:00. */
    @Test
    void takesTheBestAttemptOrTheFirst() {
        List<FunnelMark> marks = marks(0, A, 30, A, 45, B, 75, C);
        FunnelMatch best = FunnelMatcher.match(Funnel.of(3, 60), marks);
        assertThat(best.depth()).isEqualTo(3);
        assertThat(best.stepAt()).containsExactly(30L, 45L, 75L);
        assertThat(FunnelMatcher.match(entering(Funnel.of(3, 60), Entry.FIRST_ENTRY), marks)
                        .depth())
                .isEqualTo(2);
        // X, then P twice in one instant, then P again: X, P, P.
        assertThat(FunnelMatcher.match(Funnel.of(3, 60), marks(0, A, 1, B | C, 1, B | C, 2, B | C))
                        .stepAt())
                .containsExactly(0L, 1L, 1L);
    }

    @Test
    void countsTheEndOfTheWindow() {
        assertThat(FunnelMatcher.match(Funnel.of(2, 60), marks(0, A, 60, B)).depth())
                .isEqualTo(2);
        assertThat(FunnelMatcher.match(Funnel.of(2, 60), marks(0, A, 61, B)).depth())
                .isEqualTo(1);
    }

    @Test
    void letsOneEventBeOneStep() {
        assertThat(FunnelMatcher.match(Funnel.of(2, 60), marks(0, A | B)).depth())
                .isEqualTo(1);
        assertThat(FunnelMatcher.match(Funnel.of(2, 60), marks(0, A | B, 0, A | B))
                        .depth())
                .isEqualTo(2);
        assertThat(FunnelMatcher.match(inOrder(Order.ANY), marks(0, A | B, 1, A))
                        .depth())
                .isEqualTo(2);
    }

    @Test
    void letsNothingStandBetweenStrictSteps() {
        assertThat(FunnelMatcher.match(inOrder(Order.STRICT), marks(0, A, 1, B, 2, C))
                        .depth())
                .isEqualTo(3);
        assertThat(FunnelMatcher.match(inOrder(Order.STRICT), marks(0, A, 1, 0, 2, B))
                        .depth())
                .isEqualTo(1);
        // B at the instant of A may have come before it.
        assertThat(FunnelMatcher.match(inOrder(Order.STRICT), marks(0, A, 0, B, 1, B, 2, C))
                        .depth())
                .isEqualTo(3);
    }

    @Test
    void excludesThePersonOrEndsTheAttempt() {
        List<FunnelMark> marks = List.of(
                FunnelMark.of(0, A),
                new FunnelMark(1, 0, 1, null, null),
                FunnelMark.of(2, B),
                FunnelMark.of(3, A),
                FunnelMark.of(4, B));
        assertThat(FunnelMatcher.match(excluding(ExclusionMode.EXCLUDE_PERSON), marks))
                .isEqualTo(new FunnelMatch(0, List.of(), FunnelMatch.NONE, true));
        assertThat(FunnelMatcher.match(excluding(ExclusionMode.BREAK_ATTEMPT), marks)
                        .stepAt())
                .containsExactly(3L, 4L);
        assertThat(FunnelMatcher.match(excluding(ExclusionMode.BREAK_ATTEMPT), marks.subList(0, 3))
                        .stepAt())
                .containsExactly(0L);
        // At the instant of a step it may have come before the first, or after the last.
        List<FunnelMark> tied = List.of(
                FunnelMark.of(0, A),
                new FunnelMark(0, 0, 1, null, null),
                FunnelMark.of(2, B),
                new FunnelMark(2, 0, 1, null, null));
        assertThat(FunnelMatcher.match(excluding(ExclusionMode.EXCLUDE_PERSON), tied)
                        .depth())
                .isEqualTo(2);
    }

    @Test
    void listsAPersonUnderWhatItsAttemptSays() {
        List<FunnelMark> marks = List.of(valued(0, A, null), valued(1, B, "x"), valued(2, C, "y"), valued(3, A, "z"));
        assertThat(FunnelMatcher.match(under(Breakdown.FIRST_DEFINED, 1), marks).value())
                .isEqualTo("x");
        assertThat(FunnelMatcher.match(under(Breakdown.LAST_DEFINED, 1), marks).value())
                .isEqualTo("y");
        assertThat(FunnelMatcher.match(under(Breakdown.STEP, 2), marks).value()).isEqualTo("x");
        assertThat(FunnelMatcher.match(under(Breakdown.STEP, 1), marks).value()).isEqualTo("(none)");
        assertThat(FunnelMatcher.match(under(Breakdown.STEP, 3), marks.subList(0, 2))
                        .value())
                .isEqualTo("(none)");
    }

    @Test
    void holdsAPropertyConstant() {
        List<FunnelMark> marks =
                List.of(held(0, A, "x"), held(1, A, "y"), held(2, B, "y"), held(3, B, null), held(4, C, "x"));
        Funnel held = new Funnel(
                3, 9, Order.ORDERED, Entry.ANY_ENTRY, List.of(), ExclusionMode.EXCLUDE_PERSON, true, Breakdown.STEP, 1);
        assertThat(FunnelMatcher.match(held, marks).stepAt()).containsExactly(1L, 2L);
        assertThat(FunnelMatcher.match(entering(held, Entry.FIRST_ENTRY), marks).stepAt())
                .containsExactly(0L);
    }

    @Test
    void refusesFunnelsThatMeanNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Funnel.of(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Funnel.of(2, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Funnel(
                        2,
                        1,
                        Order.STRICT,
                        Entry.ANY_ENTRY,
                        List.of(new Exclusion(1, 2)),
                        ExclusionMode.BREAK_ATTEMPT,
                        false,
                        Breakdown.STEP,
                        1));
        assertThatIllegalArgumentException().isThrownBy(() -> FunnelMatcher.match(Funnel.of(2, 1), marks(1, A, 0, B)));
    }

    /** A person of many thousand events takes no time to speak of. */
    @Test
    void staysFastForPersonsWhoDoALot() {
        List<FunnelMark> marks = new ArrayList<>();
        for (int i = 0; i < 300_000; i++) {
            marks.add(FunnelMark.of(i, A));
        }
        long begun = System.nanoTime();
        assertThat(FunnelMatcher.match(Funnel.of(3, 1_000_000), marks).depth()).isEqualTo(1);
        assertThat((System.nanoTime() - begun) / 1e9).isLessThan(5);
    }

    @Property(tries = 12_000)
    void agreesWithEveryOrderAndEveryBeginning(
            @ForAll("funnels") Funnel funnel, @ForAll("marks") List<FunnelMark> marks) {
        SlowFunnel.Tried slow = SlowFunnel.match(funnel, marks);
        FunnelMatch fast = FunnelMatcher.match(funnel, marks);
        assertThat(fast.isExcluded()).isEqualTo(slow.isExcluded());
        assertThat(fast.depth()).isEqualTo(slow.stepAt().size());
        if (funnel.order() == Order.STRICT && fast.depth() > 0) {
            assertThat(fast.stepAt().get(0)).isEqualTo(slow.stepAt().get(0));
            assertThat(fast.stepAt().get(fast.depth() - 1))
                    .isEqualTo(slow.stepAt().get(fast.depth() - 1));
        } else {
            assertThat(fast.stepAt()).isEqualTo(slow.stepAt());
        }
    }

    @Provide
    Arbitrary<List<FunnelMark>> marks() {
        Arbitrary<Long> at = Arbitraries.longs().between(0, 5);
        Arbitrary<Integer> steps = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.of(A, B, C)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(0, 7)));
        Arbitrary<String> held = Arbitraries.of("x", "y").injectNull(0.2);
        return Combinators.combine(at, steps, Arbitraries.integers().between(0, 3), held)
                .as((time, can, excludes, value) -> new FunnelMark(time, can, excludes, value, value))
                .list()
                .ofMaxSize(6)
                .map(list -> list.stream()
                        .sorted(Comparator.comparingLong(FunnelMark::at))
                        .toList());
    }

    @Provide
    Arbitrary<Funnel> funnels() {
        return Combinators.combine(
                        Arbitraries.of(Order.class),
                        Arbitraries.of(Entry.class),
                        Arbitraries.of(ExclusionMode.class),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(0, 6),
                        Arbitraries.integers().between(0, 2))
                .as((order, entry, mode, isHeld, window, exclusions) -> new Funnel(
                        3,
                        window,
                        order,
                        entry,
                        exclusions(order)
                                .subList(
                                        0,
                                        Math.min(exclusions, exclusions(order).size())),
                        mode,
                        isHeld,
                        Breakdown.FIRST_DEFINED,
                        1));
    }

    private static List<Exclusion> exclusions(Order order) {
        return switch (order) {
            case ORDERED -> List.of(new Exclusion(1, 2), new Exclusion(2, 3));
            case ANY -> List.of(new Exclusion(1, 3));
            case STRICT -> List.of();
        };
    }

    private static List<FunnelMark> marks(int... timesAndSteps) {
        List<FunnelMark> marks = new ArrayList<>();
        for (int i = 0; i < timesAndSteps.length; i += 2) {
            marks.add(FunnelMark.of(timesAndSteps[i], timesAndSteps[i + 1]));
        }
        return marks;
    }

    private static FunnelMark valued(long at, int steps, String value) {
        return new FunnelMark(at, steps, 0, null, value);
    }

    private static FunnelMark held(long at, int steps, String held) {
        return new FunnelMark(at, steps, 0, held, null);
    }

    private static Funnel inOrder(Order order) {
        return new Funnel(
                3, 60, order, Entry.ANY_ENTRY, List.of(), ExclusionMode.EXCLUDE_PERSON, false, Breakdown.STEP, 1);
    }

    private static Funnel excluding(ExclusionMode mode) {
        return new Funnel(
                2, 60, Order.ORDERED, Entry.ANY_ENTRY, List.of(new Exclusion(1, 2)), mode, false, Breakdown.STEP, 1);
    }

    private static Funnel under(Breakdown breakdown, int step) {
        return new Funnel(
                3, 60, Order.ORDERED, Entry.ANY_ENTRY, List.of(), ExclusionMode.EXCLUDE_PERSON, false, breakdown, step);
    }

    private static Funnel entering(Funnel funnel, Entry entry) {
        return new Funnel(
                funnel.steps(),
                funnel.windowMs(),
                funnel.order(),
                entry,
                funnel.exclusions(),
                funnel.exclusionMode(),
                funnel.isHeldConstant(),
                funnel.breakdown(),
                funnel.breakdownStep());
    }
}
