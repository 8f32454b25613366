package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Progress;
import dev.sotto.domain.Sha256;
import dev.sotto.domain.SottoException;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.warehouse.TestWarehouse;
import dev.sotto.warehouse.Warehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
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
        System.clearProperty("sotto.fault");
        home.close();
    }

    @Test
    void keepsOneOfSeveralCopiesInABatch() throws IOException {
        write("b.jsonl", copy("1", ",\"received_at\":\"2026-04-06T10:00:00Z\",\"text_length\":1"), copy("2", ""));
        write(
                "a.jsonl",
                copy("1", ",\"text_length\":2"),
                copy("1", ",\"received_at\":\"2026-04-06T09:30:00Z\",\"text_length\":3"),
                copy("2", ""),
                copy("3", ",\"source_sequence\":5"));

        IngestReport report = ingest("run-1");

        assertThat(report.totals()).hasToString("read 6 accepted 3 duplicate 3 rejected 0 ignored 0 blank 0");
        assertThat(rows("SELECT event_id, text_length FROM log.events ORDER BY event_id"))
                .containsExactly("[1,3]", "[2,null]", "[3,null]");
        assertThat(rows("SELECT read = accepted + duplicate + rejected + ignored + blank,"
                        + " read_bytes = accepted_bytes + duplicate_bytes + rejected_bytes + ignored_bytes + blank_bytes,"
                        + " read_bytes = bytes, run_id FROM log.inputs"))
                .containsOnly("[true,true,true,run-1]");
    }

    @Test
    void keepsThePublishedCopyWhateverComesLater() throws IOException {
        write("a.jsonl", copy("1", ",\"text_length\":1"), copy("2", ""));
        ingest("run-1");
        write("b.jsonl", copy("1", ",\"received_at\":\"2026-04-06T09:00:00Z\",\"text_length\":2"), copy("4", ""));
        Files.copy(folder.resolve("a.jsonl"), folder.resolve("again.jsonl"));

        IngestReport report = ingest("run-2");

        assertThat(report.unchanged()).hasSize(1);
        assertThat(report.totals()).hasToString("read 4 accepted 1 duplicate 3 rejected 0 ignored 0 blank 0");
        assertThat(rows("SELECT event_id, text_length, run_id FROM log.events ORDER BY event_id"))
                .containsExactly("[1,1,run-1]", "[2,null,run-1]", "[4,null,run-2]");
        assertThat(report.read().stream().filter(file -> file.detail() != null))
                .singleElement()
                .matches(file -> file.detail().startsWith("same content as"));
    }

    @Test
    void changesNothingWhenNothingIsNew() throws IOException {
        write("a.jsonl", copy("1", ""));
        Files.write(folder.resolve("broken.jsonl.gz"), cut(gzip(copy("9", ""))));
        ingest("run-1");
        var before = home.warehouse().snapshots();

        IngestReport again = ingest("run-2");

        assertThat(again.totals().read()).isZero();
        assertThat(again.unchanged()).hasSize(1);
        assertThat(again.refused()).hasSize(1);
        assertThat(home.warehouse().snapshots()).isEqualTo(before);
    }

    @Test
    void publishesTheOthersWhereAFileIsRefused() throws IOException {
        write("good.jsonl", copy("1", ""));
        Path broken = folder.resolve("broken.jsonl.gz");
        Files.write(broken, cut(gzip("x".repeat(5_000) + "\n" + copy("2", ""))));

        IngestReport report = ingest("run-1");

        assertThat(report.refused()).singleElement().matches(file -> "gzip_truncated".equals(file.detail()));
        assertThat(rows("SELECT event_id FROM log.events")).containsExactly("[1]");
        assertThat(rows("SELECT status, detail, accepted, read FROM log.inputs ORDER BY file"))
                .containsExactly("[refused,gzip_truncated,0,0]", "[read,null,1,1]");
        assertThat(rows("SELECT * FROM log.rejects")).isEmpty();

        Files.write(broken, gzip(copy("2", "")));
        assertThat(ingest("run-2").totals().records(Outcome.ACCEPTED)).isOne();
    }

    @Test
    void publishesNothingWhereTooManyRecordsAreRejects() throws IOException {
        write("a.jsonl", copy("1", ""), "{oops", "{}", "[]", "{oops");

        assertThatThrownBy(() -> ingest("run-1"))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("80.0 %")
                .hasMessageContaining("not_json")
                .extracting(e -> ((SottoException) e).code())
                .isEqualTo(SottoException.Code.DATA);
        assertThat(rows("SELECT * FROM log.events")).isEmpty();
        assertThat(rows("SELECT * FROM log.inputs")).isEmpty();
    }

    @Test
    void saysWhereARejectStandsAndKeepsItOnlyIfItIsHarmless() throws IOException {
        String harmless = "{\"event_type\":\"message.sent\",\"voice_ms\":-5}";
        write("a.jsonl", copy("1", ""), harmless, "{\"text\":\"CANARY\"}", "CANARY{");

        Ingest.run(home.warehouse(), Samples.settings(0.9), List.of(InputSpec.of(folder)), "run-1", Progress.NONE);

        int offset = copy("1", "").length() + 1;
        assertThat(
                        rows(
                                "SELECT line_number, byte_offset, byte_length, reason, raw FROM log.rejects ORDER BY line_number"))
                .containsExactly(
                        "[2," + offset + "," + (harmless.length() + 1) + ",missing_event_id," + harmless + "]",
                        "[3," + (offset + harmless.length() + 1) + ",18,missing_event_id,null]",
                        "[4," + (offset + harmless.length() + 19) + ",8,not_json,null]");
        assertThat(rows("SELECT raw_sha256 FROM log.rejects WHERE line_number = 4"))
                .containsExactly("[" + Sha256.of("CANARY{") + "]");
    }

    @Test
    void storesAnEventOfAMinorWithoutAnyId() throws IOException {
        String minor = ",\"thread_id\":\"CANARY\",\"mentions\":[\"CANARY\"],\"recipients\":[{\"id\":\"CANARY\"}],"
                + "\"actor\":{\"id\":\"CANARY\",\"role\":\"contact\",\"age_band\":\"under_16\"},"
                + "\"counterpart\":{\"id\":\"agent\",\"role\":\"agent\"},\"brand_id\":\"b\"";
        write(
                "a.jsonl",
                copy("1", minor),
                copy("2", ",\"reason\":\"under_16\",\"actor\":{\"id\":\"CANARY\",\"age_band\":\"under_16\"}")
                        .replace("message.sent", "access.denied"),
                copy(
                        "3",
                        ",\"actor\":{\"id\":\"u\",\"role\":\"contact\"},\"recipients\":[{\"id\":\"CANARY\","
                                + "\"age_band\":\"under_16\"},{\"id\":\"v\"}],\"mentions\":[\"CANARY\",\"v\"]"));
        ingest("run-1");

        String canary = new Pseudonyms(Samples.KEY).person("CANARY");
        assertThat(rows("SELECT * FROM log.events")).noneMatch(row -> row.contains("CANARY") || row.contains(canary));
        assertThat(rows("SELECT event_id, policy_conflict, actor_id, counterpart_id, contact_id, thread_id,"
                        + " actor_age_band, direction FROM log.events ORDER BY event_id"))
                .containsExactly(
                        "[1,under_16,null,null,null,null,under_16,inbound]",
                        "[2,null,null,null,null,null,under_16,null]",
                        "[3,null," + person("u") + ",null," + person("u") + ",null,null,null]");
        assertThat(rows("SELECT size(recipients), size(mentions) FROM log.events WHERE event_id = '3'"))
                .containsExactly("[1,1]");
    }

    @Test
    void judgesAndDerivesWhatFoldsNeed() throws IOException {
        String pair = ",\"brand_id\":\"b\",\"actor\":{\"id\":\"c\",\"role\":\"contact\"},"
                + "\"counterpart\":{\"id\":\"a\",\"role\":\"agent\"}";
        String back =
                ",\"actor\":{\"id\":\"a\",\"role\":\"agent\"},\"counterpart\":{\"id\":\"c\",\"role\":\"contact\"}";
        write(
                "a.jsonl",
                copy("1", pair + ",\"voice_ms\":60001").replace("\"kind\":\"text\"", "\"kind\":\"voice_note\""),
                copy("2", back + ",\"voice_ms\":60000").replace("\"kind\":\"text\"", "\"kind\":\"voice_note\""),
                copy("3", ",\"actor\":{\"id\":\"x\"},\"counterpart\":{\"id\":\"y\"}"),
                copy("4", ",\"actor\":{\"id\":\"y\"},\"counterpart\":{\"id\":\"x\"},\"reply_to\":\"m-3\""),
                copy("5", ",\"brand_id\":\"b\",\"actor\":{\"id\":\"t\",\"role\":\"bot\"}"));
        ingest("run-1");

        assertThat(rows("SELECT event_id, policy_version, policy_conflict, direction, contact_id, is_addressed"
                        + " FROM log.events ORDER BY event_id"))
                .containsExactly(
                        "[1,tiktok-1,voice_too_long,inbound," + person("c") + ",false]",
                        "[2,tiktok-1,null,outbound," + person("c") + ",false]",
                        "[3,tiktok-1,null,null,null,false]",
                        "[4,tiktok-1,null,null,null,true]",
                        "[5,tiktok-1,null,null,null,false]");
        assertThat(rows("SELECT count(DISTINCT cluster_key) FROM log.events WHERE event_id IN ('1','2')"))
                .containsExactly("[1]");
        assertThat(rows("SELECT count(DISTINCT cluster_key) FROM log.events WHERE event_id IN ('3','4')"))
                .containsExactly("[1]");
    }

    @Test
    void givesTheSameRowsWhateverTheOrderOfFiles() throws IOException {
        String one = String.join("\n", copy("1", ",\"text_length\":1"), copy("2", ""), copy("3", ""));
        String two = String.join("\n", copy("1", ",\"text_length\":2"), copy("3", ",\"text_length\":9"), copy("5", ""));
        String query = "SELECT * FROM log.events ORDER BY event_id";
        write("a.jsonl", one);
        write("b.jsonl", two);
        ingest("run");
        List<String> first = rows(query);
        home.close();
        home = TestWarehouse.create();
        write("a.jsonl", two);
        write("b.jsonl", one);
        ingest("run");

        assertThat(rows(query)).isEqualTo(first).hasSize(4);
    }

    @Test
    void finishesWhatAKilledRunHadBegunToPublish() throws IOException {
        write("a.jsonl", copy("1", ""), copy("2", ""), copy("2", ""));
        for (String point : List.of("staged:3", "published:1", "publish:3")) {
            home.close();
            home = TestWarehouse.create();
            System.setProperty("sotto.fault", point + ":ioerror");
            assertThatThrownBy(() -> ingest("run-1")).as(point).isInstanceOf(Exception.class);
            System.clearProperty("sotto.fault");

            IngestReport report = ingest("run-2");

            assertThat(report.files())
                    .as(point)
                    .singleElement()
                    .satisfies(file -> assertThat(file.counts())
                            .hasToString("read 3 accepted 2 duplicate 1 rejected 0 ignored 0 blank 0"));
            assertThat(rows("SELECT event_id FROM log.events ORDER BY 1"))
                    .as(point)
                    .containsExactly("[1]", "[2]");
            assertThat(rows("SELECT accepted, duplicate FROM log.inputs"))
                    .as(point)
                    .containsExactly("[2,1]");
            assertThat(ingest("run-3").unchanged()).as(point).hasSize(1);
        }
    }

    private IngestReport ingest(String runId) {
        return Ingest.run(home.warehouse(), Samples.settings(0.5), List.of(InputSpec.of(folder)), runId, Progress.NONE);
    }

    private List<String> rows(String query) {
        Warehouse warehouse = home.warehouse();
        return warehouse.spark().sql(query).collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    private static String person(String id) {
        return new Pseudonyms(Samples.KEY).person(id);
    }

    private static String copy(String id, String more) {
        return Samples.message(id, more);
    }

    private void write(String name, String... lines) throws IOException {
        Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - 9);
    }
}
