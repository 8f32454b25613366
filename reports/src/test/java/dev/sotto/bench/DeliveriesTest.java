package dev.sotto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.build.Build;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Progress;
import dev.sotto.ingest.Ingest;
import dev.sotto.ingest.IngestSettings;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.warehouse.TestWarehouse;
import dev.sotto.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Worlds of chance that arrive in deliveries, late, doubled and out of order, with a build after each and rules that
 * change meanwhile: every table is in the end what one build of all of it makes.
 */
class DeliveriesTest {
    private static final Instant AS_OF = Instant.parse("2026-05-04T10:00:00Z");

    /** Of the run itself, or of what was told before. */
    private static final Set<String> OF_RUNS = Set.of("run_id", "snapshot_id", "restated_at");

    @TempDir
    Path folder;

    @Test
    void makeTheTablesOfOneBuild() throws IOException {
        arriveInTurn(1, 20, 12, 2);
    }

    @Tag("long")
    @Test
    void makeTheTablesOfOneBuildInManyWorlds() throws IOException {
        arriveInTurn(10_000, 300, 8, 3);
    }

    private void arriveInTurn(long seed, int worlds, int things, int deliveries) throws IOException {
        Random random = new Random(seed);
        Rules rules = deliver(seed, worlds, things, deliveries, random);

        rules.writeLast();
        Map<String, String> atOnce;
        try (TestWarehouse shelf = TestWarehouse.create()) {
            arrive(shelf.warehouse(), "all", AS_OF);
            atOnce = digests(shelf.warehouse());
        }
        Map<String, String> halfway;
        Map<String, String> oneByOne;
        try (TestWarehouse shelf = TestWarehouse.create()) {
            rules.writeFirst();
            int last = deliveries - 1;
            for (int delivery = 0; delivery < last; delivery++) {
                arrive(
                        shelf.warehouse(),
                        "delivery-" + delivery,
                        AS_OF.minus(Duration.ofDays(20L * (last - delivery))));
            }
            halfway = digests(shelf.warehouse());
            rules.writeLast();
            arrive(shelf.warehouse(), "delivery-" + last, AS_OF);
            oneByOne = digests(shelf.warehouse());
        }

        assertThat(atOnce).containsKeys("log.events", "journeys.journeys", "metrics.results");
        assertThat(oneByOne).isEqualTo(atOnce);
        assertThat(halfway.get("metrics.results")).isNotNull().isNotEqualTo(atOnce.get("metrics.results"));
    }

    /** The lines of all worlds in files of deliveries, most in order; in {@code all} the same files side by side. */
    private Rules deliver(long seed, int worlds, int things, int deliveries, Random random) throws IOException {
        Rules rules = new Rules();
        List<List<String>> lines = new ArrayList<>();
        for (int delivery = 0; delivery < deliveries; delivery++) {
            lines.add(new ArrayList<>());
        }
        for (long world = seed; world < seed + worlds; world++) {
            RandomWorld one = world % 15 == 0 ? RandomWorld.ofTrade(world) : RandomWorld.ofInbox(world);
            rules.add(one);
            List<String> told = one.lines(things);
            for (int i = 0; i < told.size(); i++) {
                boolean isLate = random.nextInt(8) == 0;
                int delivery = isLate ? random.nextInt(deliveries) : i * deliveries / told.size();
                lines.get(delivery).add(told.get(i));
                if (random.nextInt(10) == 0) {
                    lines.get(random.nextInt(deliveries)).add(told.get(i));
                }
            }
        }
        Path all = Files.createDirectories(folder.resolve("all"));
        for (int delivery = 0; delivery < deliveries; delivery++) {
            Collections.shuffle(lines.get(delivery), random);
            Path file = Files.createDirectories(folder.resolve("delivery-" + delivery))
                    .resolve("part.jsonl");
            Files.write(file, lines.get(delivery));
            Files.copy(file, all.resolve((deliveries - delivery) + ".jsonl"));
        }
        return rules;
    }

    private void arrive(Warehouse warehouse, String log, Instant asOf) {
        Workspace workspace =
                Workspace.read(folder.resolve("sotto.yaml"), Map.of("SOTTO_PSEUDONYM_KEY", "5a".repeat(32)));
        Ingest.run(
                warehouse,
                IngestSettings.of(workspace, asOf),
                List.of(InputSpec.of(folder.resolve(log))),
                log,
                Progress.NONE);
        Build.run(warehouse, workspace, List.of(), asOf, Progress.NONE);
    }

    /** How many rows each table has, and a sum of the hashes of all that is in them. */
    private static Map<String, String> digests(Warehouse warehouse) {
        Map<String, String> digests = new TreeMap<>();
        for (String table : warehouse.snapshots().keySet()) {
            if (table.equals("log.events") || !table.startsWith("log.")) {
                String[] columns = Arrays.stream(warehouse.read(table).schema().fields())
                        .filter(column -> !OF_RUNS.contains(column.name()))
                        .map(DeliveriesTest::hashable)
                        .toArray(String[]::new);
                Row digest = warehouse
                        .read(table)
                        .selectExpr("xxhash64(" + String.join(", ", columns) + ") AS hash")
                        .selectExpr("count(*)", "sum(CAST(hash AS DECIMAL(38, 0)))")
                        .first();
                digests.put(table, digest.mkString(" rows, "));
            }
        }
        return digests;
    }

    /** Spark hashes no maps. */
    private static String hashable(StructField column) {
        return column.dataType() instanceof MapType ? "to_json(" + column.name() + ")" : column.name();
    }

    /** What the worlds declare of themselves, and what the house says about all of them. */
    private final class Rules {
        private final StringBuilder brands = new StringBuilder("brands:\n");
        private final StringBuilder campaigns = new StringBuilder("campaigns:\n");
        private final StringBuilder sources = new StringBuilder("sources:\n");
        private final StringBuilder policies = new StringBuilder("policies:\n");

        void add(RandomWorld world) {
            brands.append(world.brandYaml());
            campaigns.append(world.campaignYaml());
            sources.append(world.sourceYaml());
            policies.append(world.policyYaml());
        }

        void writeFirst() throws IOException {
            write("6h", "1d", "");
        }

        /** The house's own rule comes into force after most events, and is known from the last delivery on. */
        void writeLast() throws IOException {
            write("24h", "7d", "  - {platform: default, version: house, valid-from: 2026-03-10, openers: [sticker]}\n");
        }

        private void write(String gap, String window, String ofHouse) throws IOException {
            Files.writeString(
                    folder.resolve("sotto.yaml"), "zone: UTC\nmax-reject-share: 1\nconversation-gap: " + gap + "\n");
            Files.writeString(folder.resolve("brands.yaml"), brands);
            Files.writeString(folder.resolve("campaigns.yaml"), campaigns);
            Files.writeString(folder.resolve("sources.yaml"), sources);
            Files.writeString(folder.resolve("platforms.yaml"), policies + ofHouse);
            Files.createDirectories(folder.resolve("funnels"));
            Files.writeString(
                    folder.resolve("funnels/talk.yaml"),
                    "id: talk\nwindow: " + window
                            + "\nsteps:\n  - {name: told, event: message.sent, where: {direction: outbound}}\n"
                            + "  - {name: answered, event: message.sent, where: {direction: inbound}}\n");
        }
    }
}
