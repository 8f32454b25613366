package dev.sotto.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
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

    /** Snowplow's raw events to its published sessions, conversions, paths, counts and credits. */
    @Test
    void goesFromRawEventsToPublishedCredits() throws IOException {
        Path folder = GroundTruth.at("snowplow-fractribution");
        List<Map<String, String>> events = events(folder);
        List<List<String>> sessions = sessions(events);
        assertThat(sessions)
                .containsExactlyInAnyOrderElementsOf(rows(folder, "sessions_by_customer_id").stream()
                        .map(row -> List.of(row).subList(0, 3))
                        .toList());
        List<List<String>> conversions = conversions(events);
        assertThat(conversions)
                .containsExactlyInAnyOrderElementsOf(rows(folder, "conversions_by_customer_id").stream()
                        .map(row -> List.of(row[0], row[1].substring(0, 19), row[2]))
                        .toList());
        Map<String, List<Touch>> touches = new TreeMap<>();
        for (List<String> session : sessions) {
            touches.computeIfAbsent(session.get(0), ignored -> new ArrayList<>())
                    .add(new Touch(at(session.get(1)), session.get(2)));
        }
        touches.values().forEach(list -> list.sort(Comparator.comparingLong(Touch::at)));
        Lookback lookback = new Lookback(30 * DAY, Boundary.AT_OR_BEFORE);
        Map<List<String>, double[]> counts = new LinkedHashMap<>();
        Set<String> converted = new HashSet<>();
        double revenue = 0;
        Map<List<String>, Double> worth = new LinkedHashMap<>();
        for (List<String> conversion : conversions) {
            String customer = conversion.get(0);
            double value = Double.parseDouble(conversion.get(2));
            converted.add(customer);
            List<String> path = names(lookback.path(touches.get(customer), at(conversion.get(1))));
            counts.computeIfAbsent(path, ignored -> new double[2])[0]++;
            worth.merge(path, value, Double::sum);
            revenue += value;
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
        Map<String, RuleCredit> rules = Map.of(
                "first_touch", RuleCredit.FIRST,
                "last_touch", RuleCredit.LAST,
                "linear", RuleCredit.LINEAR,
                "position_based", RuleCredit.POSITION);
        List<TouchPath> paid = new ArrayList<>();
        worth.forEach((path, value) -> paid.add(new TouchPath(path, value, 0)));
        new JsonMapper()
                .readTree(folder.resolve("our_credits_all_models.json").toFile())
                .get("credits")
                .fields()
                .forEachRemaining(model -> model.getValue().fields().forEachRemaining(channel -> {
                    RuleCredit rule = rules.get(model.getKey());
                    String name = channel.getKey();
                    assertThat((rule == null ? fractional : rule.credit(paths)).get(name))
                            .as(model.getKey() + " " + name)
                            .isCloseTo(channel.getValue().get("conversions").asDouble(), within(1e-9));
                    assertThat((rule == null ? fractionalRevenue : rule.credit(paid)).get(name))
                            .as(model.getKey() + " " + name)
                            .isCloseTo(channel.getValue().get("revenue").asDouble(), within(1e-9));
                }));
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

    /** The events by the names of their columns, but for the contexts at the end of a line, which hold commas. */
    private static List<Map<String, String>> events(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("snowplow_fractribution_events.csv"));
        String[] names = lines.get(0).split(",");
        List<Map<String, String>> events = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            Map<String, String> event = new TreeMap<>();
            for (int i = 0; i < names.length && !names[i].startsWith("contexts"); i++) {
                event.put(names[i], values[i]);
            }
            events.add(event);
        }
        return events;
    }

    /** Who visited, when a session began, and by which channel, as the peer's macros classify sources. */
    private static List<List<String>> sessions(List<Map<String, String>> events) {
        Map<List<String>, Map<String, String>> first = new LinkedHashMap<>();
        events.stream()
                .filter(event -> event.get("event_name").equals("page_view"))
                .sorted(Comparator.comparing(event -> event.get("derived_tstamp")))
                .forEach(event ->
                        first.putIfAbsent(List.of(event.get("domain_userid"), event.get("domain_sessionid")), event));
        return first.values().stream()
                .map(event -> List.of(customer(event), time(event), channel(event)))
                .toList();
    }

    private static List<List<String>> conversions(List<Map<String, String>> events) {
        return events.stream()
                .filter(event -> !event.get("tr_total").isEmpty())
                .map(event -> List.of(customer(event), time(event), event.get("tr_total")))
                .toList();
    }

    private static String customer(Map<String, String> event) {
        return "f" + event.get("domain_userid");
    }

    private static String time(Map<String, String> event) {
        return event.get("derived_tstamp").replace('T', ' ').replace("Z", "");
    }

    private static String channel(Map<String, String> event) {
        String source = event.get("mkt_source");
        return switch (event.get("mkt_medium")) {
            case "(none)" -> "Direct";
            case "organic" -> "Organic_Search";
            case "cpc" -> "Paid_Search_Other";
            case "referral" -> source.equals("youtube.com") ? "Video" : "Referral";
            default -> "Unmatched_Channel";
        };
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
