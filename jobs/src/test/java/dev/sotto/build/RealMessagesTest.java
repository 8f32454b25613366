package dev.sotto.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.config.Workspace;
import dev.sotto.domain.Progress;
import dev.sotto.ingest.Ingest;
import dev.sotto.ingest.IngestSettings;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.ingest.mapping.Mapping;
import dev.sotto.warehouse.TestWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real private messages, from the file to the tables, held against numbers that others computed from them. */
class RealMessagesTest {

    private static final Path FOLDER = Path.of("../../shared/ground-truth/college-messages");
    private static final Path MAPPING = Path.of("../data-samples/mappings/college-messages.yaml");

    @TempDir
    static Path workspaceFolder;

    private static TestWarehouse shelf;
    private static JsonNode reference;

    @BeforeAll
    static void build() throws IOException {
        assumeTrue(Files.exists(FOLDER.resolve("messages.txt")), "the real messages are not here");
        reference = new ObjectMapper()
                .readTree(FOLDER.resolve("reference.json").toFile())
                .get("results");
        Path config = Files.writeString(workspaceFolder.resolve("sotto.yaml"), "as-of: 2026-03-30\ninputs: []\n");
        Workspace workspace = Workspace.read(config);
        Instant asOf = workspace.asOf().orElseThrow();
        shelf = TestWarehouse.create();
        shelf.spark();
        InputSpec input = new InputSpec(FOLDER.resolve("messages.txt"), Optional.of(MAPPING));
        Ingest.run(shelf.warehouse(), IngestSettings.of(workspace, asOf), List.of(input), "run", Progress.NONE);
        Build.run(shelf.warehouse(), workspace, List.of(Mapping.read(MAPPING).source()), asOf, Progress.NONE);
    }

    @AfterAll
    static void clearAway() {
        if (shelf != null) {
            shelf.close();
        }
    }

    private static Row row(String sql) {
        return shelf.rows(sql).get(0);
    }

    @Test
    void countsItsVolume() {
        JsonNode volume = reference.get("volume");
        assertThat(row("SELECT COUNT(*), COUNT(DISTINCT actor_id), COUNT(DISTINCT actor_id, counterpart_id)"
                        + " FROM log.events"))
                .isEqualTo(org.apache.spark.sql.RowFactory.create(
                        volume.get("messages").asLong(),
                        volume.get("senders").asLong(),
                        volume.get("directed_dyads").asLong()));
        Row pairs = row(
                "SELECT COUNT(*), COUNT(first_reply_at), SUM(messages), COUNT_IF(is_left_truncated) FROM journeys.pairs");
        assertThat(pairs.getLong(0)).isEqualTo(volume.get("pairs").asLong());
        assertThat(pairs.getLong(1)).isEqualTo(volume.get("reciprocal_pairs").asLong());
        assertThat(pairs.getLong(2)).isEqualTo(volume.get("messages").asLong());
        assertThat(pairs.getLong(3)).isZero();
    }

    @Test
    void timesFirstContactsAndTheirReplies() {
        JsonNode first = reference.get("first_contact");
        Row pairs = row("WITH replies AS (SELECT initiator,"
                + " (unix_millis(first_reply_at) - unix_millis(first_message_at)) / 1000 AS seconds FROM journeys.pairs)"
                + " SELECT COUNT_IF(seconds <= 3600), COUNT_IF(seconds <= 86400), COUNT_IF(seconds <= 604800),"
                + " COUNT_IF(seconds = 0), CAST(AVG(seconds) AS DOUBLE), CAST(MEDIAN(seconds) AS DOUBLE),"
                + " CAST(percentile_disc(0.9) WITHIN GROUP (ORDER BY seconds) AS DOUBLE), COUNT(DISTINCT initiator),"
                + " COUNT(DISTINCT initiator) FILTER (WHERE seconds IS NOT NULL) FROM replies");
        JsonNode seconds = first.get("first_response_seconds");
        assertThat(pairs.getLong(0)).isEqualTo(first.get("replied_within_1h").asLong());
        assertThat(pairs.getLong(1)).isEqualTo(first.get("replied_within_24h").asLong());
        assertThat(pairs.getLong(2)).isEqualTo(first.get("replied_within_7d").asLong());
        assertThat(pairs.getLong(3)).isEqualTo(first.get("zero_second_replies").asLong());
        assertThat(pairs.getDouble(4)).isCloseTo(seconds.get("mean").asDouble(), within(1e-6));
        assertThat(pairs.getDouble(5)).isEqualTo(seconds.get("median").asDouble());
        assertThat(pairs.getDouble(6)).isEqualTo(seconds.get("p90_disc").asDouble());
        assertThat(pairs.getLong(7)).isEqualTo(first.get("users_who_initiated").asLong());
        assertThat(pairs.getLong(8))
                .isEqualTo(first.get("users_who_initiated_and_got_a_reply").asLong());
    }

    @Test
    void timesTheTurnsOfEveryPair() {
        JsonNode turns = reference.get("turn_response");
        Row row = row("WITH turns AS (SELECT actor_id, unix_millis(occurred_at) / 1000 AS at,"
                + " LAG(actor_id) OVER pair AS last_actor, LAG(unix_millis(occurred_at) / 1000) OVER pair AS last_at"
                + " FROM log.events WINDOW pair AS (PARTITION BY thread_id ORDER BY occurred_at, source_sequence))"
                + " SELECT COUNT(*), CAST(AVG(at - last_at) AS DOUBLE), CAST(MEDIAN(at - last_at) AS DOUBLE),"
                + " COUNT_IF(at - last_at <= 86400) FROM turns WHERE last_actor <> actor_id");
        assertThat(row.getLong(0)).isEqualTo(turns.get("responses").asLong());
        assertThat(row.getDouble(1))
                .isCloseTo(turns.get("from_last").get("mean").asDouble(), within(1e-6));
        assertThat(row.getDouble(2))
                .isEqualTo(turns.get("from_last").get("median").asDouble());
        assertThat(row.getLong(3))
                .isEqualTo(turns.get("responses_from_last_within_24h").asLong());
    }

    @Test
    void cutsConversationsAtADayOfSilence() {
        JsonNode sessions = reference.get("sessions").get("24h");
        Row row = row("SELECT COUNT(*), COUNT_IF(is_two_way), CAST(AVG(messages) AS DOUBLE), MAX(messages),"
                + " COUNT_IF(messages = 1) FROM journeys.conversations");
        assertThat(row.getLong(0)).isEqualTo(sessions.get("sessions").asLong());
        assertThat(row.getLong(1)).isEqualTo(sessions.get("two_sided").asLong());
        assertThat(row.getDouble(2)).isCloseTo(sessions.get("mean_messages").asDouble(), within(1e-6));
        assertThat(row.getLong(3)).isEqualTo(sessions.get("max_messages").asLong());
        assertThat(row.getLong(4))
                .isEqualTo(sessions.get("single_message_sessions").asLong());
    }

    @Test
    void countsWhoIsActiveByWeek() {
        List<Row> weeks = shelf.rows("SELECT CAST(trunc(active_on, 'week') AS STRING), COUNT(DISTINCT person_id),"
                + " SUM(messages) FROM journeys.activity GROUP BY ALL ORDER BY 1");
        List<String> expected = new ArrayList<>();
        reference
                .get("activity")
                .get("utc")
                .get("weekly")
                .forEach(week -> expected.add(week.get("week_start").asText() + " "
                        + week.get("active_senders").asLong() + " "
                        + week.get("messages").asLong()));
        assertThat(weeks)
                .extracting(row -> row.getString(0) + " " + row.getLong(1) + " " + row.getLong(2))
                .isEqualTo(expected);
    }

    @Test
    void followsCohortsByCalendarWeek() {
        List<Row> cells = shelf.rows("WITH weeks AS (SELECT DISTINCT person_id, trunc(active_on, 'week') AS week"
                + " FROM journeys.activity), members AS (SELECT person_id, week, MIN(week) OVER (PARTITION BY person_id)"
                + " AS cohort FROM weeks) SELECT CAST(cohort AS STRING), datediff(week, cohort) DIV 7, COUNT(*)"
                + " FROM members GROUP BY ALL ORDER BY 1, 2");
        List<String> expected = new ArrayList<>();
        reference.get("cohort_retention").get("utc").get("table").forEach(cohort -> {
            JsonNode retained = cohort.get("retained");
            for (int k = 0; k < retained.size(); k++) {
                expected.add(cohort.get("week_start").asText() + " " + k + " "
                        + retained.get(k).asLong());
            }
        });
        assertThat(cells)
                .extracting(row -> row.getString(0) + " " + row.getLong(1) + " " + row.getLong(2))
                .isEqualTo(expected);
    }

    @Test
    void saysWhatCannotBeKnownOfAnOrganicLog() {
        assertThat(
                        shelf.rows(
                                "SELECT DISTINCT metric, status FROM metrics.results WHERE scope = 'all'"
                                        + " AND metric IN ('messages_sent', 'reply_rate', 'filter_hit_rate') AND slice IS NULL ORDER BY 1"))
                .extracting(row -> row.getString(0) + " " + row.getString(1))
                .containsExactly("filter_hit_rate not_observable", "messages_sent ok", "reply_rate not_observable");
    }
}
