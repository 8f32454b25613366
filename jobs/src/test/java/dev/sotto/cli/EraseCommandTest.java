package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One warehouse from Anna's coming to her third attempt to come back: each test goes on where the one before ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EraseCommandTest {
    private static final String KEY = "5a".repeat(32);
    private static final List<String> TABLES = List.of(
            "SELECT * EXCEPT (run_id) FROM log.events",
            "SELECT * FROM journeys.journeys",
            "SELECT * FROM journeys.pairs",
            "SELECT * FROM journeys.conversations",
            "SELECT * FROM journeys.activity",
            // What was delivered twice stays counted: it is of files, not of persons.
            "SELECT * EXCEPT (snapshot_id, restated_at) FROM metrics.results WHERE metric <> 'duplicate_share'");

    @TempDir
    private static Path folder;

    private static Stage stage;
    private static SmallTown town;

    @BeforeAll
    static void build() throws IOException {
        stage = new Stage(folder, Map.of("SOTTO_PSEUDONYM_KEY", KEY));
        town = new SmallTown(folder.resolve("town"));
        town.write("2026-03.jsonl", SmallTown.withAnna());
        town.write("web.jsonl", SmallTown.web());
        assertThat(run("run")).as(stage.err()).isZero();
    }

    private static int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--config", town.config().toString()));
        return stage.run(all.toArray(String[]::new));
    }

    private static List<String> rows(Path config, String sql) {
        assertThat(stage.run("sql", "--config", config.toString(), "--format", "json", "-e", sql))
                .as(stage.err())
                .isZero();
        return stage.out().lines().sorted().toList();
    }

    private static String pseudonym(String id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(KEY), "HmacSHA256"));
            byte[] hash = mac.doFinal(("sotto:v1|internal|" + id).getBytes(StandardCharsets.UTF_8));
            StringBuilder bits = new StringBuilder();
            for (byte b : hash) {
                bits.append(Integer.toBinaryString((b & 0xff) | 0x100), 1, 9);
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 26; i++) {
                text.append("abcdefghijklmnopqrstuvwxyz234567"
                        .charAt(Integer.parseInt(bits.substring(5 * i, 5 * i + 5), 2)));
            }
            return text.toString();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The files that hold an id or the beginning of its pseudonym, found by other means than the product's own. */
    private static List<String> traces(String id) throws IOException, SQLException {
        List<String> found = new ArrayList<>();
        for (String needle : List.of(id, pseudonym(id).substring(0, 15))) {
            try (Stream<Path> files = Files.walk(folder.resolve("town/.sotto"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (holds(file, needle)) {
                        found.add(file.getFileName() + " " + needle.length());
                    }
                }
            }
        }
        return found;
    }

    private static boolean holds(Path file, String needle) throws IOException, SQLException {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(needle)) {
            return true;
        }
        if (file.toString().endsWith(".parquet")) {
            try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = duckdb.createStatement();
                    ResultSet count = statement.executeQuery("SELECT count(*) FROM read_parquet('" + file
                            + "') AS t WHERE CAST(to_json(t) AS VARCHAR) LIKE '%" + needle + "%'")) {
                count.next();
                return count.getLong(1) > 0;
            }
        }
        if (file.toString().endsWith(".avro")) {
            try (var records = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
                for (Object one : records) {
                    if (one.toString().contains(needle)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static void assertAsIfSheHadNeverBeen() throws IOException {
        SmallTown other = new SmallTown(folder.resolve("never"));
        other.write("2026-03.jsonl", SmallTown.withoutAnna());
        if (!Files.exists(folder.resolve("never/.sotto/warehouse"))) {
            assertThat(stage.run("run", "--config", other.config().toString()))
                    .as(stage.err())
                    .isZero();
        }
        for (String table : TABLES) {
            assertThat(rows(town.config(), table)).as(table).isNotEmpty().isEqualTo(rows(other.config(), table));
        }
    }

    /** What came in, by run, is what is there and what was taken out. */
    private static void assertBalance() {
        assertThat(rows(
                        town.config(),
                        "SELECT i.run_id, i.accepted - coalesce(e.n, 0) - coalesce(r.n, 0) AS missing FROM"
                                + " (SELECT run_id, sum(accepted) AS accepted FROM log.inputs GROUP BY run_id) i"
                                + " LEFT JOIN (SELECT run_id, count(*) AS n FROM log.events GROUP BY run_id) e USING (run_id)"
                                + " LEFT JOIN (SELECT run_id, sum(rows) AS n FROM ops.removals WHERE reason <> 'trimmed'"
                                + " AND table_name = 'log.events' GROUP BY run_id) r USING (run_id)"
                                + " WHERE i.accepted <> coalesce(e.n, 0) + coalesce(r.n, 0)"))
                .isEmpty();
        assertThat(rows(
                        town.config(),
                        "SELECT file FROM log.inputs WHERE read <> accepted + duplicate + rejected"
                                + " + ignored + blank OR read_bytes <> bytes"))
                .isEmpty();
    }

    @Test
    @Order(1)
    void findsHerBeforeSheIsErased() throws IOException, SQLException {
        assertThat(traces(SmallTown.ANNA))
                .anyMatch(found -> found.contains(".parquet"))
                .anyMatch(found -> found.contains(".avro"));
        assertThat(traces(SmallTown.ANNA_AT_THE_SHOP)).isNotEmpty();
        assertThat(traces(SmallTown.ANNA_ON_THE_WEB)).isNotEmpty();
    }

    @Test
    @Order(2)
    void erasesHerEverywhereAndProvesIt() throws IOException, SQLException {
        Path list = Files.writeString(folder.resolve("ids.txt"), "\n  " + SmallTown.ANNA + "  \n");
        System.setProperty("sotto.fault", "erase-log:1:ioerror");
        assertThat(run("erase", "--persons", list.toString())).isEqualTo(4);
        System.clearProperty("sotto.fault");
        assertThat(run("doctor")).isEqualTo(4);
        assertThat(stage.out()).containsPattern("not ok +erasures +Begun and not finished: 2026-04-06-");

        assertThat(run("erase")).as(stage.err() + stage.out()).isZero();

        assertThat(stage.out())
                .containsPattern("Erasure 2026-04-06-[0-9a-f]{8}: 1 ids, 26 events gone, a name taken out of 3 events")
                .containsPattern("Looked through \\d+ files, \\d+ MB: no trace")
                .doesNotContain(SmallTown.ANNA, pseudonym(SmallTown.ANNA));
        assertThat(traces(SmallTown.ANNA)).isEmpty();
        assertThat(traces(SmallTown.ANNA_AT_THE_SHOP)).isEmpty();
        assertThat(traces(SmallTown.ANNA_ON_THE_WEB)).as("nobody knows yet").isNotEmpty();
        assertBalance();
    }

    @Test
    @Order(3)
    void saysWhatItDid() throws IOException {
        Path certificate = Path.of(rows(town.config(), "SELECT certificate AS c FROM ops.erasures")
                .get(0)
                .replaceAll(".*:\"|\"}", ""));
        JsonNode proof = new ObjectMapper().readTree(certificate.toFile());

        assertThat(proof.path("is_proved").asBoolean()).isTrue();
        assertThat(proof.at("/log_events/erased").asLong()).isEqualTo(26);
        assertThat(proof.at("/log_events/trimmed").asLong()).isEqualTo(3);
        assertThat(proof.at("/rows/log.events/before").asLong() - 26)
                .isEqualTo(proof.at("/rows/log.events/after").asLong());
        assertThat(proof.at("/search/files").asLong()).isGreaterThan(40);
        assertThat(proof.at("/search/values_unpacked").asLong()).isGreaterThan(1_000);
        assertThat(proof.at("/search/of/0/sha256").asText()).hasSize(64);
        assertThat(rows(
                        town.config(),
                        "SELECT certificate_sha256 AS s, finished_at IS NOT NULL AS d FROM ops.erasures"))
                .containsExactly("{\"s\":\"" + sha256(certificate) + "\",\"d\":true}");
        assertThat(run("doctor")).as(stage.out()).isZero();
        assertThat(stage.out()).containsPattern("ok +erasures +1 finished, none pending");
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Order(4)
    void keepsHerOutWhateverComes() throws IOException, SQLException {
        town.write("2026-03.jsonl", SmallTown.annaAgain());
        town.write("again.jsonl", SmallTown.withAnna());

        assertThat(run("run")).as(stage.err()).isZero();

        assertThat(stage.out()).contains("Ignored on purpose: erased 55");
        assertThat(traces(SmallTown.ANNA)).isEmpty();
        assertThat(traces(SmallTown.ANNA_AT_THE_SHOP)).isEmpty();
        assertThat(traces(SmallTown.ANNA_ON_THE_WEB))
                .as("she was found to be the same")
                .isEmpty();
        assertBalance();
        assertAsIfSheHadNeverBeen();
    }

    @Test
    @Order(5)
    void refusesToForgetWhomItKeepsOut() {
        Stage another = new Stage(folder, Map.of("SOTTO_PSEUDONYM_KEY", "6b".repeat(32)));

        assertThat(another.run("run", "--config", town.config().toString(), "--as-of", "2026-04-01"))
                .isEqualTo(2);

        assertThat(another.err()).contains("Cannot keep erased persons out: ").contains("former key");
    }

    @Test
    @Order(7)
    void refusesWhatItCannotUnderstand() {
        assertThat(run("erase")).isEqualTo(2);
        assertThat(stage.err()).startsWith("Cannot erase anybody: no person was named");
        assertThat(run("erase", "--pseudonym", "anna")).isEqualTo(2);
        assertThat(stage.err()).startsWith("Cannot erase by pseudonyms").doesNotContain("anna");
        assertThat(run("erase", "--person", "x", "--platform", "web", "--source", "web"))
                .isEqualTo(2);
    }
}
