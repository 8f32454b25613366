package dev.sotto.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.TestWarehouse;
import dev.sotto.warehouse.Warehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueryTest {
    private static final Table EVENTS = new Table(
            "log.events",
            "What happened.",
            List.of(
                    new Column("event_id", "STRING", "Its id."),
                    new Column("brand_id", "STRING", "Whose it is."),
                    new Column("platform", "STRING", "Where it happened."),
                    new Column("occurred_at", "TIMESTAMP", "When it happened."),
                    new Column("text_length", "BIGINT", "How long it is."),
                    new Column("tags", "ARRAY<STRING>", "Words on it.")),
            Layout.sortedBy("event_id"));
    private static final Table INPUTS = new Table(
            "log.inputs", "Files.", List.of(new Column("file", "STRING", "Its name.")), Layout.sortedBy("file"));

    @TempDir
    private static Path folder;

    private static TestWarehouse warehouse;
    private static Warehouse pinned;

    @BeforeAll
    static void publishOneRun() throws IOException {
        warehouse = TestWarehouse.create();
        Warehouse writer = warehouse.warehouse();
        writer.create(EVENTS);
        writer.create(INPUTS);
        writer.overwrite(
                "log.events",
                warehouse
                        .spark()
                        .sql("SELECT * FROM VALUES"
                                + " ('e1', 'aurora', 'tiktok', TIMESTAMP '2026-04-06 10:00:00.5', 12L, array('x', 'y')),"
                                + " ('e2', 'aurora', 'web', TIMESTAMP '2026-04-07 11:00:00', 3L, array()),"
                                + " ('e3', NULL, 'tiktok', TIMESTAMP '2026-04-08 12:00:00', NULL, NULL)"
                                + " AS t(event_id, brand_id, platform, occurred_at, text_length, tags)"),
                "true");
        writer.overwrite("log.inputs", warehouse.spark().sql("SELECT 'a.jsonl' AS file"), "true");
        Instant now = Instant.parse("2026-04-09T00:00:00Z");
        writer.ledger().begin(new Ledger.Run("run", "fingerprint", now, now, null, java.util.Map.of()));
        writer.ledger().finish("run", now, writer.snapshots());
        pinned = Warehouse.openPinned(warehouse.settings());
        Files.writeString(folder.resolve("up[1].csv"), "a,b\n1,a.jsonl\n2,\n");
        Files.writeString(folder.resolve("broken.jsonl"), "{\"a\": 1}\n{\"a\": \n");
    }

    @AfterAll
    static void close() {
        pinned.close();
        warehouse.close();
    }

    static List<String> normal() {
        return StatementList.read("normal.sql");
    }

    @ParameterizedTest
    @MethodSource
    void normal(String statement) {
        Query query = new Query(pinned).view("uploaded", folder.resolve("up[1].csv"));
        assertThat(written(query, statement, Format.JSON)).isNotNull();
    }

    @Test
    void writesTableForEyes() {
        assertThat(written("SELECT event_id, brand_id, text_length FROM log.events ORDER BY event_id", Format.TABLE))
                .isEqualTo("""
                         event_id │ brand_id │ text_length
                        ──────────┼──────────┼─────────────
                         e1       │ aurora   │          12
                         e2       │ aurora   │           3
                         e3       │ NULL     │        NULL
                        """);
    }

    @Test
    void cutsWideColumnsToTheTerminal() {
        String table =
                written(new Query(pinned), "SELECT repeat('ab', 40) AS long, '漢字' AS wide, 1 AS n", Format.TABLE, 40);
        assertThat(table.lines().map(String::length)).allMatch(length -> length <= 40);
        assertThat(table).contains("abababab…").contains("漢字");
    }

    @Test
    void showsNoControlCharacterInATable() {
        assertThat(written("SELECT 'a' || chr(27) || '[31m' || chr(10) || 'b' AS t", Format.TABLE))
                .contains("a\\u{1b}[31m\\nb")
                .doesNotContain("\u001b");
    }

    @Test
    void writesCsvByTheRules() {
        assertThat(written(
                        "SELECT 'a,b' AS `x,y`, 'say \"hi\"' AS q, '' AS empty, NULL AS nothing, 1.50BD AS n,"
                                + " TIMESTAMP '2026-04-06 10:00:00.5' AS at, array(1, 2) AS list, '=1+1' AS formula",
                        Format.CSV))
                .isEqualTo("\"x,y\",q,empty,nothing,n,at,list,formula\r\n"
                        + "\"a,b\",\"say \"\"hi\"\"\",\"\",,1.50,2026-04-06T10:00:00.500Z,\"[1,2]\",=1+1\r\n");
    }

    @Test
    void writesTypedJson() {
        assertThat(written(
                        "SELECT 9007199254740993 AS big, 0.10BD AS money, 1.5D AS x, double('NaN') AS odd, true AS yes,"
                                + " NULL AS nothing, TIMESTAMP '2026-04-06 10:00:00' AS at, DATE '2026-04-06' AS day,"
                                + " named_struct('a', 1, 'b', array('x', NULL)) AS s, map('k', 1) AS m, X'0aff' AS bytes,"
                                + " INTERVAL 90 MINUTES AS took, 'ü\"' AS text, 1 AS big",
                        Format.JSON))
                .isEqualTo("{\"big\":9007199254740993,\"money\":0.10,\"x\":1.5,\"odd\":\"NaN\",\"yes\":true,"
                        + "\"nothing\":null,\"at\":\"2026-04-06T10:00:00Z\",\"day\":\"2026-04-06\","
                        + "\"s\":{\"a\":1,\"b\":[\"x\",null]},\"m\":{\"k\":1},\"bytes\":\"0aff\",\"took\":\"PT1H30M\","
                        + "\"text\":\"ü\\\"\",\"big_2\":1}\n");
    }

    @Test
    void listsTablesOfAllNamespaces() {
        assertThat(new Query(pinned).tables()).contains("log.events", "log.inputs", "ops.runs");
    }

    @Test
    void showsCommentsOfColumns() {
        assertThat(written("DESCRIBE log.events", Format.CSV)).contains("brand_id,string,Whose it is.");
    }

    @Test
    void explainsLineByLine() {
        assertThat(written("EXPLAIN SELECT event_id FROM log.events", Format.TABLE))
                .contains("\n == Physical Plan ==\n");
    }

    @Test
    void keepsToTheLimit() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertThat(Format.CSV.write(new Query(pinned).ask("SELECT * FROM log.events", 2), out, 0))
                .isEqualTo(2);
    }

    @Test
    void namesWhatAWrongColumnMayHaveMeant() {
        assertThatThrownBy(() -> written("SELECT brand FROM log.events", Format.JSON))
                .hasMessageContaining("`brand` cannot be resolved")
                .hasMessageContaining("`brand_id`")
                .hasMessageContaining("(line 1, column 8)")
                .hasMessageNotContaining("SQLSTATE")
                .hasMessageNotContaining("\n");
    }

    @Test
    void tellsAnErrorWhileRunningInOneLine() {
        assertThatThrownBy(() -> written("SELECT text_length / (text_length - 3) FROM log.events", Format.JSON))
                .hasMessageStartingWith("Cannot run the statement: Division by zero")
                .hasMessageContaining("try_divide")
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysThatATableIsMissing() {
        assertThatThrownBy(() -> written("SELECT * FROM log.nothing", Format.JSON))
                .hasMessageContaining("`log`.`nothing` cannot be found")
                .hasMessageEndingWith("SHOW TABLES lists what there is.");
    }

    @Test
    void givesUpAtTheTimeout() {
        Query query = new Query(pinned).timeout(Duration.ofSeconds(1));
        assertThatThrownBy(() -> written(
                        query,
                        "SELECT count(*) FROM range(10000000) a JOIN range(10000000) b ON a.id % 7 < b.id % 5",
                        Format.CSV))
                .hasMessageStartingWith("Cannot finish the statement: it took longer than 1.0 s");
    }

    @Test
    void refusesBrokenFilesAsViews() {
        assertThatThrownBy(() -> written(
                        new Query(pinned).view("v", folder.resolve("broken.jsonl")), "SELECT * FROM v", Format.JSON))
                .hasMessageStartingWith("Cannot run the statement: ")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> new Query(pinned).view("v", folder.resolve("none.csv")))
                .hasMessageContaining("the file is not there");
        assertThatThrownBy(() -> new Query(pinned).view("1 v", folder.resolve("up[1].csv")))
                .hasMessageContaining("is no name for a view");
    }

    private static String written(String statement, Format format) {
        return written(new Query(pinned), statement, format);
    }

    private static String written(Query query, String statement, Format format) {
        return written(query, statement, format, 0);
    }

    private static String written(Query query, String statement, Format format, int columns) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.write(query.ask(statement, 0), new PrintStream(bytes, true, StandardCharsets.UTF_8), columns);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
