package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.warehouse.Bygones;
import dev.sotto.warehouse.Bygones.Removal;
import dev.sotto.warehouse.TestWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErasureTest {
    private static final byte[] NEW_KEY =
            "another key of thirty-two bytes!".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final Instant NOON = Instant.parse("2026-04-10T12:00:00Z");

    @TempDir
    Path folder;

    private TestWarehouse home;
    private int runs;

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

    private static String message(String id, String platform, String actor, String counterpart) {
        return "{\"event_id\":\"" + id + "\",\"event_type\":\"message.sent\",\"occurred_at\":\"2026-04-06T09:00:00Z\","
                + "\"source\":\"" + platform + "\",\"platform\":\"" + platform + "\",\"message_id\":\"m-" + id
                + "\",\"kind\":\"text\",\"actor\":{\"id\":\"" + actor + "\",\"role\":\"contact\"},"
                + "\"counterpart\":{\"id\":\"" + counterpart + "\",\"role\":\"agent\"}}";
    }

    private static String link(String id, String actor, String sameAs) {
        return "{\"event_id\":\"" + id + "\",\"event_type\":\"person.linked\",\"occurred_at\":\"2026-04-06T09:00:00Z\","
                + "\"source\":\"web\",\"platform\":\"web\",\"actor\":{\"id\":\"" + actor + "\",\"role\":\"contact\"},"
                + "\"same_as\":\"" + sameAs + "\"}";
    }

    private IngestReport ingest(IngestSettings settings, String name, String... lines) throws IOException {
        Path file = Files.write(folder.resolve(name), List.of(lines));
        return Ingest.run(home.warehouse(), settings, List.of(InputSpec.of(file)), "run-" + ++runs, Progress.NONE);
    }

    private static IngestSettings under(byte[] key, List<byte[]> former) {
        IngestSettings usual = Samples.settings(1);
        return new IngestSettings(
                1,
                key,
                usual.policies(),
                usual.asOf(),
                usual.plausibleFrom(),
                usual.plausibleAhead(),
                usual.ageBases(),
                former,
                KeptOut.NOTHING);
    }

    private void erase(IngestSettings settings, Collection<String> ids, String scope) {
        Erasure erasure = Erasure.of(home.warehouse(), settings);
        erasure.request(ids, List.of(), scope, NOON);
        erasure.takeOut(Progress.NONE);
    }

    private String events() {
        return home.rows("SELECT event_id FROM log.events ORDER BY event_id").toString();
    }

    private Bygones bygones() {
        return home.warehouse().ledger().bygones();
    }

    @Test
    void followsLinksInBothDirectionsAsFarAsTheyGo() throws IOException {
        IngestSettings settings = Samples.settings(1);
        ingest(
                settings,
                "a.jsonl",
                message("1", "tiktok", "anna", "agent"),
                message("2", "web", "anna-2", "agent"),
                message("3", "web", "anna-3", "agent"),
                message("4", "web", "anna-4", "agent"),
                message("5", "web", "ben", "agent"),
                link("l1", "anna-2", "anna-3"),
                link("l2", "anna-3", "anna"),
                link("l3", "anna", "anna-4"),
                link("l4", "ben", "ben-2"));

        erase(settings, List.of("anna"), "");

        assertThat(events()).isEqualTo("[[5], [l4]]");
        assertThat(bygones().removals())
                .singleElement()
                .extracting(Removal::rows)
                .isEqualTo(7L);
    }

    @Test
    void leavesOtherPlatformsAloneWhereOneIsNamed() throws IOException {
        IngestSettings settings = Samples.settings(1);
        String[] lines = {message("1", "tiktok", "anna", "agent"), message("2", "web", "anna", "agent")};
        ingest(settings, "a.jsonl", lines);

        erase(settings, List.of("anna"), "platform=web");

        assertThat(events()).isEqualTo("[[1]]");
        IngestReport again = ingest(settings, "b.jsonl", lines);
        assertThat(again.totals()).hasToString("read 2 accepted 0 duplicate 1 rejected 0 ignored 1 blank 0");
        erase(settings, List.of("anna"), "source=tiktok");
        assertThat(events()).isEqualTo("[]");
    }

    @Test
    void keepsErasedPersonsOutUnderANewKeyWhileTheFormerOneIsNamed() throws IOException {
        IngestSettings before = Samples.settings(1);
        ingest(before, "a.jsonl", message("1", "tiktok", "anna", "agent"), message("2", "tiktok", "ben", "agent"));
        erase(before, List.of("anna"), "");
        String hashes = bygones().tombstones().toString();

        try (TestWarehouse fresh = TestWarehouse.create()) {
            IngestSettings after = under(NEW_KEY, List.of(Samples.KEY));
            Erasure.of(fresh.warehouse(), after).adopt(bygones(), NOON);
            IngestReport read = Ingest.run(
                    fresh.warehouse(), after, List.of(InputSpec.of(folder.resolve("a.jsonl"))), "run-1", Progress.NONE);

            assertThat(read.totals()).hasToString("read 2 accepted 1 duplicate 0 rejected 0 ignored 1 blank 0");
            assertThat(read.totals().ignoredReasons()).containsOnlyKeys("erased");
            assertThat(fresh.rows("SELECT actor_id FROM log.events").toString())
                    .isEqualTo("[[" + new Pseudonyms(NEW_KEY).person("ben") + "]]");
            assertThat(fresh.warehouse().ledger().bygones().tombstones().toString())
                    .isEqualTo(hashes);
            assertThatThrownBy(() -> Erasure.of(fresh.warehouse(), under(NEW_KEY, List.of()))
                            .checkKeys())
                    .isInstanceOf(SottoException.class)
                    .hasMessageContaining("former key");
        }
    }

    @Test
    void erasesWhatEitherKeyMadeAfterAChangeWithinAWarehouse() throws IOException {
        ingest(Samples.settings(1), "a.jsonl", message("1", "tiktok", "anna", "agent"));
        IngestSettings after = under(NEW_KEY, List.of(Samples.KEY));
        ingest(after, "b.jsonl", message("2", "tiktok", "anna", "agent"), message("3", "tiktok", "ben", "agent"));

        erase(after, List.of("anna"), "");

        assertThat(events()).isEqualTo("[[3]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"erase", "erase-requested", "remove", "removed"})
    void countsWhatWentOnceWhereverItIsInterrupted(String point) throws IOException {
        IngestSettings settings = Samples.settings(1);
        ingest(settings, "a.jsonl", message("1", "tiktok", "anna", "agent"), message("2", "tiktok", "ben", "agent"));
        System.setProperty("sotto.fault", point + ":1:ioerror");
        assertThatThrownBy(() -> erase(settings, List.of("anna"), "")).hasMessageContaining(point);
        System.clearProperty("sotto.fault");
        home.reopen();
        home.spark();
        boolean isRequested = !point.equals("erase");
        assertThat(Erasure.of(home.warehouse(), settings).isPending()).isEqualTo(isRequested);

        if (isRequested) {
            Erasure.of(home.warehouse(), settings).takeOut(Progress.NONE);
        } else {
            erase(settings, List.of("anna"), "");
        }
        Erasure.of(home.warehouse(), settings).takeOut(Progress.NONE);

        assertThat(events()).isEqualTo("[[2]]");
        assertThat(bygones().removals())
                .singleElement()
                .extracting(Removal::rows, Removal::runId)
                .containsExactly(1L, "run-1");
    }

    @Test
    void hidesNamesOfFilesAndFreeWordsInWhichThePersonStands() throws IOException {
        IngestSettings settings = Samples.settings(1);
        Files.createDirectories(folder.resolve("anna_4915551234567"));
        String[] lines = {
            message("1", "tiktok", "+4915551234567", "agent"),
            message("2", "tiktok", "ben", "agent").replace("\"kind\"", "\"note\":\"asked +4915551234567\",\"kind\""),
            "{\"broken\":1}"
        };
        ingest(settings, "anna_4915551234567/a.jsonl", lines);

        erase(settings, List.of("4915551234567", "+4915551234567"), "");

        assertThat(events()).isEqualTo("[[2]]");
        assertThat(home.rows("SELECT attributes FROM log.events").toString()).isEqualTo("[[null]]");
        for (String table : List.of("log.inputs", "log.rejects")) {
            assertThat(home.rows("SELECT file FROM " + table).toString())
                    .contains("/erased-", "/a.jsonl")
                    .doesNotContain("4915551234567");
        }
        assertThat(ingest(settings, "anna_4915551234567/a.jsonl", lines).unchanged())
                .as("known under its new name")
                .hasSize(1);
        ingest(settings, "anna_4915551234567/b.jsonl", lines[1].replace("\"2\"", "\"3\""));
        assertThat(home.rows("SELECT attributes FROM log.events").toString()).isEqualTo("[[null], [null]]");
        assertThat(home.rows("SELECT file FROM log.inputs").toString()).doesNotContain("4915551234567");
    }

    @Test
    void finishesWhatAKilledRunHadBegunToPublish() throws IOException {
        IngestSettings settings = Samples.settings(1);
        System.setProperty("sotto.fault", "published:1:ioerror");
        String[] lines = {message("1", "tiktok", "anna", "agent"), message("2", "tiktok", "ben", "agent")};
        assertThatThrownBy(() -> ingest(settings, "a.jsonl", lines)).hasMessageContaining("published");
        System.clearProperty("sotto.fault");
        home.reopen();
        home.spark();

        erase(settings, List.of("anna"), "");

        assertThat(home.rows("SELECT accepted, run_id FROM log.inputs").toString())
                .isEqualTo("[[2,run-1]]");
        assertThat(ingest(settings, "a.jsonl", lines).unchanged()).hasSize(1);
        assertThat(events()).isEqualTo("[[2]]");
    }
}
