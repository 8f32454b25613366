package dev.sotto.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sotto.ingest.GroundTruth;
import dev.sotto.stats.SurvivalCurve.Bounds;
import dev.sotto.stats.SurvivalCurve.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SurvivalCurveTest {

    @Test
    void countsTheOpenWhileTheyWereSeen() {
        SurvivalCurve curve = SurvivalCurve.of(new double[] {1, 3, 3}, new double[] {2, 3, 9});
        assertThat(curve.steps()).extracting(Step::time).containsExactly(1.0, 3.0);
        assertThat(curve.steps()).extracting(Step::atRisk).containsExactly(6L, 4L);
        assertThat(curve.at(0.5)).isEqualTo(1);
        assertThat(curve.at(2)).isCloseTo(5 / 6.0, within(1e-15));
        assertThat(curve.at(9)).isCloseTo(5 / 12.0, within(1e-15));
        assertThat(curve.median()).hasValue(3);
        assertThat(curve.quantile(0.9)).isEmpty();
        assertThat(SurvivalCurve.of(new double[0], new double[] {5}).median()).isEmpty();
    }

    @Test
    void hasNoErrorWhereNobodyIsLeft() {
        Step last = SurvivalCurve.of(new double[] {1, 2}, new double[0]).steps().get(1);
        assertThat(last.survival()).isZero();
        assertThat(last.standardError()).isNaN();
        assertThat(last.interval(Bounds.LOG_LOG).low()).isNaN();
    }

    /** Without anybody out of sight the curve is the share of those still open. */
    @Property
    void isTheShareStillOpenWhereAllWereSeen(@ForAll @Size(min = 1, max = 30) List<@IntRange(max = 9) Integer> times) {
        double[] events = times.stream().mapToDouble(Integer::doubleValue).toArray();
        SurvivalCurve curve = SurvivalCurve.of(events, new double[0]);
        for (int t = 0; t < 10; t++) {
            int at = t;
            double open = times.stream().filter(time -> time > at).count() / (double) times.size();
            assertThat(curve.at(t)).isCloseTo(open, within(1e-12));
        }
    }

    /** R's survival package on Miller's data, and both published tables of bounds. */
    @Test
    void givesThePublishedTable() throws IOException {
        JsonNode truth = new JsonMapper()
                .readTree(GroundTruth.at("survival/aml-km.json").toFile())
                .get("aml");
        List<String> rows = Files.readAllLines(GroundTruth.at("survival/aml.csv"));
        for (String group : List.of("Maintained", "Nonmaintained")) {
            SurvivalCurve curve = SurvivalCurve.of(times(rows, group, "1"), times(rows, group, "0"));
            JsonNode published = truth.get("published_table").get(group);
            assertThat(curve.steps()).hasSize(published.size());
            for (int i = 0; i < published.size(); i++) {
                Step step = curve.steps().get(i);
                JsonNode row = published.get(i);
                assertThat(step.time()).isEqualTo(row.get(0).asDouble());
                assertThat(step.atRisk()).isEqualTo(row.get(1).asLong());
                assertThat(step.events()).isEqualTo(row.get(2).asLong());
                assertThat(step.survival()).isCloseTo(row.get(3).asDouble(), within(6e-4));
                if (step.survival() > 0) {
                    assertThat(step.standardError()).isCloseTo(row.get(4).asDouble(), within(6e-5));
                    assertThat(step.interval(Bounds.LOG).low())
                            .isCloseTo(row.get(5).asDouble(), within(6e-5));
                    assertThat(step.interval(Bounds.LOG).high())
                            .isCloseTo(row.get(6).asDouble(), within(6e-4));
                }
            }
        }
        SurvivalCurve maintained = SurvivalCurve.of(times(rows, "Maintained", "1"), times(rows, "Maintained", "0"));
        bounds(maintained, Bounds.LOG_LOG, truth.at("/r_4_2_2_survfit/conf_type_loglog_maintained"));
        bounds(maintained, Bounds.PLAIN, truth.at("/r_4_2_2_survfit/conf_type_plain_maintained"));
        LogRank test = LogRank.test(
                times(rows, "Maintained", "1"),
                times(rows, "Maintained", "0"),
                times(rows, "Nonmaintained", "1"),
                times(rows, "Nonmaintained", "0"));
        assertThat(test.observed()).isEqualTo(7);
        assertThat(test.expected()).isCloseTo(10.689336, within(1e-6));
        assertThat(test.chiSquare()).isCloseTo(3.396389, within(1e-6));
        assertThat(test.pValue()).isCloseTo(0.06533932204050508, within(1e-9));
        assertThat(maintained.median()).hasValue(31);
        assertThat(maintained.medianInterval(Bounds.LOG).low()).isEqualTo(18);
        assertThat(maintained.medianInterval(Bounds.LOG).high()).isInfinite();
    }

    private static void bounds(SurvivalCurve curve, Bounds bounds, JsonNode published) {
        assertThat(published.size()).isPositive();
        for (int i = 0; i < published.size(); i++) {
            Interval interval = curve.steps().get(i).interval(bounds);
            assertThat(interval.low()).isCloseTo(published.get(i).get(1).asDouble(), within(5e-7));
            assertThat(interval.high()).isCloseTo(published.get(i).get(2).asDouble(), within(1e-6));
        }
    }

    private static double[] times(List<String> rows, String group, String status) {
        return rows.stream()
                .map(row -> row.replace("\"", "").split(","))
                .filter(row -> row[2].equals(group) && row[1].equals(status))
                .mapToDouble(row -> Double.parseDouble(row[0]))
                .toArray();
    }
}
