package dev.sotto.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One workspace from its first run on: each test goes on where the one before ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunCommandTest {

    /** A table more costs some; what would cost some for each brand, day or file has to be noticed. */
    private static final int MOST_JOBS = 320;

    @TempDir
    private static Path folder;

    private static Stage stage = new Stage(Path.of(""), Map.of());

    @BeforeAll
    static void simulate() throws IOException {
        stage = new Stage(folder, Map.of("SOTTO_PSEUDONYM_KEY", "5a".repeat(32)));
        Path made = folder.resolve("data-samples");
        assertThat(stage.run("simulate", "-q", "--events", "6000", "--seed", "2", "--out", made.toString()))
                .isZero();
        // A week is enough here, and a file that has to be refused.
        try (var files = Files.list(made.resolve("log"))) {
            for (Path file : files.filter(f -> !f.toString().contains("W13")).toList()) {
                Files.delete(file);
            }
        }
        Files.writeString(made.resolve("log/broken.jsonl.gz"), "no gzip");
        // This one can be opened, and shows only while it is read that it was cut.
        byte[] whole = Files.readAllBytes(made.resolve("log").resolve(aWeek(made)));
        Files.write(made.resolve("log/cut.jsonl.gz"), Arrays.copyOf(whole, whole.length - 4));
    }

    private static String aWeek(Path made) throws IOException {
        try (var files = Files.list(made.resolve("log"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("W13.jsonl.gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    @Order(1)
    void publishesWhatItCanAndSaysWhatBecameOfEveryFile() {
        int before = jobs();
        assertThat(stage.run("run")).as(stage.err()).isEqualTo(3);
        assertThat(jobs() - before).as("Spark jobs of a full build").isBetween(1, MOST_JOBS);
        assertThat(stage.out())
                .contains("accepted  duplicate   rejected")
                .contains("W13.jsonl.gz")
                .containsPattern("Rejected because: \\w+ \\d+")
                .contains("Refused: ", "broken.jsonl.gz: not_gzip", "cut.jsonl.gz: gzip_truncated")
                .containsPattern("Run 2026-03-30-[0-9a-f]{8} took .*ingest .*build ");
        assertThat(stage.err()).contains("look at the inputs", "metrics.coverage", "tables");
    }

    @Test
    @Order(2)
    void saysThatNothingChanged() {
        int before = jobs();
        assertThat(stage.run("run")).as("the file is still refused").isEqualTo(3);
        assertThat(jobs() - before).as("Spark jobs").isLessThanOrEqualTo(2);
        assertThat(stage.out())
                .startsWith("Nothing changed: run 2026-03-30-")
                .contains("broken.jsonl.gz: not_gzip", "cut.jsonl.gz: gzip_truncated");
        assertThat(stage.err()).doesNotContain("fold");
    }

    @Test
    @Order(3)
    void answersAnalysts() {
        assertThat(stage.run("sql", "--format", "json", "-e", "SELECT count(*) > 100 AS many FROM log.events"))
                .isZero();
        assertThat(stage.out()).isEqualTo("{\"many\":true}\n");
        assertThat(stage.run("sql", "-e", "SELECT nothing FROM log.events")).isEqualTo(2);
        assertThat(stage.err()).startsWith("Cannot run the statement: ").hasLineCount(1);
    }

    @Test
    @Order(4)
    void findsWhatIsNotFit() {
        assertThat(stage.run("doctor")).as(stage.out()).isEqualTo(4);
        assertThat(stage.out())
                .contains("last run 2026-03-30-")
                .containsPattern("not ok +inputs +Files that a run would refuse")
                .containsOnlyOnce("not ok");
    }

    @Test
    @Order(5)
    void writesTheDictionary() throws IOException {
        assertThat(stage.run("docs")).isZero();
        List<Path> pages = stage.out().lines().map(Path::of).toList();
        assertThat(pages)
                .extracting(page -> page.getFileName().toString())
                .containsExactly("dictionary.html", "dictionary.de.html", "dictionary.fr.html", "dictionary.it.html");
        assertThat(Files.readString(pages.get(0)))
                .contains("id=\"log.events\"", "id=\"metrics.results\"", "id=\"ops.runs\"")
                .contains("<code>reply_rate</code>")
                .contains("Every accepted event, once")
                .doesNotContain("_partition");
        assertThat(Files.readString(pages.get(1)))
                .contains("<html lang=\"de\">", "href=\"dictionary.html\"", "id=\"log.events\"")
                .contains("Antwortquote", "höher ist besser", "nach Person gebündelt")
                .doesNotContain("Reply rate");
    }

    @Test
    @Order(6)
    void addsLateEventsToTheirDayAndNoOther() throws IOException {
        Path log = folder.resolve("data-samples/log");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(log.resolve(aWeek(log.getParent())))), UTF_8))) {
            List<String> day = lines.lines()
                    .filter(line ->
                            line.contains("\"message.sent\"") && line.contains("\"occurred_at\":\"2026-03-25T1"))
                    .map(line -> line.replace("\"event_id\":\"", "\"event_id\":\"again-"))
                    .limit(50)
                    .toList();
            Files.write(log.resolve("day.jsonl"), day);
        }
        int before = jobs();
        assertThat(stage.run("run")).as(stage.err()).isEqualTo(3);
        assertThat(jobs() - before).as("Spark jobs of a run with news").isBetween(1, MOST_JOBS);
        assertThat(stage.out()).contains("day.jsonl").containsPattern("Run 2026-03-30-[0-9a-f]{8} took ");
        String restated = "SELECT DISTINCT CAST(period_start_on AS STRING) AS day FROM metrics.results"
                + " WHERE metric = 'messages_sent' AND period = 'day' AND restated_at IS NOT NULL";
        assertThat(stage.run("sql", "--format", "json", "-e", restated)).isZero();
        assertThat(stage.out()).as("the day that late events are of").isEqualTo("{\"day\":\"2026-03-25\"}\n");
    }

    /** How many jobs Spark was given in this process so far. */
    private static int jobs() {
        return SparkSession.getDefaultSession().isEmpty()
                ? 0
                : SparkSession.getDefaultSession()
                        .get()
                        .sparkContext()
                        .dagScheduler()
                        .numTotalJobs();
    }
}
