package dev.sotto.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of the ledger that remembers what was taken out of the tables and may not come back: erasures, their
 * tombstones, how many rows went, and up to when events expired. No id of a person is ever in it.
 */
public final class Bygones {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    /**
     * A request to erase persons, and what became of it.
     *
     * @param persons how many ids were asked for
     * @param scope the one source or platform that it is about, such as {@code platform=tiktok}; empty for all
     * @param before how many rows each table had when it was asked for
     * @param finishedAt null until it was carried out and proved
     * @param certificate where the proof lies
     */
    public record Erasure(
            String erasureId,
            Instant requestedAt,
            long persons,
            String scope,
            Map<String, Long> before,
            @Nullable Instant finishedAt,
            @Nullable String certificate,
            @Nullable String certificateSha256) {
        public Erasure {
            before = Map.copyOf(before);
        }
    }

    /**
     * What an id that was erased is known by.
     *
     * @param mac keyed hash of the id, which only the key can make again
     * @param kind what the id names, such as person or thread
     * @param keyTrace keyed hash that says which key made it, and nothing else
     */
    public record Tombstone(String mac, String kind, String scope, String keyTrace) implements Serializable {}

    /** Rows that were taken out of what a run had accepted. */
    public record Removal(
            String table,
            String reason,
            String cause,
            @Nullable String runId,
            long rows) {}

    private final LedgerFile file;

    Bygones(LedgerFile file) {
        this.file = file;
    }

    /** Write a request down together with what keeps its persons out; the same one again is open again. */
    public void request(Erasure erasure, Collection<Tombstone> tombstones) {
        file.transaction(() -> {
            file.update(
                    """
                INSERT INTO ops_erasures (erasure_id, requested_at, persons, scope, rows_before) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (erasure_id) DO UPDATE SET finished_at = NULL""",
                    erasure.erasureId(),
                    erasure.requestedAt(),
                    erasure.persons(),
                    erasure.scope(),
                    json(erasure.before()));
            remember(erasure.erasureId(), tombstones);
        });
    }

    /** Keep more ids out on behalf of an erasure: of what was found to be the same person's. */
    public void extend(String erasureId, Collection<Tombstone> tombstones) {
        file.transaction(() -> remember(erasureId, tombstones));
    }

    private void remember(String erasureId, Collection<Tombstone> tombstones) {
        tombstones.forEach(tombstone -> file.update(
                "INSERT INTO ops_tombstones (mac, kind, scope, key_trace, erasure_id) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                tombstone.mac(),
                tombstone.kind(),
                tombstone.scope(),
                tombstone.keyTrace(),
                erasureId));
    }

    /** Write down that an erasure was carried out and proved. */
    public void finish(String erasureId, Instant at, String certificate, String sha256) {
        file.update(
                "UPDATE ops_erasures SET finished_at = ?, certificate = ?, certificate_sha256 = ? WHERE erasure_id = ?",
                at,
                certificate,
                sha256,
                erasureId);
    }

    /** All erasures in the order of their requests. */
    public List<Erasure> erasures() {
        return file.queryIfThere(
                "ops_erasures", "SELECT * FROM ops_erasures ORDER BY requested_at, erasure_id", Bygones::erasure);
    }

    /** Those that were begun and not finished. */
    public List<Erasure> pending() {
        return erasures().stream()
                .filter(erasure -> erasure.finishedAt() == null)
                .toList();
    }

    /** Every tombstone. */
    public List<Tombstone> tombstones() {
        return read("SELECT * FROM ops_tombstones ORDER BY mac");
    }

    /** Those of one erasure. */
    public List<Tombstone> tombstones(String erasureId) {
        return read("SELECT * FROM ops_tombstones WHERE erasure_id = ? ORDER BY mac", erasureId);
    }

    private List<Tombstone> read(String sql, Object... values) {
        return file.queryIfThere(
                "ops_tombstones",
                sql,
                row -> new Tombstone(
                        row.getString("mac"),
                        row.getString("kind"),
                        row.getString("scope"),
                        row.getString("key_trace")),
                values);
    }

    /** Write down what a removal is going to take out, by run; a plan under the same mark is replaced. */
    public void plan(String mark, List<Removal> removals) {
        file.transaction(() -> {
            file.update("DELETE FROM ops_removals WHERE mark = ?", mark);
            removals.forEach(removal -> file.update(
                    "INSERT INTO ops_removals (mark, is_done, table_name, reason, cause, run_id, rows)"
                            + " VALUES (?, 0, ?, ?, ?, ?, ?)",
                    mark,
                    removal.table(),
                    removal.reason(),
                    removal.cause(),
                    removal.runId(),
                    removal.rows()));
        });
    }

    /** The marks of removals of which it is not known yet whether they took place. */
    public List<String> plans(String table) {
        return file.queryIfThere(
                "ops_removals",
                "SELECT DISTINCT mark FROM ops_removals WHERE is_done = 0 AND table_name = ? ORDER BY mark",
                row -> row.getString(1),
                table);
    }

    /** Write down that a removal took place. */
    public void done(String mark) {
        file.update("UPDATE ops_removals SET is_done = 1 WHERE mark = ?", mark);
    }

    /** Forget a removal that did not take place. */
    public void dropped(String mark) {
        file.update("DELETE FROM ops_removals WHERE mark = ? AND is_done = 0", mark);
    }

    /** What was taken out, by table, cause and run. */
    public List<Removal> removals() {
        return file.queryIfThere(
                "ops_removals",
                "SELECT table_name, reason, cause, run_id, sum(rows) AS rows FROM ops_removals WHERE is_done = 1"
                        + " GROUP BY table_name, reason, cause, run_id ORDER BY table_name, cause, run_id",
                row -> new Removal(
                        row.getString("table_name"),
                        row.getString("reason"),
                        row.getString("cause"),
                        row.getString("run_id"),
                        row.getLong("rows")));
    }

    /** Before when the rows of a table expired; it never goes back. */
    public Optional<Instant> horizon(String table) {
        return file
                .queryIfThere(
                        "ops_horizons",
                        "SELECT horizon FROM ops_horizons WHERE table_name = ?",
                        row -> LedgerFile.instant(row, "horizon"),
                        table)
                .stream()
                .findFirst();
    }

    /** Move a horizon on. */
    public void horizon(String table, Instant horizon) {
        file.update("""
                INSERT INTO ops_horizons (table_name, horizon) VALUES (?, ?)
                ON CONFLICT (table_name) DO UPDATE SET horizon = max(horizon, excluded.horizon)""", table, horizon);
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(
                row.getString("erasure_id"),
                LedgerFile.instant(row, "requested_at"),
                row.getLong("persons"),
                row.getString("scope"),
                counts(row.getString("rows_before")),
                row.getObject("finished_at") == null ? null : LedgerFile.instant(row, "finished_at"),
                row.getString("certificate"),
                row.getString("certificate_sha256"));
    }

    private static String json(Map<String, Long> counts) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(counts));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Long> counts(String json) {
        try {
            return JSON.readValue(json, COUNTS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
