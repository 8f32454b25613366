package dev.sotto.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sotto.ingest.GroundTruth;
import dev.sotto.stats.Difference.Scale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Experiments and attribution as other systems' own tests have them. */
class PeerCasesTest {

    @TestFactory
    Stream<DynamicTest> agreesOnExperiments() throws IOException {
        return cases("experiment-cases.json").map(one -> DynamicTest.dynamicTest(id(one), () -> experiment(one)));
    }

    @TestFactory
    Stream<DynamicTest> agreesOnAttribution() throws IOException {
        return cases("attribution-cases.json").map(one -> DynamicTest.dynamicTest(id(one), () -> attribution(one)));
    }

    private static Stream<JsonNode> cases(String file) throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        new JsonMapper().readTree(GroundTruth.at(file).toFile()).get("cases").forEach(cases::add);
        assertThat(cases).isNotEmpty();
        return cases.stream();
    }

    private static String id(JsonNode one) {
        return one.get("id").asText();
    }

    private static void experiment(JsonNode one) {
        JsonNode inputs = one.get("inputs");
        JsonNode expected = one.get("expected");
        double tolerance = one.get("tolerance").asDouble();
        if (inputs.has("observed")) {
            ratio(inputs, expected);
            return;
        }
        Sample control = sample(inputs.get("control"));
        Sample treatment = sample(inputs.get("treatment"));
        Scale scale = "relative".equals(inputs.path("difference").asText()) ? Scale.RELATIVE : Scale.ABSOLUTE;
        double alpha = inputs.get("alpha").asDouble();
        String method = one.get("method").asText();
        if (expected.has("chance_to_win")) {
            Posterior posterior = Posterior.compare(control, treatment, scale, alpha);
            agrees(expected, "effect", posterior.effect(), tolerance);
            agrees(expected, "ci_lower", posterior.interval().low(), tolerance);
            agrees(expected, "ci_upper", posterior.interval().high(), tolerance);
            agrees(expected, "standard_error", posterior.standardError(), tolerance);
            agrees(expected, "chance_to_win", posterior.chanceToWin(), tolerance);
            // The risks of the published case are rounded to five digits from draws.
            assertThat(posterior.riskOfControl())
                    .isCloseTo(expected.get("risk").get(0).asDouble(), within(1e-5));
            assertThat(posterior.riskOfTreatment())
                    .isCloseTo(expected.get("risk").get(1).asDouble(), within(1e-5));
            return;
        }
        Difference difference;
        if (method.contains("always-valid")) {
            difference =
                    new ConfidenceSequence(alpha, inputs.get("tuning").asDouble()).compare(control, treatment, scale);
        } else if (method.contains("pooled chi-square")) {
            JsonNode c = inputs.get("control");
            JsonNode t = inputs.get("treatment");
            difference = Proportions.wald(
                    c.get("sum").asDouble(),
                    c.get("n").asDouble(),
                    t.get("sum").asDouble(),
                    t.get("n").asDouble(),
                    alpha);
        } else {
            difference = Welch.compare(control, treatment, scale, alpha);
        }
        agrees(expected, "effect", difference.effect(), tolerance);
        agrees(expected, "ci_lower", difference.interval().low(), tolerance);
        agrees(expected, "ci_upper", difference.interval().high(), tolerance);
        agrees(expected, "standard_error", difference.standardError(), tolerance);
        agrees(expected, "p_value", difference.pValue(), tolerance);
        one.path("own_recomputation").fieldNames().forEachRemaining(name -> {
            JsonNode exact = one.get("own_recomputation");
            if (name.equals("p_value") || name.equals("effect") || name.equals("ci_lower")) {
                double found = name.equals("p_value")
                        ? difference.pValue()
                        : name.equals("effect")
                                ? difference.effect()
                                : difference.interval().low();
                agrees(exact, name, found, 1e-9);
            }
        });
    }

    private static void ratio(JsonNode inputs, JsonNode expected) {
        long[] observed = new long[inputs.get("observed").size()];
        double[] shares = new double[observed.length];
        for (int i = 0; i < observed.length; i++) {
            observed[i] = inputs.get("observed").get(i).asLong();
            shares[i] = inputs.get("expected_share").get(i).asDouble();
        }
        SampleRatio found = SampleRatio.testShares(observed, shares);
        assertThat(found.chiSquare()).isCloseTo(expected.get("chi2").asDouble(), within(1e-9));
        assertThat(found.pValue()).isCloseTo(expected.get("p_value").asDouble(), withinPercentage(1e-7));
        assertThat(found.isMismatch()).isEqualTo(expected.get("srm").asBoolean());
        shares[0] += 0.1;
        assertThatIllegalArgumentException().isThrownBy(() -> SampleRatio.testShares(observed, shares));
    }

    private static Sample sample(JsonNode arm) {
        return arm.get("type").asText().equals("proportion")
                ? Sample.ofProportion(arm.get("sum").asDouble(), arm.get("n").asDouble())
                : Sample.ofSums(
                        arm.get("n").asDouble(),
                        arm.get("sum").asDouble(),
                        arm.get("sum_squares").asDouble());
    }

    private static void agrees(JsonNode expected, String name, double found, double tolerance) {
        if (expected.hasNonNull(name)) {
            assertThat(found).as(name).isCloseTo(expected.get(name).asDouble(), within(tolerance));
        }
    }

    private static void attribution(JsonNode one) {
        if (one.has("path_transforms")) {
            one.get("path_transforms").forEach(PeerCasesTest::transforms);
            return;
        }
        if (one.has("paths_sets")) {
            for (int i = 0; i < one.get("paths_sets").size(); i++) {
                credits(
                        one.get("expected_shapley").get(i),
                        ShapleyCredit.of(paths(one.get("paths_sets").get(i))));
            }
            return;
        }
        List<TouchPath> paths = paths(one.get("paths"));
        JsonNode expected = one.get("expected");
        Map<String, Map<String, Double>> models = Map.of(
                "first_touch", RuleCredit.FIRST.credit(paths),
                "last_touch", RuleCredit.LAST.credit(paths),
                "linear", RuleCredit.LINEAR.credit(paths),
                "position_based_40_20_40", RuleCredit.POSITION.credit(paths),
                "position_based_30_0_70", new RuleCredit.Position(0.3, 0, 0.7).credit(paths));
        models.forEach((model, credit) -> {
            if (expected.has(model)) {
                credits(expected.get(model), credit);
            }
        });
        MarkovCredit chain = MarkovCredit.of(paths);
        if (expected.has("channels")) {
            Set<String> channels = new TreeSet<>(chain.removalEffects().keySet());
            expected.get("channels")
                    .forEach(channel ->
                            assertThat(channels.remove(channel.asText())).isTrue());
            assertThat(channels).isEmpty();
        }
        if (one.has("own_markov")) {
            JsonNode markov = one.get("own_markov");
            assertThat(chain.conversionProbability())
                    .isCloseTo(markov.get("p_conversion").asDouble(), within(1e-9));
            credits(markov.get("removal_effect"), chain.removalEffects());
            credits(markov.get("attributed_conversions"), chain.credits());
            markov.get("transitions")
                    .fields()
                    .forEachRemaining(
                            row -> credits(row.getValue(), chain.transitions().get(row.getKey())));
        }
    }

    private static void transforms(JsonNode row) {
        List<String> path = TouchPath.parse(row.get("path").asText(), 1, 0).touches();
        Set<String> direct = Set.of("Direct");
        Map<String, List<String>> found = Map.of(
                "keep_last_1", PathTransform.last(path, 1),
                "keep_last_2", PathTransform.last(path, 2),
                "frequency", PathTransform.frequency(path),
                "exposure (collapse consecutive)", PathTransform.exposure(path),
                "first (remove repeats)", PathTransform.first(path),
                "remove Direct if not all", PathTransform.without(path, direct),
                "remove trailing Direct if not all", PathTransform.withoutTrailing(path, direct));
        row.fields().forEachRemaining(field -> {
            if (!field.getKey().equals("path")) {
                assertThat(found).containsKey(field.getKey());
                assertThat(String.join(" > ", found.get(field.getKey())))
                        .as(field.getKey())
                        .isEqualTo(field.getValue().asText());
            }
        });
    }

    private static List<TouchPath> paths(JsonNode rows) {
        List<TouchPath> paths = new ArrayList<>();
        rows.forEach(row -> paths.add(TouchPath.parse(
                row.get(0).asText(), row.get(1).asDouble(), row.get(2).asDouble())));
        return paths;
    }

    private static void credits(JsonNode expected, Map<String, Double> found) {
        assertThat(found).hasSize(expected.size());
        expected.fields().forEachRemaining(field -> {
            String[] parts = field.getValue().asText().split("/");
            double value = Double.parseDouble(parts[0]) / (parts.length == 1 ? 1 : Double.parseDouble(parts[1]));
            assertThat(found.get(field.getKey())).as(field.getKey()).isCloseTo(value, within(1e-9));
        });
    }
}
