package dev.sotto.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sotto.fold.Lookback.Boundary;
import dev.sotto.fold.Lookback.Touch;
import dev.sotto.ingest.GroundTruth;
import dev.sotto.stats.CounterfactualCredit;
import dev.sotto.stats.PathTransform;
import dev.sotto.stats.RuleCredit;
import dev.sotto.stats.TouchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LookbackTest {
    private static final long DAY = 86_400_000L;

    @Test
    void takesTouchesStrictlyBeforeAndThirtyDaysBack() {
        List<Touch> touches = List.of(
                new Touch(0, "too early"),
                new Touch(1, "edge"),
                new Touch(9 * DAY, "in"),
                new Touch(30 * DAY + 1, "at"));
        assertThat(Lookback.USUAL.path(touches, 30 * DAY + 1))
                .extracting(Touch::name)
                .containsExactly("edge", "in");
        assertThat(new Lookback(DAY, Boundary.AT_OR_BEFORE).path(touches, 30 * DAY + 1))
                .extracting(Touch::name)
                .containsExactly("at");
    }

    /** Snowplow's sessions and conversions to its published paths, counts and credits. */
    @Test
    void goesFromSessionsToPublishedCredits() throws IOException {
        Path folder = GroundTruth.at("snowplow-fractribution");
        Map<String, List<Touch>> touches = new TreeMap<>();
        for (String[] row : rows(folder, "sessions_by_customer_id")) {
            touches.computeIfAbsent(row[0], ignored -> new ArrayList<>()).add(new Touch(at(row[1]), row[2]));
        }
        touches.values().forEach(list -> list.sort(Comparator.comparingLong(Touch::at)));
        Lookback lookback = new Lookback(30 * DAY, Boundary.AT_OR_BEFORE);
        Map<List<String>, double[]> counts = new LinkedHashMap<>();
        Set<String> converted = new HashSet<>();
        double revenue = 0;
        Map<List<String>, Double> worth = new LinkedHashMap<>();
        for (String[] row : rows(folder, "conversions_by_customer_id")) {
            converted.add(row[0]);
            List<String> path = names(lookback.path(touches.get(row[0]), at(row[1].substring(0, 19))));
            counts.computeIfAbsent(path, ignored -> new double[2])[0]++;
            worth.merge(path, Double.parseDouble(row[2]), Double::sum);
            revenue += Double.parseDouble(row[2]);
        }
        touches.forEach((customer, list) -> {
            if (!converted.contains(customer)) {
                // Of somebody who never converted, the thirty days up to the last touch count.
                counts.computeIfAbsent(
                                names(lookback.path(
                                        list, list.get(list.size() - 1).at())),
                                ignored -> new double[2])[1]++;
            }
        });
        for (String[] row : rows(folder, "path_summary")) {
            List<String> path = TouchPath.parse(row[0], 1, 0).touches();
            assertThat(counts.get(path))
                    .as(row[0])
                    .containsExactly(Double.parseDouble(row[1]), Double.parseDouble(row[2]));
        }
        List<TouchPath> paths = new ArrayList<>();
        counts.forEach((path, both) -> paths.add(new TouchPath(path, both[0], both[1])));
        Map<String, Double> fractional = CounterfactualCredit.of(paths, PathTransform::exposure);
        Map<String, Double> fractionalRevenue = new TreeMap<>();
        worth.forEach((path, value) -> {
            List<Double> shares = CounterfactualCredit.shares(path, paths, PathTransform::exposure);
            for (int i = 0; i < path.size(); i++) {
                fractionalRevenue.merge(path.get(i), shares.get(i) * value, Double::sum);
            }
        });
        Map<String, Double> last = RuleCredit.LAST.credit(paths);
        for (String[] row : rows(folder, "channel_attribution")) {
            boolean isLast = row[5].equals("last_touch");
            Map<String, Double> credit = isLast ? last : fractional;
            // The peer keeps shares in four bytes.
            assertThat(credit.getOrDefault(row[2], 0.0)).as(row[2]).isCloseTo(Double.parseDouble(row[3]), within(1e-8));
            if (!isLast) {
                assertThat(fractionalRevenue.getOrDefault(row[2], 0.0))
                        .isCloseTo(Double.parseDouble(row[4]), within(1e-6));
            }
        }
        assertThat(revenue).isCloseTo(500.92, within(1e-9));
    }

    private static List<String> names(List<Touch> path) {
        return PathTransform.exposure(path.stream().map(Touch::name).toList());
    }

    private static long at(String text) {
        return Instant.parse(text.replace(' ', 'T') + "Z").toEpochMilli();
    }

    private static List<String[]> rows(Path folder, String name) throws IOException {
        return Files.readAllLines(folder.resolve("snowplow_fractribution_" + name + "_expected.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }
}
