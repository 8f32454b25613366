package dev.sotto.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.LogTables;
import dev.sotto.domain.Table;
import dev.sotto.fold.FoldSettings;
import dev.sotto.fold.Lookback;
import dev.sotto.fold.StorySettings;
import dev.sotto.warehouse.TestWarehouse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FoldJobTest {

    private static final FoldSettings SETTINGS = new FoldSettings(
            ZoneOffset.UTC, Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), 86_400_000L, FoldSettings.Inbox.NONE);

    private TestWarehouse shelf;

    @BeforeEach
    void open() {
        shelf = TestWarehouse.create();
        shelf.warehouse().create(LogTables.EVENTS);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private void write(List<String> events) {
        Dataset<Row> rows = shelf.spark()
                .read()
                .schema(StructType.fromDDL(LogTables.EVENTS.ddl()))
                .json(shelf.spark().createDataset(events, Encoders.STRING()));
        shelf.warehouse().stage(LogTables.EVENTS.name(), rows, "w" + events.hashCode());
        shelf.warehouse().publish(LogTables.EVENTS.name(), "w" + events.hashCode());
    }

    /** Forty contacts of one brand, with ties in time, and some groups. */
    private static List<String> world() {
        Random random = new Random(7);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            int contact = random.nextInt(40);
            boolean isInbound = random.nextBoolean();
            boolean isGroup = random.nextInt(5) == 0;
            String agent = "\"agent\",\"%s_role\":\"agent\"";
            String person = "\"p" + contact + "\",\"%s_role\":\"contact\"";
            events.add(String.format(
                    "{\"event_id\":\"e%d\",\"event_type\":\"message.sent\",\"occurred_at\":\"%s\",\"source\":\"s\","
                            + "\"platform\":\"tiktok\",\"brand_id\":\"b\",\"campaign_id\":\"c%d\",\"thread_id\":\"%s\","
                            + "\"conversation_kind\":\"%s\",\"direction\":\"%s\",\"contact_id\":\"p%d\",\"message_id\":\"m%d\","
                            + "\"kind\":\"text\",\"actor_id\":%s,\"counterpart_id\":%s,\"cluster_key\":%d}",
                    i,
                    Instant.ofEpochSecond(1_767_600_000L + random.nextInt(2_000) * 600L),
                    contact % 3,
                    isGroup ? "g" + contact % 4 : "t" + contact,
                    isGroup ? "group" : "one_to_one",
                    isInbound ? "inbound" : "outbound",
                    contact,
                    i,
                    String.format(isInbound ? person : agent, "actor"),
                    String.format(isInbound ? agent : person, "counterpart"),
                    contact * 7919L));
        }
        return events;
    }

    @Test
    void readsEachContactInOnePartitionWithoutAnExchange() {
        write(world());
        Dataset<Row> events = shelf.warehouse().read(LogTables.EVENTS.name()).select("cluster_key", "occurred_at");
        Dataset<Row> sorted = events.sortWithinPartitions("cluster_key", "occurred_at");
        assertThat(sorted.queryExecution().executedPlan().toString()).doesNotContain("Exchange");
        List<Row> partitions = sorted.withColumn("part", functions.spark_partition_id())
                .groupBy("cluster_key")
                .agg(functions.count_distinct(functions.col("part")).as("parts"))
                .filter("parts > 1")
                .collectAsList();
        assertThat(partitions).isEmpty();
    }

    @Test
    void doesNotMindTheOrderOrTheFilesOfEvents() {
        List<String> world = world();
        write(world);
        List<String> once = folded();
        shelf.close();
        open();
        List<String> shuffled = new ArrayList<>(world);
        Collections.shuffle(shuffled, new Random(3));
        write(shuffled.subList(0, 100));
        write(shuffled.subList(100, 450));
        write(shuffled.subList(450, 600));
        assertThat(folded()).isEqualTo(once).hasSizeGreaterThan(200);
    }

    @Test
    void followsTheSourcesOrderWithinAMillisecond() {
        String event =
                "{\"event_id\":\"%s\",\"event_type\":\"message.sent\",\"occurred_at\":\"2026-01-05T09:00:00.000%s\","
                        + "\"source\":\"s\",\"source_sequence\":%d,\"platform\":\"tiktok\",\"message_id\":\"m\",\"kind\":\"text\","
                        + "\"actor_id\":\"%s\",\"counterpart_id\":\"%s\",\"cluster_key\":1}";
        write(List.of(
                String.format(event, "e1", "100Z", 2, "one", "two"),
                String.format(event, "e2", "900Z", 1, "two", "one")));
        assertThat(folded())
                .filteredOn(row -> row.startsWith("journeys.pairs"))
                .singleElement()
                .asString()
                .contains("\"initiator\":\"two\"");
    }

    /** A platform's own host is never off it, whatever the source says; where only the host is known, it decides. */
    @Test
    void judgesALinkByItsHost() {
        String event = "{\"event_id\":\"%s\",\"event_type\":\"%s\",\"occurred_at\":\"2026-01-05T09:%s:00Z\","
                + "\"source\":\"s\",\"platform\":\"tiktok\",\"brand_id\":\"b\",\"campaign_id\":\"c\",\"thread_id\":\"t\","
                + "\"message_id\":\"m\",\"contact_id\":\"p\",\"cluster_key\":1,%s}";
        String out = "\"direction\":\"outbound\",\"kind\":\"text\",\"actor_id\":\"a\",\"actor_role\":\"agent\"";
        String in = "\"actor_id\":\"p\",\"actor_role\":\"contact\",";
        write(List.of(
                String.format(event, "e1", "message.sent", "00", out),
                String.format(event, "e2", "message.delivered", "01", in + "\"direction\":\"inbound\""),
                String.format(
                        event, "e3", "link.clicked", "02", in + "\"host\":\"WWW.TikTok.com\",\"off_platform\":true"),
                String.format(event, "e4", "link.clicked", "03", in + "\"host\":\"open.spotify.com\""),
                String.format(event, "e5", "link.clicked", "04", in + "\"host\":\"shop.example\""),
                String.format(event, "e6", "link.clicked", "05", in + "\"host\":\"in.example\",\"off_platform\":false"),
                String.format(
                        event, "e7", "link.clicked", "06", in + "\"target_platform\":\"x\",\"off_platform\":true")));
        assertThat(folded())
                .filteredOn(row -> row.startsWith("journeys.journeys"))
                .singleElement()
                .asString()
                .contains("\"left_for\":\"spotify,web,x\"");
    }

    /** A receipt tells it, even one that names no brand. */
    @Test
    void showsNeitherFoldsNorStoriesWhatAMachineOpened() {
        String event = "{\"event_id\":\"%s\",\"event_type\":\"%s\",\"occurred_at\":\"2026-01-05T09:00:%s\","
                + "\"source\":\"s\",\"platform\":\"tiktok\",\"thread_id\":\"t\",\"message_id\":\"m\","
                + "\"contact_id\":\"p\",\"cluster_key\":1,\"actor_id\":\"%s\",\"actor_role\":\"%s\"%s}";
        String ofBrand = ",\"brand_id\":\"b\",\"campaign_id\":\"c\",\"counterpart_id\":\"p\","
                + "\"counterpart_role\":\"contact\"";
        String out = ofBrand + ",\"direction\":\"outbound\",\"kind\":\"text\"";
        String click = ofBrand + ",\"host\":\"shop.example\"";
        write(List.of(
                String.format(event, "e1", "message.sent", "00Z", "a", "agent", out),
                String.format(event, "e2", "message.delivered", "10Z", "p", "contact", ""),
                String.format(event, "e3", "link.clicked", "12Z", "p", "contact", click),
                String.format(event, "e4", "link.clicked", "20Z", "x", "bot", click),
                String.format(event, "e5", "link.clicked", "21Z", "a", "agent", click)));
        Dataset<Row> events = shelf.warehouse().read(LogTables.EVENTS.name());
        List<Table> tables = StoryJob.TABLES;
        tables.forEach(shelf.warehouse()::create);
        shelf.warehouse()
                .overwrite(
                        tables.stream().map(Table::name).toList(),
                        new StoryJob(new StorySettings(
                                        SETTINGS, List.of(), List.of(), List.of(), Lookback.USUAL, Map.of(), Map.of()))
                                .tell(events));

        assertThat(folded())
                .filteredOn(row -> row.startsWith("journeys.journeys") || row.contains("\"interactions\":1"))
                .singleElement()
                .asString()
                .doesNotContain("clicked_at");
        assertThat(shelf.warehouse().read("journeys.credits").toJSON().collectAsList())
                .isEmpty();
    }

    @Test
    void bringsTheEventsOfARoomTogetherAndTheRoomsOfACreator() {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 302; i++) {
            events.add(ofRoom("j" + i, "room.joined", i, "r", "p" + i));
        }
        for (int i = 0; i < 21; i++) {
            events.add(ofRoom("c" + i, "room.created", i, "r" + i, "star"));
            events.add(ofRoom("o" + i, "room.created", i, "o" + i, "other" + i));
        }
        write(events);

        assertThat(folded())
                .filteredOn(row -> row.startsWith("journeys.room_conflicts"))
                .extracting(row -> row.replaceAll(".*\"rule\":\"(\\w+)\".*\"event_id\":\"(\\w+)\".*", "$1 $2"))
                .containsExactlyInAnyOrder(
                        "room_too_many_participants j300",
                        "room_too_many_participants j301",
                        "creator_too_many_rooms c20");
    }

    @Test
    void bringsCreativeWorkAndEntriesTogetherWhoeverTakesPartInThem() {
        write(List.of(
                of("approval.requested", 1, "agent", "partner", "\"creative_id\":\"k\",\"round\":1"),
                of("approval.decided", 2, "boss", "agent", "\"creative_id\":\"k\",\"decision\":\"approved\""),
                of("contract.sent", 3, "lawyer", "partner", "\"contract_id\":\"x\",\"creative_id\":\"k\""),
                of("contract.signed", 4, "partner", "lawyer", "\"contract_id\":\"x\""),
                of(
                        "contest.entered",
                        5,
                        "fan",
                        "agent",
                        "\"entry_id\":\"n\",\"with_media\":true,\"preceded_by_text\":false"),
                of(
                        "contest.decided",
                        6,
                        "jury",
                        "boss",
                        "\"entry_id\":\"n\",\"decision\":\"rejected\",\"decided_by\":\"human\""),
                of("ambassador.invited", 7, "agent", "fan", "\"campaign_id\":\"c\""),
                of(
                        "ambassador.step_done",
                        8,
                        "fan",
                        "agent",
                        "\"campaign_id\":\"c\",\"step\":\"s\",\"required\":false"),
                of("reminder.shown", 9, "fan", "agent", "\"outcome\":\"edited\",\"compose_id\":\"o\""),
                of("filter.setting", 10, "fan", "agent", "\"enabled\":true"),
                of(
                        "room.created",
                        11,
                        "star",
                        "agent",
                        "\"room_id\":\"r\",\"followers\":10000,\"has_fan_club\":true")));

        assertThat(folded())
                .anyMatch(row -> row.matches("journeys.creatives.*\"is_first_pass\":true.*\"rounds\":1"
                        + ".*contract_sent_at.*contract_signed_at.*"))
                .anyMatch(row -> row.matches("journeys.entries.*\"form\":\"media_only\".*\"is_by_human\":true.*"))
                .anyMatch(row -> row.matches("journeys.ambassador_steps.*\"step\":\"s\",\"is_required\":false.*"))
                .anyMatch(row -> row.matches("journeys.reminders.*\"compose_id\":\"o\".*\"outcome\":\"edited\".*"))
                .anyMatch(row -> row.matches("journeys.filter_settings.*\"is_enabled\":true.*"))
                .anyMatch(row -> row.matches("journeys.policy_checks.*\"rule\":\"room_followers\".*\"passed\":1.*"))
                .anyMatch(row -> row.matches("journeys.policy_checks.*\"rule\":\"room_offer\".*"));
    }

    /** Persons without roles: each two of them lie apart. */
    private static String of(String type, int second, String actor, String counterpart, String more) {
        return String.format(
                "{\"event_id\":\"e%d\",\"event_type\":\"%s\",\"occurred_at\":\"%s\",\"source\":\"s\","
                        + "\"platform\":\"tiktok\",\"brand_id\":\"b\",\"thread_id\":\"t%s\",\"actor_id\":\"%s\","
                        + "\"counterpart_id\":\"%s\",\"cluster_key\":%d,%s}",
                second,
                type,
                Instant.ofEpochSecond(1_767_600_000L + second),
                actor,
                actor,
                counterpart,
                (long) actor.hashCode() + counterpart.hashCode(),
                more);
    }

    private static String ofRoom(String id, String type, int second, String room, String actor) {
        return String.format(
                "{\"event_id\":\"%s\",\"event_type\":\"%s\",\"occurred_at\":\"%s\",\"source\":\"s\","
                        + "\"platform\":\"tiktok\",\"room_id\":\"%s\",\"thread_id\":\"t\",\"actor_id\":\"%s\","
                        + "\"conversation_kind\":\"creator_room\",\"cluster_key\":%d}",
                id, type, Instant.ofEpochSecond(1_767_600_000L + second), room, actor, actor.hashCode());
    }

    private List<String> folded() {
        FoldJob.TABLES.forEach(shelf.warehouse()::create);
        List<String> names = FoldJob.TABLES.stream().map(Table::name).toList();
        Dataset<Row> events = shelf.warehouse().read(LogTables.EVENTS.name());
        shelf.warehouse().overwrite(names, new FoldJob(SETTINGS).fold(events));
        List<String> rows = new ArrayList<>();
        for (String name : names) {
            if (shelf.warehouse().snapshot(name).isEmpty()) {
                continue;
            }
            shelf.warehouse().read(name).toJSON().collectAsList().forEach(row -> rows.add(name + row));
        }
        Collections.sort(rows);
        return rows;
    }

    @Test
    void pairsWhatIsWrittenToAGroupWithItsRecipients() {
        write(List.of("{\"event_id\":\"e\",\"event_type\":\"message.sent\",\"occurred_at\":\"2026-01-05T09:00:00Z\","
                + "\"source\":\"s\",\"platform\":\"tiktok\",\"brand_id\":\"b\",\"thread_id\":\"g\",\"message_id\":\"m\","
                + "\"conversation_kind\":\"group\",\"direction\":\"outbound\",\"kind\":\"text\",\"actor_id\":\"a\","
                + "\"actor_role\":\"agent\",\"recipients\":[{\"id\":\"one\",\"role\":\"contact\"},"
                + "{\"id\":\"two\",\"role\":\"contact\"},{\"id\":\"three\",\"role\":\"agent\"}],\"cluster_key\":1}"));
        assertThat(folded())
                .filteredOn(row -> row.startsWith("journeys.deliveries"))
                .hasSize(2);
    }
}
