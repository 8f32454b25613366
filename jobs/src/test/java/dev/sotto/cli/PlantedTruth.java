package dev.sotto.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The numbers that a simulation knows to be true, held against those that were computed. */
final class PlantedTruth {
    /** Shares of credit are planted in billionths, a sum of many is off by some. */
    private static final double ROUNDING = 1e-6;

    private static final List<String> KEY = List.of(
            "metric",
            "scope",
            "platform",
            "brand_id",
            "campaign_id",
            "period",
            "period_start_on",
            "slice",
            "slice_value");
    private static final List<String> NUMBERS =
            List.of("value", "numerator", "denominator", "pending", "ci_low", "ci_high");

    /** What a truth is told of as a whole: where one of its cells is not told, nothing happened there. */
    private static final List<String> SERIES = List.of("metric", "scope", "period", "slice");

    private final JsonNode truth;

    PlantedTruth(JsonNode truth) {
        this.truth = truth;
    }

    /** The metrics that have a true number. */
    Set<String> metrics() {
        Set<String> metrics = new TreeSet<>();
        truth.get("results").forEach(row -> metrics.add(row.get("metric").asText()));
        return metrics;
    }

    /** How many true numbers there are. */
    int numbers() {
        int numbers = 0;
        for (JsonNode planted : truth.get("results")) {
            for (String number : NUMBERS) {
                numbers += planted.has(number) ? 1 : 0;
            }
        }
        return numbers;
    }

    /** The metrics that have a true number but no result yet. */
    Set<String> passedOver(List<JsonNode> results) {
        Set<String> passedOver = metrics();
        results.forEach(row -> passedOver.remove(row.get("metric").asText()));
        return passedOver;
    }

    /**
     * What the results say otherwise, or not at all, or where nothing was planted; metrics that the results do not know yet
     * are passed over.
     */
    List<String> differences(List<JsonNode> results) {
        Map<List<String>, JsonNode> computed = new HashMap<>();
        Set<String> known = new TreeSet<>();
        for (JsonNode row : results) {
            computed.put(key(row, KEY), row);
            known.add(row.get("metric").asText());
        }
        List<String> differences = new ArrayList<>();
        Set<List<String>> told = new HashSet<>();
        for (JsonNode planted : truth.get("results")) {
            told.add(key(planted, SERIES));
            if (known.contains(planted.get("metric").asText())) {
                compare(planted, computed.remove(key(planted, KEY)), differences);
            }
        }
        for (JsonNode row : computed.values()) {
            if (told.contains(key(row, SERIES)) && row.get("value").asDouble() != 0) {
                differences.add("nothing was planted for " + row);
            }
        }
        return differences;
    }

    private static void compare(JsonNode planted, JsonNode computed, List<String> differences) {
        for (String number : NUMBERS) {
            boolean isEqual = !planted.has(number)
                    || computed != null
                            && Math.abs(planted.get(number).asDouble()
                                            - computed.get(number).asDouble())
                                    <= ROUNDING;
            if (!isEqual) {
                differences.add(
                        number + " of " + planted + " is " + (computed == null ? "missing" : computed.get(number)));
            }
        }
    }

    private static List<String> key(JsonNode row, List<String> columns) {
        List<String> key = new ArrayList<>();
        columns.forEach(
                column -> key.add(row.hasNonNull(column) ? row.get(column).asText() : ""));
        return key;
    }
}
