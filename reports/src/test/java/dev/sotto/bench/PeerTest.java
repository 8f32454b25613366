package dev.sotto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.build.Build;
import dev.sotto.config.Workspace;
import dev.sotto.domain.LogTables;
import dev.sotto.domain.Progress;
import dev.sotto.warehouse.TestWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The product's folds and SQL beside an independent second computation, on worlds of chance. */
class PeerTest {
    private static final int WORLDS = 185;
    private static final int TRADE = 18;
    private static final Instant AS_OF = Instant.parse("2026-05-04T10:00:00Z");

    private static final Map<String, String> RETENTIONS = Map.of(
            "days",
                    "\nunit: day\nclock: calendar\ncohorts: recurring\nn: [1, 2, 7]\nbrackets: [{from: 3, through: 6}]\n",
            "weeks", "\nstart: {event: order.purchased}\nmode: on_or_after\nn: [1, 2]\nhorizon: 4\n",
            "months",
                    "\nunit: month\nclock: calendar\nreturn: {event: link.clicked, where: {platform: [tiktok]}}\nn: [1]\n",
            "elapsed", "\nunit: month\ncohorts: recurring\nn: [0, 1]\n");

    private static final String TALK = "\nsteps:\n  - {name: told, event: message.sent, where: {direction: outbound}}\n"
            + "  - {name: answered, event: message.sent, where: {direction: inbound}}\n  - {name: clicked, event: link.clicked}\n";

    /** Beside those of the campaigns' scenarios. */
    private static final Map<String, String> FUNNELS = Map.of(
            "first", "\nentry: first\nwindow: 3d" + TALK,
            "any", "\norder: any\nwindow: 3d" + TALK,
            "broken",
                    "\nexclusion-mode: attempt" + TALK
                            + "exclusions:\n  - {name: read, event: message.read, after: told, before: clicked}\n"
                            + "  - {name: bought, event: order.purchased, after: told, before: answered}\n",
            "spared",
                    "\nexclusion-mode: person" + TALK
                            + "exclusions:\n  - {name: read, event: message.read, after: told, before: answered}\n");

    @TempDir
    Path folder;

    @Test
    void agreesWithTheProductOnWorldsOfChance() throws IOException {
        List<Figure> figures = agree(1, TRADE, "zone: UTC\n");

        assertThat(figures).hasSizeGreaterThan(WORLDS * 300);
        assertThat(figures.stream()
                        .filter(figure -> figure.status().equals("ok"))
                        .map(Figure::metric)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(PeerMetrics.METRICS);
        assertThat(figures.stream().map(Figure::status).distinct())
                .contains("ok", "immature", "no_data", "not_observable", "suppressed", "invalid");
    }

    @Tag("long")
    @Test
    void agreesInAnotherZoneWithAnotherGapAndAHousePolicy() throws IOException {
        agree(1_000, TRADE / 2, "zone: America/St_Johns\nconversation-gap: 6h\n");
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(longs = {10_000, 20_000, 30_000, 40_000, 50_000, 60_000})
    void agreesOnManyMoreWorlds(long seed) throws IOException {
        agree(seed, TRADE, seed % 20_000 == 0 ? "zone: Asia/Kathmandu\nconversation-gap: 36h\n" : "");
    }

    @Test
    void tellsWhatDiffers() {
        Figure ours = new Figure("reply_rate all", "ok", 0.5, 1.0, 2.0, 2, 0, new Figure.Bounds(0.1, 0.9), "");
        Figure close = new Figure("reply_rate all", "ok", 0.5 + 1e-12, 1.0, 2.0, 2, 0, new Figure.Bounds(0.1, 0.9), "");
        Figure other = new Figure("reply_rate all", "ok", 0.5, 1.0, 2.0, 3, 0, new Figure.Bounds(0.1, 0.9), "");
        Figure more = new Figure("reply_rate brand", "no_data", null, null, null, 0, 0, null, null);

        Figure wider = new Figure("reply_rate all", "ok", 0.5, 1.0, 2.0, 2, 0, new Figure.Bounds(0.1, 0.91), "");
        Figure untold = new Figure("reply_rate all", "ok", 0.5, 1.0, 2.0, 2, 0, null, null);

        Figure flagged =
                new Figure("reply_rate all", "ok", 0.5, 1.0, 2.0, 2, 0, new Figure.Bounds(0.1, 0.9), "left_truncated");

        assertThat(Peer.compare(List.of(ours), List.of(flagged))).hasSize(1);
        assertThat(Peer.compare(List.of(untold), List.of(flagged))).isEmpty();
        assertThat(Peer.compare(List.of(ours), List.of(close))).isEmpty();
        assertThat(Peer.compare(List.of(ours), List.of(untold))).isEmpty();
        assertThat(Peer.compare(List.of(ours), List.of(wider))).hasSize(1);
        assertThat(Peer.compare(List.of(ours), List.of(other)))
                .singleElement()
                .asString()
                .contains("3 persons");
        assertThat(Peer.compare(List.of(ours, more), List.of(ours))).hasSize(1);
        assertThat(Peer.compare(List.of(ours), List.of(ours, more))).hasSize(1);
    }

    private List<Figure> agree(long seed, int trading, String settings) throws IOException {
        List<String> events = new ArrayList<>();
        Workspace workspace = workspace(seed, trading, settings, events);
        try (TestWarehouse shelf = TestWarehouse.create();
                Peer peer = Peer.open(2, 2_000, folder.resolve("spill"))) {
            shelf.warehouse().create(LogTables.EVENTS);
            Dataset<Row> rows = shelf.spark()
                    .read()
                    .schema(StructType.fromDDL(LogTables.EVENTS.ddl()))
                    .json(shelf.spark().createDataset(events, Encoders.STRING()));
            shelf.warehouse().stage(LogTables.EVENTS.name(), rows, "worlds");
            shelf.warehouse().publish(LogTables.EVENTS.name(), "worlds");
            Build.run(shelf.warehouse(), workspace, List.of(), AS_OF, Progress.NONE);

            List<Figure> figures = Bench.figures(shelf.warehouse());
            List<Figure> peers = peer.results(
                    new Declarations(workspace, List.of(), AS_OF),
                    shelf.warehouse().files(LogTables.EVENTS.name()).addresses());

            assertThat(Peer.compare(Peer.shared(figures, peers), peers)).isEmpty();
            return figures;
        }
    }

    private Workspace workspace(long seed, int trading, String settings, List<String> events) throws IOException {
        List<RandomWorld> worlds = new ArrayList<>();
        for (long world = seed; world < seed + WORLDS; world++) {
            worlds.add(RandomWorld.ofInbox(world));
        }
        for (long world = seed; world < seed + trading; world++) {
            worlds.add(RandomWorld.ofTrade(world));
        }
        StringBuilder brands = new StringBuilder("brands:\n");
        StringBuilder campaigns = new StringBuilder("campaigns:\n");
        StringBuilder sources = new StringBuilder("sources:\n");
        StringBuilder policies = new StringBuilder("policies:\n");
        if (settings.contains("conversation-gap")) {
            policies.append("  - {platform: default, version: house, valid-from: 2026-03-10, openers: [sticker]}\n");
        }
        for (int i = 0; i < worlds.size(); i++) {
            RandomWorld random = worlds.get(i);
            brands.append(random.brandYaml());
            campaigns.append(random.campaignYaml());
            sources.append(random.sourceYaml());
            policies.append(i % 2 == 0 ? random.policyYaml() : "");
            // Long ones are few: what a world costs are its days, most of which tell nothing that a short one does not.
            events.addAll(random.events(i >= WORLDS || i % 30 == 0 ? 160 : 12));
        }
        Files.writeString(folder.resolve("sotto.yaml"), settings);
        Files.writeString(folder.resolve("brands.yaml"), brands);
        Files.writeString(folder.resolve("campaigns.yaml"), campaigns);
        Files.writeString(folder.resolve("sources.yaml"), sources);
        Files.writeString(folder.resolve("platforms.yaml"), policies);
        Files.writeString(folder.resolve("rates.csv"), rates());
        plans("retention", RETENTIONS);
        plans("funnels", FUNNELS);
        return Workspace.read(folder.resolve("sotto.yaml"), Map.of());
    }

    private void plans(String kind, Map<String, String> plans) throws IOException {
        Files.createDirectories(folder.resolve(kind));
        for (Map.Entry<String, String> plan : plans.entrySet()) {
            Files.writeString(
                    folder.resolve(kind + "/" + plan.getKey() + ".yaml"), "id: " + plan.getKey() + plan.getValue());
        }
    }

    /** Of one of two currencies, and not of every day. */
    private static String rates() {
        StringBuilder rates = new StringBuilder("day,currency,rate\n");
        for (LocalDate day = LocalDate.of(2025, 11, 1); day.getYear() < 2027; day = day.plusDays(1)) {
            if (day.getDayOfMonth() % 7 > 0) {
                rates.append(day)
                        .append(",USD,1.")
                        .append(1_000 + day.getDayOfYear())
                        .append('\n');
            }
        }
        return rates.toString();
    }
}
