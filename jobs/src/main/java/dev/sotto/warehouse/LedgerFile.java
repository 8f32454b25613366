package dev.sotto.warehouse;

import dev.sotto.domain.SottoException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQLite file of the ledger: its tables, and statements with parameters. One connection, one caller at a time. */
final class LedgerFile implements AutoCloseable {
    private static final List<String> TABLES = List.of("""
            CREATE TABLE IF NOT EXISTS ops_runs (
              run_id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, as_of INTEGER NOT NULL, started_at INTEGER NOT NULL,
              finished_at INTEGER, finish_order INTEGER, snapshots TEXT NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS ops_published (
              table_name TEXT NOT NULL, wap_id TEXT NOT NULL, snapshot_id INTEGER NOT NULL,
              PRIMARY KEY (table_name, wap_id))""", """
            CREATE TABLE IF NOT EXISTS ops_deliveries (
              report_id TEXT NOT NULL, brand_id TEXT NOT NULL, period TEXT NOT NULL, period_start_on TEXT NOT NULL,
              language TEXT NOT NULL, recipient TEXT NOT NULL, revision INTEGER NOT NULL,
              scheduled_at INTEGER NOT NULL, state TEXT NOT NULL, detail TEXT NOT NULL, path TEXT, run_id TEXT NOT NULL,
              PRIMARY KEY (report_id, brand_id, period, period_start_on, language, recipient, revision))""", """
            CREATE TABLE IF NOT EXISTS ops_exports (
              brand_id TEXT NOT NULL, period TEXT NOT NULL, path TEXT NOT NULL, rows INTEGER NOT NULL,
              suppressed INTEGER NOT NULL, sha256 TEXT NOT NULL, run_id TEXT NOT NULL,
              PRIMARY KEY (brand_id, period, path))""", """
            CREATE TABLE IF NOT EXISTS ops_erasures (
              erasure_id TEXT PRIMARY KEY, requested_at INTEGER NOT NULL, persons INTEGER NOT NULL, scope TEXT NOT NULL,
              rows_before TEXT NOT NULL, finished_at INTEGER, certificate TEXT, certificate_sha256 TEXT)""", """
            CREATE TABLE IF NOT EXISTS ops_tombstones (
              mac TEXT PRIMARY KEY, kind TEXT NOT NULL, scope TEXT NOT NULL, key_trace TEXT NOT NULL,
              erasure_id TEXT NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS ops_removals (
              mark TEXT NOT NULL, is_done INTEGER NOT NULL, table_name TEXT NOT NULL, reason TEXT NOT NULL,
              cause TEXT NOT NULL, run_id TEXT, rows INTEGER NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS ops_horizons (table_name TEXT PRIMARY KEY, horizon INTEGER NOT NULL)""");

    private final CatalogAddress address;
    private final Connection connection;

    /** Turns a row into a record. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    LedgerFile(CatalogAddress address) {
        this.address = address;
        try {
            connection = DriverManager.getConnection(address.jdbc());
        } catch (SQLException e) {
            throw failure("open", e);
        }
    }

    /** Make the tables that are missing. */
    synchronized void createTables() {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
        } catch (SQLException e) {
            throw failure("create", e);
        }
    }

    synchronized boolean hasTable(String name) {
        String query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?";
        return !query(query, row -> row.getString(1), name).isEmpty();
    }

    /** Do several writes, all or none of them. */
    synchronized void transaction(Runnable writes) {
        try {
            connection.setAutoCommit(false);
            try {
                writes.run();
                connection.commit();
            } finally {
                // After a commit there is nothing to take back.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure("write", e);
        }
    }

    /** Change rows, and answer how many. */
    synchronized int update(String sql, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failure("write", e);
        }
    }

    synchronized <T> List<T> query(String sql, Reader<T> reader, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw failure("read", e);
        }
    }

    /** The same of a table that a ledger of an earlier release lacks until it is opened for writing. */
    synchronized <T> List<T> queryIfThere(String table, String sql, Reader<T> reader, @Nullable Object... values) {
        return hasTable(table) ? query(sql, reader, values) : List.of();
    }

    /** Instants are microseconds, as in Spark, and dates are text. */
    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Instant instant) {
                statement.setLong(i + 1, micros(instant));
            } else if (value instanceof LocalDate date) {
                statement.setString(i + 1, date.toString());
            } else {
                statement.setObject(i + 1, value);
            }
        }
        return statement;
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure("close", e);
        }
    }

    private SottoException failure(String what, SQLException cause) {
        return new SottoException(
                SottoException.Code.STORAGE,
                "Cannot " + what + " the ledger " + address.database() + ": " + cause.getMessage()
                        + ". Check the disk, or restore the file from a backup.",
                cause);
    }
}
