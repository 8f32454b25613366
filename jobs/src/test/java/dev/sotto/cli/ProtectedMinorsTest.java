package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a log's events of persons under 16, and policies that come later, change in the numbers, from end to end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProtectedMinorsTest {
    /** How many records were read is no number of persons. */
    private static final String NUMBERS =
            "SELECT * EXCEPT (snapshot_id, restated_at) FROM metrics.results WHERE metric <> 'duplicate_share'";

    /** What may open a conversation decides about these. */
    private static final List<String> OF_OPENERS =
            List.of("block_recovery_rate", "block_recovery_opener_rate", "policy_adherence", "policy_conflicts");

    private static final List<String> TABLES_OF_PERSONS = List.of(
            "creatives",
            "entries",
            "ambassadors",
            "ambassador_steps",
            "room_stays",
            "room_acts",
            "room_loads",
            "reminders",
            "filter_settings",
            "origins",
            "policy_checks");

    @TempDir
    private static Path folder;

    private static Stage stage = new Stage(Path.of(""), Map.of());
    private static TreeSet<String> before = new TreeSet<>();

    @BeforeAll
    static void readALogWithoutThem() throws IOException {
        stage = new Stage(folder, Map.of("SOTTO_PSEUDONYM_KEY", "5a".repeat(32)));
        Files.createDirectories(folder.resolve("data-samples/log"));
        write("sotto.yaml", "zone: UTC\ninputs: [log]\nas-of: 2026-04-06T07:30:00Z\n");
        write("brands.yaml", "brands: [{id: b, name: B, zone: UTC}]\n");
        write("sources.yaml", "sources: [{id: log, burn-in-days: 0}]\n");
        write(
                "platforms.yaml",
                "policies: [{platform: tiktok, version: one, valid-from: 2025-01-01, openers: [text, media_pack]}]\n");
        List<String> lines = new ArrayList<>();
        for (int day = 1; day <= 28; day++) {
            String on = String.format(Locale.ROOT, "2026-03-%02d", day);
            lines.add(event("b" + day, "message.blocked", on + "T08:00:00Z", person("c" + day, "18_plus"))
                    + ",\"reason\":\"first_contact_media\",\"kind\":\"media_pack\"}");
            lines.add(message("p" + day, on + "T08:30:00Z", person("c" + day, "18_plus"))
                    .replace("\"kind\":\"text\"", "\"kind\":\"media_pack\""));
            lines.add(message("i" + day, on + "T09:00:00Z", person("c" + day, "18_plus")));
            lines.add(message("q" + day, on + "T09:30:00Z", person("c" + day, "18_plus"))
                    .replace("\"kind\":\"text\"", "\"kind\":\"media_pack\""));
            lines.add(event("d" + day, "access.denied", on + "T11:00:00Z", "") + ",\"reason\":\"under_16\"}");
        }
        write("log/a.jsonl", String.join("\n", lines) + "\n");
        assertThat(stage.run("run", "-q")).as(stage.err()).isZero();
        before = new TreeSet<>(numbers());
        assertThat(before).hasSizeGreaterThan(100);
    }

    @Test
    @Order(1)
    void moveOnlyTheCountOfDenials() throws IOException {
        String minor = person("canary", "under_16");
        write(
                "log/minors.jsonl",
                String.join(
                                "\n",
                                event("m1", "access.denied", "2026-03-10T10:00:00Z", minor)
                                        + ",\"reason\":\"under_16\"}",
                                event("m2", "access.denied", "2026-03-10T10:00:01Z", "") + ",\"reason\":\"under_16\"}",
                                message("m3", "2026-03-10T10:00:02Z", minor),
                                message("m4", "2026-03-11T10:00:00Z", minor) + " ",
                                event("m5", "message.reacted", "2026-03-11T10:01:00Z", minor)
                                        + ",\"message_id\":\"i11\"}",
                                event("m6", "order.purchased", "2026-03-11T10:02:00Z", minor)
                                        + ",\"order_id\":\"o\",\"amount_minor\":900,\"currency\":\"EUR\"}",
                                event("m7", "person.reported", "2026-03-11T10:03:00Z", minor) + "}",
                                event("m8", "link.clicked", "2026-03-11T10:04:00Z", minor) + "}",
                                event("n1", "approval.requested", "2026-03-11T10:05:00Z", minor)
                                        + ",\"creative_id\":\"k\",\"round\":1}",
                                event("n2", "contest.entered", "2026-03-11T10:06:00Z", minor) + ",\"entry_id\":\"n\"}",
                                event("n3", "ambassador.invited", "2026-03-11T10:07:00Z", minor) + "}",
                                event("n4", "ambassador.step_done", "2026-03-11T10:08:00Z", minor)
                                        + ",\"step\":\"welcome\"}",
                                event("n5", "room.joined", "2026-03-11T10:09:00Z", minor) + ",\"room_id\":\"r\"}",
                                event("n6", "room.banned", "2026-03-11T10:10:00Z", minor) + ",\"room_id\":\"r\"}",
                                event("n7", "reminder.shown", "2026-03-11T10:11:00Z", minor)
                                        + ",\"outcome\":\"edited\"}",
                                event("n8", "filter.setting", "2026-03-11T10:12:00Z", minor) + ",\"enabled\":true}",
                                event("n9", "contact.origin_checked", "2026-03-11T10:13:00Z", minor)
                                        + ",\"result\":\"pass\"}",
                                voice("o1", "2026-03-11T10:14:00Z", minor))
                        + "\n");
        List<String> rowsBefore = rowsOfPersons();
        assertThat(stage.run("run", "-q")).as(stage.err()).isZero();

        TreeSet<String> after = new TreeSet<>(numbers());
        assertThat(changed(before, after))
                .as("denials, and that rules were broken")
                .isNotEmpty()
                .allMatch(row -> row.matches(".*\"metric\":\"(age_denials|policy_conflicts)\".*"));
        assertThat(changed(before, after).stream()
                        .filter(row -> row.contains("\"metric\":\"age_denials\""))
                        .filter(row -> row.contains("\"period\":\"day\"") && row.contains("2026-03-10")))
                .as("from one to three, for all and for the platform")
                .hasSize(4);
        assertThat(rows("SELECT count(*) AS n, count(actor_id) AS actors, count(contact_id) AS contacts,"
                        + " count(thread_id) AS threads FROM log.events WHERE event_id LIKE 'm%'"))
                .containsExactly("{\"n\":8,\"actors\":0,\"contacts\":0,\"threads\":0}");
        assertThat(rows("SELECT event_id FROM log.events WHERE policy_conflict LIKE '%under_16%' ORDER BY 1"))
                .hasSize(16);
        assertThat(rowsOfPersons()).isEqualTo(rowsBefore);
        before = after;
    }

    @Test
    @Order(2)
    void seeEveryNumberRestatedThatAPolicyOfThePastChanges() throws IOException {
        write(
                "platforms.yaml",
                "policies:\n- {platform: tiktok, version: one, valid-from: 2025-01-01, openers: [text, media_pack]}\n"
                        + "- {platform: tiktok, version: two, valid-from: 2026-03-15, openers: [sticker]}\n");
        assertThat(stage.run("run")).as(stage.err()).isZero();

        // Four events of adults and a denial a day.
        assertThat(stage.out()).contains("Judged again by the policies of now: 70 earlier events, 70 of them");
        assertThat(rows("SELECT min(occurred_at) AS first, count(*) AS n FROM log.events WHERE policy_version = 'two'"))
                .singleElement()
                .asString()
                .contains("2026-03-15", "70");
        TreeSet<String> after = new TreeSet<>(numbers());
        assertThat(changed(before, after))
                .isNotEmpty()
                .allMatch(row -> OF_OPENERS.stream().anyMatch(metric -> row.contains("\"metric\":\"" + metric + "\"")))
                .noneMatch(row -> row.contains("\"period\":\"day\"") && row.contains("\"2026-03-14\""));
        assertThat(rows("SELECT DISTINCT metric FROM metrics.results WHERE restated_at IS NOT NULL ORDER BY 1"))
                .containsExactly(
                        "{\"metric\":\"age_denials\"}",
                        "{\"metric\":\"block_recovery_opener_rate\"}",
                        "{\"metric\":\"block_recovery_rate\"}",
                        "{\"metric\":\"duplicate_share\"}",
                        "{\"metric\":\"policy_adherence\"}",
                        "{\"metric\":\"policy_conflicts\"}");
        assertThat(rows("SELECT count_if(is_media_first) AS n FROM journeys.pairs"))
                .containsExactly("{\"n\":14}");

        write(
                "platforms.yaml",
                "policies: [{platform: tiktok, version: one, valid-from: 2025-01-01, openers: [text, media_pack]}]\n");
        assertThat(stage.run("run")).as(stage.err()).isZero();
        assertThat(stage.out()).contains("70 earlier events, 70 of them");
        assertThat(new TreeSet<>(numbers())).isEqualTo(before);
    }

    private static TreeSet<String> changed(TreeSet<String> before, TreeSet<String> after) {
        TreeSet<String> changed = new TreeSet<>(before);
        changed.addAll(after);
        changed.removeIf(row -> before.contains(row) && after.contains(row));
        return changed;
    }

    private static List<String> numbers() {
        return rows(NUMBERS);
    }

    private static List<String> rows(String sql) {
        assertThat(stage.run("sql", "--format", "json", "-e", sql))
                .as(stage.err())
                .isZero();
        return stage.out().lines().toList();
    }

    private static List<String> rowsOfPersons() {
        List<String> counts = new ArrayList<>();
        TABLES_OF_PERSONS.forEach(
                table -> counts.add("SELECT '" + table + "' AS t, count(*) AS n FROM journeys." + table));
        return rows(String.join(" UNION ALL ", counts) + " ORDER BY t");
    }

    private static String voice(String id, String at, String actor) {
        return event(id, "message.sent", at, actor) + ",\"message_id\":\"" + id
                + "\",\"kind\":\"voice_note\",\"voice_ms\":60001}";
    }

    private static String message(String id, String at, String actor) {
        return event(id, "message.sent", at, actor) + ",\"message_id\":\"" + id + "\",\"kind\":\"text\",\"media\":[]}";
    }

    private static String event(String id, String type, String at, String actor) {
        return "{\"event_id\":\"" + id + "\",\"event_type\":\"" + type + "\",\"occurred_at\":\"" + at
                + "\",\"source\":\"log\",\"platform\":\"tiktok\",\"brand_id\":\"b\",\"thread_id\":\"t-" + id + "\""
                + actor;
    }

    private static String person(String id, String band) {
        return ",\"actor\":{\"id\":\"" + id + "\",\"role\":\"contact\",\"age_band\":\"" + band
                + "\"},\"counterpart\":{\"id\":\"agent\",\"role\":\"agent\"}";
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("data-samples").resolve(name), text);
    }
}
