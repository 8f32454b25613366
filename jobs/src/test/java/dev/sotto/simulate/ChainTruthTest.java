package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChainTruthTest {
    private static final String ONE = "verlaine-nuit-de-soie";
    private static final String TWO = "verlaine-le-cercle";
    private static final String THREE = "verlaine-atelier";
    private static final long AT = SmallWorld.CALENDAR.startAt() + Calendar.DAY;

    private final World world = World.read(null);
    private final ChainTruth chains = new ChainTruth(new TruthRows(world, SmallWorld.CALENDAR), world);

    private double credit(String campaign) {
        Map<TruthKey, TruthCell> cells = new HashMap<>();
        chains.collect(cells);
        for (Map.Entry<TruthKey, TruthCell> cell : cells.entrySet()) {
            if (campaign.equals(cell.getKey().scope().campaignId())) {
                return Objects.requireNonNull(
                        Objects.requireNonNull(cell.getValue().told).value());
            }
        }
        return Double.NaN;
    }

    /** The golden chain: C1 > C2 > C3 converts, C1 and C2 > C3 lead to nothing. */
    @Test
    void creditsWhatWouldBeLostWithoutACampaign() {
        chains.add("verlaine", List.of(ONE, TWO, TWO, THREE), AT, true);
        chains.add("verlaine", List.of(ONE), AT, false);
        ChainTruth others = new ChainTruth(new TruthRows(world, SmallWorld.CALENDAR), world);
        others.add("verlaine", List.of(TWO, THREE), AT, false);
        chains.take(others);
        assertThat(credit(ONE)).isCloseTo(0.2, within(1e-12));
        assertThat(credit(TWO)).isCloseTo(0.4, within(1e-12));
        assertThat(credit(THREE)).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void creditsNobodyWhereNothingConverted() {
        chains.add("verlaine", List.of(ONE, TWO, ONE), AT, false);
        chains.add("verlaine", List.of(), AT, true);
        assertThat(credit(ONE)).isNaN();
    }
}
