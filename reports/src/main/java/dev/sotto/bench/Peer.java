package dev.sotto.bench;

import dev.sotto.domain.EventField;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB computing the same numbers from the same Parquet files, by SQL of its own: the measure of speed, and an oracle.
 *
 * <p>Its SQL stands in {@code bench/}, one file a table, written from the definitions and apart from the product's.
 */
public final class Peer implements AutoCloseable {

    /** What it may write to disk at most where its memory does not do; never so much that others find none. */
    static final long MOST_SPILL_MB = 40_000;

    /** What gives no other metric a row where it happens. */
    private static final Set<String> ASIDE = Set.of(
            "age_denials", "freshness_p95", "incomplete_days", "not_observable_metrics", "roas", "suppressed_share");

    /** The columns that most of the work needs: reading them is the floor of any build. */
    static final List<String> SCANNED = List.of(
            "cluster_key", "occurred_at", "event_type", "platform", "brand_id", "campaign_id", "contact_id", "kind");

    private final Connection connection;

    private Peer(Connection connection) {
        this.connection = connection;
    }

    /**
     * Open a peer in memory, which spills to a folder.
     *
     * @param memoryMb the most memory that DuckDB may take
     * @param spill is made where it has to be, in a folder that exists
     */
    public static Peer open(int threads, long memoryMb, Path spill) {
        try {
            long freeMb = Files.getFileStore(spill.toAbsolutePath().getParent()).getUsableSpace() >> 20;
            Peer peer = new Peer(DriverManager.getConnection("jdbc:duckdb:"));
            peer.run("SET threads = " + threads);
            peer.run("SET memory_limit = '" + memoryMb + "MB'");
            peer.run("SET temp_directory = " + quoted(spill.toString()));
            peer.run("SET max_temp_directory_size = '" + Math.min(MOST_SPILL_MB, freeMb * 2 / 3) + "MB'");
            peer.run("SET TimeZone = 'UTC'");
            return peer;
        } catch (SQLException | IOException e) {
            throw failure("open DuckDB", e);
        }
    }

    static List<String> words(String text) {
        return List.of(text.split("\\s+"));
    }

    /** Compute every number of these files. */
    List<Figure> results(Declarations declarations, List<String> parquet) {
        build(declarations, parquet);
        return figures();
    }

    /** Make every table from Parquet files of {@code log.events}. */
    void build(Declarations declarations, List<String> parquet) {
        run("CREATE OR REPLACE VIEW events AS SELECT * FROM read_parquet(" + list(parquet) + ")");
        declarations.statements().forEach(this::run);
        run(PeerTables.text("setup"));
        for (String table : PeerTables.ALL) {
            make(table);
            PeerTables.doneWith(table).forEach(done -> run("DROP TABLE " + done));
        }
    }

    private void make(String table) {
        String parts = PeerTables.IN_PARTS.get(table);
        if (parts == null) {
            run("CREATE OR REPLACE TEMP " + (PeerTables.VIEWS.contains(table) ? "VIEW " : "TABLE ") + table + " AS "
                    + PeerTables.text(table));
        } else {
            run(PeerTables.text(table));
            statements(parts).forEach(this::run);
        }
    }

    private List<String> statements(String view) {
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("FROM " + view)) {
            while (rows.next()) {
                statements.add(rows.getString("statement"));
            }
        } catch (SQLException e) {
            throw failure("read the parts of the peer's SQL", e);
        }
        return statements;
    }

    /** Read JSON Lines and write them as Parquet, sorted as the product sorts them; nothing is checked. */
    void ingest(Path log, Path parquet) {
        run("COPY (SELECT * FROM read_json(" + quoted(log + "/*.jsonl")
                + ", format = 'newline_delimited', records = true, ignore_errors = true, columns = {"
                + String.join(", ", columns()) + "})"
                + " ORDER BY hash(coalesce(actor.id, thread_id)), occurred_at) TO " + quoted(parquet.toString())
                + " (FORMAT parquet, COMPRESSION zstd)");
    }

    private static List<String> columns() {
        String person = "STRUCT(id VARCHAR, role VARCHAR, age_band VARCHAR, age_basis VARCHAR, tier VARCHAR)";
        return Arrays.stream(EventField.values())
                .map(field -> quoted(field.logName()) + ": "
                        + quoted(
                                switch (field.shape()) {
                                    case STRING -> "VARCHAR";
                                    case LONG -> "BIGINT";
                                    case BOOLEAN -> "BOOLEAN";
                                    case TIMESTAMP -> "TIMESTAMPTZ";
                                    case STRINGS -> "VARCHAR[]";
                                    case PERSON -> person;
                                    case PERSONS -> person + "[]";
                                    case MEDIA ->
                                        "STRUCT(position INTEGER, kind VARCHAR, origin VARCHAR, edited BOOLEAN,"
                                                + " captioned BOOLEAN)[]";
                                    case ATTRIBUTES -> "MAP(VARCHAR, VARCHAR)";
                                }))
                .toList();
    }

    /** Read the columns that most of the work needs, and nothing else. */
    void scan() {
        run("SELECT "
                + String.join(
                        ", ",
                        SCANNED.stream()
                                .map(column -> "max(hash(" + column + "))")
                                .toList()) + " FROM events");
    }

    /** The numbers of the last build. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("FROM results")) {
            while (rows.next()) {
                String[] key = new String[9];
                for (int i = 0; i < key.length; i++) {
                    key[i] = rows.getString(i + 1);
                }
                figures.add(new Figure(
                        Figure.key(key),
                        Objects.requireNonNull(rows.getString("status")),
                        number(rows, "value"),
                        number(rows, "numerator"),
                        number(rows, "denominator"),
                        rows.getLong("persons"),
                        rows.getLong("pending"),
                        rows.getBoolean("has_bounds")
                                ? new Figure.Bounds(number(rows, "ci_low"), number(rows, "ci_high"))
                                : null,
                        rows.getString("flags")));
            }
        } catch (SQLException e) {
            throw failure("read the peer's results", e);
        }
        return figures;
    }

    private static @Nullable Double number(ResultSet rows, String column) throws SQLException {
        double value = rows.getDouble(column);
        return rows.wasNull() ? null : Double.valueOf(value);
    }

    /**
     * The product's numbers without the empty rows of cells in which nothing happened that the peer knows of; slices and
     * denials of access make no rows for other metrics.
     */
    static List<Figure> shared(List<Figure> results, List<Figure> peers) {
        Set<String> keys = peers.stream().map(Figure::key).collect(Collectors.toSet());
        Set<String> cells = peers.stream()
                .filter(figure -> figure.isWhole() && !ASIDE.contains(figure.metric()))
                .map(Figure::cell)
                .collect(Collectors.toSet());
        return results.stream()
                .filter(result -> !result.isEmpty() || keys.contains(result.key()) || cells.contains(result.cell()))
                .toList();
    }

    /** Where the two disagree, the first of each first; empty where every number is the same to 1e-9. */
    static List<String> compare(List<Figure> results, List<Figure> peers) {
        Map<String, Figure> expected = new TreeMap<>();
        peers.forEach(figure -> expected.put(figure.key(), figure));
        Map<String, String> differences = new TreeMap<>();
        for (Figure result : results) {
            Figure peer = expected.remove(result.key());
            if (peer == null) {
                differences.put(result.key(), result.content() + " here, and no row of the peer");
            } else if (!result.equalsWithinTolerance(peer)) {
                differences.put(result.key(), result.content() + " here, " + peer.content() + " by the peer");
            }
        }
        expected.forEach((key, peer) -> differences.put(key, "no row here, " + peer.content() + " by the peer"));
        return differences.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    /** Run statements that answer nothing. */
    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure("run the peer's SQL", e);
        }
    }

    /** A list of texts in SQL. */
    static String list(List<String> texts) {
        return "[" + String.join(", ", texts.stream().map(Peer::quoted).toList()) + "]";
    }

    /** A text in SQL. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static SottoException failure(String what, Exception cause) {
        return new SottoException(
                SottoException.Code.STORAGE,
                "Cannot " + what + ": " + cause.getMessage() + ". Try fewer --events, or a machine with more memory.",
                cause);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure("close DuckDB", e);
        }
    }
}
