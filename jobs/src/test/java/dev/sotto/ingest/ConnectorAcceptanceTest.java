package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Progress;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.warehouse.TestWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every connector must keep to, seen from the tables. */
class ConnectorAcceptanceTest {
    private static final String EVENTS = "SELECT event_key_high, event_key_low, event_type, occurred_at, actor_id,"
            + " counterpart_id, thread_id, kind, direction, message_id FROM log.events ORDER BY 1, 2";

    @TempDir
    Path folder;

    private TestWarehouse home;

    @BeforeEach
    void open() {
        home = TestWarehouse.create();
        home.spark();
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void replaysAFileWithoutAnyChange() throws IOException {
        write("a.jsonl", dialogue());
        ingest("run-1");
        List<String> before = rows(EVENTS);
        var snapshots = home.warehouse().snapshots();

        assertThat(ingest("run-2").unchanged()).hasSize(1);
        assertThat(home.warehouse().snapshots()).isEqualTo(snapshots);
        Files.copy(folder.resolve("a.jsonl"), folder.resolve("renamed.jsonl"));
        IngestReport again = ingest("run-3");

        assertThat(rows(EVENTS)).isEqualTo(before).hasSize(8);
        assertThat(again.totals()).hasToString("read 8 accepted 0 duplicate 8 rejected 0 ignored 0 blank 0");
        assertThat(rows("SELECT accepted_bytes, duplicate_bytes = bytes FROM log.inputs WHERE run_id = 'run-3'"))
                .containsExactly("[0,true]");
    }

    @Test
    void givesTheSameEventsWhateverTheOrderOfBodies() throws IOException {
        List<String> bodies = dialogue();
        write("a.jsonl", bodies);
        ingest("run-1");
        List<String> straight = rows(EVENTS);
        home.close();
        home = TestWarehouse.create();
        Collections.shuffle(bodies, new Random(3));
        write("a.jsonl", bodies.subList(0, 4));
        write("b.jsonl", bodies.subList(4, bodies.size()));
        ingest("run-1");

        assertThat(rows(EVENTS)).isEqualTo(straight);
    }

    @Test
    void joinsAStatusToAMessageThatComesLater() throws IOException {
        write("1.jsonl", List.of(status("delivered", 1_775_466_005), status("read", 1_775_466_009)));
        ingest("run-1");
        write("2.jsonl", List.of(echo("wamid.1")));
        ingest("run-2");

        assertThat(rows("SELECT r.event_type, m.kind, unix_seconds(r.occurred_at) - unix_seconds(m.occurred_at)"
                        + " FROM log.events m JOIN log.events r USING (message_id, thread_id)"
                        + " WHERE m.event_type = 'message.sent' AND r.event_type <> 'message.sent' ORDER BY 1"))
                .containsExactly("[message.delivered,text,5]", "[message.read,text,9]");
    }

    @Test
    void countsAMessageAndItsEchoAsOne() throws IOException {
        write("a.jsonl", List.of(status("sent", 1_775_466_000), echo("wamid.1"), echo("wamid.1")));
        String sent = "{`client_key`:`k`,`event`:`im_send_msg`,`create_time`:TIME,`user_openid`:`b`,`content`:"
                + "{`type`:`text`,`message_id`:`t1`,`conversation_id`:`c`,`timestamp`:1775466000000,"
                + "`from_user`:{`id`:`b`},`to_user`:{`id`:`u`}}}";
        write("b.jsonl", List.of(json(sent.replace("TIME", "1775466001")), json(sent.replace("TIME", "1775466002"))));
        IngestReport report = ingest("run-1");

        assertThat(rows("SELECT platform, count(*), max(direction) FROM log.events GROUP BY 1 ORDER BY 1"))
                .containsExactly("[tiktok,1,outbound]", "[whatsapp,1,outbound]");
        assertThat(report.totals()).hasToString("read 5 accepted 2 duplicate 3 rejected 0 ignored 0 blank 0");
    }

    @Test
    void callsTheBytesOfABodyDuplicateOnlyWhereAllOfItIs() throws IOException {
        String one = message("wamid.1", 1_775_466_000);
        String two = message("wamid.2", 1_775_466_000);
        write("a.jsonl", List.of(whatsapp("messages", one + "," + two)));
        ingest("run-1");
        String half = whatsapp("messages", one + "," + message("wamid.3", 1_775_466_000));
        String all = whatsapp("messages", two + "," + one);
        write("b.jsonl", List.of(half, all));
        IngestReport report = ingest("run-2");

        assertThat(report.totals()).hasToString("read 4 accepted 1 duplicate 3 rejected 0 ignored 0 blank 0");
        String expected = "[" + (half.length() + 1) + "," + (all.length() + 1) + "]";
        assertThat(rows("SELECT accepted_bytes, duplicate_bytes FROM log.inputs WHERE run_id = 'run-2'"))
                .containsExactly(expected);
        IngestReport checked = Check.run(Samples.settings(1), List.of(InputSpec.of(folder)), Progress.NONE)
                .report();
        assertThat(checked.totals()).hasToString("read 6 accepted 3 duplicate 3 rejected 0 ignored 0 blank 0");
        assertThat(checked.totals().readBytes())
                .isEqualTo(Files.size(folder.resolve("a.jsonl")) + Files.size(folder.resolve("b.jsonl")));
    }

    @Test
    void saysInACheckWhatIngestSaysOfEachFile() throws IOException {
        Random random = new Random(11);
        for (String file : List.of("a.jsonl", "b.jsonl", "c.jsonl")) {
            List<String> bodies = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                bodies.add(whatsapp(
                        "messages",
                        random.ints(1 + random.nextInt(3), 0, 40)
                                .mapToObj(id -> message("wamid." + id, 1_775_466_000))
                                .collect(Collectors.joining(","))));
            }
            write(file, bodies);
        }

        IngestReport checked = Check.run(Samples.settings(0.5), List.of(InputSpec.of(folder)), Progress.NONE)
                .report();
        IngestReport ingested = ingest("run-1");

        assertThat(checked.read()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            FileCounts said = checked.read().get(i).counts();
            FileCounts done = ingested.read().get(i).counts();
            assertThat(said.records(Outcome.DUPLICATE)).isPositive();
            assertThat(said.bytes(Outcome.DUPLICATE)).isPositive();
            for (Outcome outcome : Outcome.values()) {
                assertThat(said.records(outcome)).isEqualTo(done.records(outcome));
                assertThat(said.bytes(outcome)).isEqualTo(done.bytes(outcome));
            }
        }
    }

    @Test
    void keepsNoNameThatStandsInAKeyOrBesideAMessage() throws IOException {
        Files.writeString(
                folder.resolve("user_data_tiktok.json"),
                json("{`Direct Message`:{`Direct Messages`:{`ChatHistory`:{`Chat History with canary.bob:`:["
                        + "{`Date`:`2026-04-06 09:00:00`,`From`:`canary.bob`,`Content`:`canary text`},"
                        + "{`Date`:`never`,`From`:`canary.bob`,`Content`:`canary text`},"
                        + "{`Date`:`2026-04-06 09:01:00`,`From`:`canary.ann`,`Content`:`canary text`}]}}}}"));
        write(
                "w.jsonl",
                List.of(whatsapp(
                        "contacts`:[{`profile`:{`name`:`canary`},`wa_id`:`49`}],`messages",
                        message("wamid.1", 1_775_466_000))));
        ingest("run-1");

        List<String> everything = new ArrayList<>();
        for (String table : List.of("log.events", "log.rejects", "log.inputs")) {
            everything.addAll(rows("SELECT * FROM " + table));
        }
        assertThat(everything).hasSize(6).noneMatch(row -> row.contains("canary") || row.contains("[49,"));
    }

    @Test
    void countsWhatAPlatformDoesNotSupport() throws IOException {
        write(
                "a.jsonl",
                List.of(
                        whatsapp(
                                "messages",
                                json(
                                        "{`id`:`wamid.1`,`from`:`49`,`timestamp`:`1775466000`,`type`:`unsupported`,`errors`:[{`code`:131051}]}"))));
        ingest("run-1");

        assertThat(rows("SELECT kind, attributes['error_code'], direction FROM log.events"))
                .containsExactly("[unsupported,131051,inbound]");
    }

    @Test
    void keepsNoIdOfAPersonUnderSixteen() throws IOException {
        String minor = "{`id`:`canary`,`role`:`contact`,`age_band`:`under_16`}";
        write(
                "a.jsonl",
                List.of(
                        json(
                                "{`event_id`:`1`,`event_type`:`access.denied`,`occurred_at`:1775466000,`source`:`s`,`platform`:`tiktok`,`reason`:`under_16`,`actor`:"
                                        + minor + "}"),
                        json(
                                "{`event_id`:`2`,`event_type`:`message.sent`,`occurred_at`:1775466000,`source`:`s`,`platform`:`tiktok`,`message_id`:`m`,`kind`:`text`,`thread_id`:`canary`,`actor`:"
                                        + minor + "}")));
        ingest("run-1");

        assertThat(
                        rows(
                                "SELECT event_type, actor_id, contact_id, thread_id, policy_conflict FROM log.events ORDER BY 1"))
                .containsExactly("[access.denied,null,null,null,null]", "[message.sent,null,null,null,under_16]");
    }

    @Test
    void saysAsWhatAFileWasRecognised() throws IOException {
        write("a.jsonl", dialogue());
        IngestReport report = ingest("run-1");

        assertThat(report.read())
                .singleElement()
                .satisfies(file -> assertThat(file.detail()).isEqualTo("recognised as whatsapp_cloud"));
        assertThat(rows("SELECT DISTINCT source FROM log.events")).containsExactly("[whatsapp_cloud]");
    }

    /** A question, its answer with every status, a reaction, and a message that was taken back. */
    private static List<String> dialogue() {
        List<String> bodies = new ArrayList<>();
        bodies.add(whatsapp("messages", message("wamid.0", 1_775_465_990)));
        bodies.add(echo("wamid.1"));
        for (String word : List.of("delivered", "read", "played")) {
            bodies.add(status(word, 1_775_466_000 + word.length()));
        }
        bodies.add(whatsapp(
                "messages",
                json("{`id`:`wamid.2`,`from`:`49`,`timestamp`:`1775466020`,`type`:`reaction`,"
                        + "`reaction`:{`message_id`:`wamid.1`,`emoji`:`x`}}")));
        bodies.add(whatsapp(
                "messages",
                json("{`id`:`wamid.3`,`from`:`49`,`timestamp`:`1775466030`,`type`:`revoke`,"
                        + "`revoke`:{`original_message_id`:`wamid.0`}}")));
        bodies.add(whatsapp("messages", message("wamid.4", 1_775_466_040)));
        return bodies;
    }

    private static String message(String id, long at) {
        return json("{`id`:`" + id + "`,`from`:`49`,`timestamp`:`" + at + "`,`type`:`text`,`text`:{`body`:`canary`}}");
    }

    private static String echo(String id) {
        return whatsapp("message_echoes", json("{`id`:`" + id + "`,`to`:`49`,`timestamp`:`1775466000`,`type`:`text`}"));
    }

    private static String status(String word, long at) {
        return whatsapp(
                "statuses",
                json("{`id`:`wamid.1`,`status`:`" + word + "`,`timestamp`:`" + at + "`,`recipient_id`:`49`}"));
    }

    private static String whatsapp(String key, String records) {
        return json("{`object`:`whatsapp_business_account`,`entry`:[{`id`:`w`,`changes`:[{`field`:`messages`,`value`:"
                + "{`messaging_product`:`whatsapp`,`metadata`:{`phone_number_id`:`77`},`" + key + "`:[" + records
                + "]}}]}]}");
    }

    private static String json(String text) {
        return text.replace('`', '"');
    }

    private IngestReport ingest(String runId) {
        return Ingest.run(home.warehouse(), Samples.settings(0.5), List.of(InputSpec.of(folder)), runId, Progress.NONE);
    }

    private List<String> rows(String query) {
        return home.warehouse().spark().sql(query).collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    private void write(String name, List<String> lines) throws IOException {
        Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }
}
