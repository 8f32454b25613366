package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.PlatformPolicy;
import dev.sotto.domain.Progress;
import dev.sotto.ingest.IngestReport.JudgedAgain;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.warehouse.TestWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejudgementTest {
    private static final PlatformPolicy OLD = Samples.policy("old", "2020-01-01T00:00:00Z", 60_000);
    private static final PlatformPolicy SHORT = Samples.policy("short", "2026-04-05T00:00:00Z", 30_000);
    private static final String VERDICTS =
            "SELECT event_id, policy_version, policy_conflict FROM log.events ORDER BY event_id";

    @TempDir
    Path folder;

    private TestWarehouse home;

    @BeforeEach
    void readALogUnderTheOldPolicy() throws IOException {
        home = TestWarehouse.create();
        home.spark();
        List<String> lines = new ArrayList<>();
        for (int day = 1; day <= 9; day++) {
            lines.add(voice("a" + day, "2026-04-0" + day + "T00:00:00Z", 45_000, "u" + day));
            lines.add(voice("b" + day, "2026-04-0" + day + "T00:00:00Z", 25_000, "v" + day));
        }
        lines.add(voice("m", "2026-04-07T00:00:00Z", 45_000, "w")
                .replace("\"role\":\"contact\"", "\"role\":\"contact\",\"age_band\":\"under_16\""));
        Files.writeString(folder.resolve("a.jsonl"), String.join("\n", lines) + "\n");
        assertThat(run("run-1", OLD)).isEmpty();
    }

    @AfterEach
    void close() {
        System.clearProperty("sotto.fault");
        home.close();
    }

    @Test
    void judgesEventsFromTheNewPolicysFirstMomentOnAndNoEarlierOnes() {
        List<String> others = home.rows("SELECT * EXCEPT (policy_version, policy_conflict) FROM log.events").stream()
                .map(Row::toString)
                .sorted()
                .toList();

        assertThat(run("run-2", OLD, SHORT)).contains(new JudgedAgain(11, 11));

        assertThat(verdicts())
                .contains("[a4,old,null]", "[a5,short,voice_too_long]", "[b4,old,null]", "[b5,short,null]")
                .contains("[m,short,voice_too_long,under_16]")
                .hasSize(19);
        assertThat(home.rows("SELECT * EXCEPT (policy_version, policy_conflict) FROM log.events").stream()
                        .map(Row::toString)
                        .sorted())
                .containsExactlyElementsOf(others);
        assertThat(run("run-3", OLD, SHORT)).as("once").isEmpty();
    }

    @Test
    void takesVerdictsBackWithThePolicyThatGaveThem() {
        List<String> before = verdicts();
        run("run-2", OLD, SHORT);

        assertThat(run("run-3", OLD)).contains(new JudgedAgain(11, 11));

        assertThat(verdicts()).isEqualTo(before);
    }

    @Test
    void seesALimitThatWasEditedUnderTheSameVersion() {
        assertThat(run("run-2", Samples.policy("old", "2020-01-01T00:00:00Z", 40_000)))
                .contains(new JudgedAgain(19, 10));

        assertThat(verdicts()).contains("[a1,old,voice_too_long]", "[b1,old,null]");
    }

    @Test
    void leavesTheTableAsItIsWhereNoVerdictChanges() {
        var before = home.warehouse().snapshots();

        assertThat(run("run-2", OLD, Samples.policy("later", "2026-06-01T00:00:00Z", 1_000)))
                .isEmpty();
        assertThat(run("run-3", Samples.policy("old", "2020-01-01T00:00:00Z", 50_000)))
                .contains(new JudgedAgain(19, 0));

        assertThat(home.warehouse().snapshots()).isEqualTo(before);
    }

    @Test
    void writesOnlyFilesAnewThatHoldAVerdictThatChanges() throws IOException {
        Files.writeString(folder.resolve("b.jsonl"), voice("late", "2026-04-01T00:00:00Z", 45_000, "u1") + "\n");
        run("run-2", OLD);
        Set<String> before = new TreeSet<>(home.warehouse().files("log.events").addresses());
        Set<String> ofLate = files("event_id = 'late'");

        run("run-3", OLD, SHORT);

        Set<String> after = new TreeSet<>(home.warehouse().files("log.events").addresses());
        assertThat(after).containsAll(ofLate).doesNotContainAnyElementsOf(filesOfSince(before, ofLate));
    }

    @Test
    void judgesLaterEventsOfTheSameRunByTheSamePolicies() throws IOException {
        Files.writeString(folder.resolve("b.jsonl"), voice("new", "2026-04-08T00:00:00Z", 45_000, "x") + "\n");

        assertThat(run("run-2", OLD, SHORT)).contains(new JudgedAgain(11, 11));

        assertThat(verdicts()).contains("[new,short,voice_too_long]").hasSize(20);
        assertThat(home.rows("SELECT DISTINCT cluster_key FROM log.events")).hasSize(20);
    }

    @Test
    void isDoneOnceWhereverARunDies() {
        for (String point : List.of("staged:1", "overwritten:1")) {
            List<String> before = verdicts();
            System.setProperty("sotto.fault", point + ":ioerror");
            assertThatThrownBy(() -> run("run-2", OLD, SHORT)).as(point).isInstanceOf(Exception.class);
            System.clearProperty("sotto.fault");
            home.reopen();
            assertThat(verdicts().equals(before)).as(point).isEqualTo(!point.startsWith("overwritten"));

            assertThat(run("run-2", OLD, SHORT)).as(point).contains(new JudgedAgain(11, 11));

            assertThat(verdicts())
                    .as(point)
                    .contains("[a5,short,voice_too_long]")
                    .hasSize(19);
            // Taken back by a run that dies too, and judged by neither policy of before.
            run("run-4", OLD);
            assertThat(verdicts()).as(point).isEqualTo(before);
        }
    }

    @Test
    void sparesItsFilesWhenSnapshotsExpire() {
        run("run-2", OLD, SHORT);
        List<String> verdicts = verdicts();

        home.rows("CALL sotto.system.expire_snapshots(table => 'log.events', older_than => TIMESTAMP '2100-01-01',"
                + " retain_last => 1)");

        home.reopen();
        assertThat(verdicts()).isEqualTo(verdicts);
        assertThat(run("run-3", OLD, SHORT)).isEmpty();
    }

    private Set<String> files(String where) {
        Set<String> files = new TreeSet<>();
        home.warehouse()
                .read("log.events")
                .where(where)
                .selectExpr("_file")
                .collectAsList()
                .forEach(row -> files.add(row.getString(0)));
        return files;
    }

    private static Set<String> filesOfSince(Set<String> before, Set<String> spared) {
        Set<String> replaced = new TreeSet<>(before);
        replaced.removeAll(spared);
        return replaced;
    }

    private Optional<JudgedAgain> run(String runId, PlatformPolicy... policies) {
        IngestSettings settings = new IngestSettings(
                0.5,
                Samples.KEY,
                List.of(policies),
                Samples.NOW,
                IngestSettings.DEFAULT_PLAUSIBLE_FROM,
                IngestSettings.DEFAULT_PLAUSIBLE_AHEAD);
        return Ingest.run(home.warehouse(), settings, List.of(InputSpec.of(folder)), runId, Progress.NONE)
                .judgedAgain();
    }

    private List<String> verdicts() {
        return home.rows(VERDICTS).stream().map(Row::toString).toList();
    }

    private static String voice(String id, String at, long voiceMs, String actor) {
        return "{\"event_id\":\"" + id + "\",\"event_type\":\"message.sent\",\"occurred_at\":\"" + at
                + "\",\"source\":\"test\",\"platform\":\"tiktok\",\"message_id\":\"m-" + id
                + "\",\"kind\":\"voice_note\",\"voice_ms\":" + voiceMs + ",\"actor\":{\"id\":\"" + actor
                + "\",\"role\":\"contact\"}}";
    }
}
