package dev.sotto.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.domain.SottoException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was done, beyond the memory of snapshots: runs, published ids, deliveries and exports.
 *
 * <p>Every write is one forced transaction, and writing the same again changes nothing. Instants are kept to the
 * microsecond.
 */
public final class Ledger implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Long>> SNAPSHOTS = new TypeReference<>() {};

    /**
     * One run of the main job.
     *
     * @param fingerprint hash of inputs, configuration and code schema: equal fingerprints need no second run
     * @param finishedAt null while it works, and for ever where it was killed
     * @param snapshots the snapshot of every table when it finished
     */
    public record Run(
            String runId,
            String fingerprint,
            Instant asOf,
            Instant startedAt,
            @Nullable Instant finishedAt,
            Map<String, Long> snapshots) {
        public Run {
            snapshots = Map.copyOf(snapshots);
        }
    }

    /** One decision about one occurrence of a report: delivered, skipped or failed, and why. */
    public record Delivery(
            String reportId,
            String brandId,
            String period,
            LocalDate periodStartOn,
            String language,
            String recipient,
            int revision,
            Instant scheduledAt,
            String state,
            String detail,
            @Nullable String path,
            String runId) {

        /** The revision of a report that is made for the first time. */
        public static final int FIRST_REVISION = 1;

        /** The same of a report that lies elsewhere now. */
        public Delivery movedTo(String newPath) {
            return new Delivery(
                    reportId,
                    brandId,
                    period,
                    periodStartOn,
                    language,
                    recipient,
                    revision,
                    scheduledAt,
                    state,
                    detail,
                    newPath,
                    runId);
        }
    }

    /** One export that was handed out. */
    public record Export(
            String brandId, String period, String path, long rows, long suppressed, String sha256, String runId) {}

    private final LedgerFile file;

    private Ledger(LedgerFile file) {
        this.file = file;
    }

    /** Open the ledger of a warehouse, making it where it is missing. */
    public static Ledger open(Path directory) {
        LedgerFile file = new LedgerFile(new CatalogAddress(directory));
        file.createTables();
        return new Ledger(file);
    }

    /** Open the ledger of a warehouse in which a run has finished. */
    static Ledger openFinished(Path directory) {
        CatalogAddress address = new CatalogAddress(directory);
        if (Files.exists(address.database())) {
            LedgerFile file = new LedgerFile(address);
            Ledger ledger = new Ledger(file);
            if (file.hasTable("ops_runs") && ledger.lastFinished().isPresent()) {
                return ledger;
            }
            file.close();
        }
        throw new SottoException(
                SottoException.Code.STORAGE,
                "Cannot read the warehouse " + directory + ": no run has finished in it yet. Run `sotto run` first.");
    }

    /** What was taken out of the tables, and may not come back. */
    public Bygones bygones() {
        return new Bygones(file);
    }

    /** Forget runs that began before this, but for the last that finished, and answer how many. */
    public int forgetRunsBefore(Instant before) {
        return file.update("""
                DELETE FROM ops_runs WHERE started_at < ?
                  AND finish_order IS NOT (SELECT max(finish_order) FROM ops_runs)""", before);
    }

    /** Write a run down as begun; an unfinished run of the same id is taken up again. */
    public void begin(Run run) {
        file.update("""
                INSERT INTO ops_runs (run_id, fingerprint, as_of, started_at, snapshots) VALUES (?, ?, ?, ?, '{}')
                ON CONFLICT (run_id) DO UPDATE
                SET fingerprint = excluded.fingerprint, as_of = excluded.as_of, started_at = excluded.started_at
                WHERE finished_at IS NULL""", run.runId(), run.fingerprint(), run.asOf(), run.startedAt());
    }

    /** Write a run down as finished, with the snapshots that its readers are to see. */
    public void finish(String runId, Instant finishedAt, Map<String, Long> snapshots) {
        CrashPoints.reach("finish");
        // The order of finishing is counted, because clocks go back.
        int changed = file.update("""
                UPDATE ops_runs SET finished_at = ?, snapshots = ?,
                  finish_order = (SELECT coalesce(max(finish_order), 0) + 1 FROM ops_runs)
                WHERE run_id = ?""", finishedAt, json(snapshots), runId);
        if (changed == 0) {
            throw new SottoException(
                    SottoException.Code.BUG,
                    "Cannot finish run " + runId + ": it was never begun. Begin it before it works.");
        }
        CrashPoints.reach("finished");
    }

    /** The run that readers see. */
    public Optional<Run> lastFinished() {
        return file
                .query(
                        "SELECT * FROM ops_runs WHERE finished_at IS NOT NULL ORDER BY finish_order DESC LIMIT 1",
                        Ledger::run)
                .stream()
                .findFirst();
    }

    /** All runs in the order in which they began. */
    public List<Run> runs() {
        return file.query("SELECT * FROM ops_runs ORDER BY started_at, run_id", Ledger::run);
    }

    /** What all runs published of a table. */
    Set<Long> snapshotsOf(String table) {
        return runs().stream()
                .map(run -> run.snapshots().get(table))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Remember that an id was published to a table, beyond the life of its snapshot. */
    public void published(String table, String wapId, long snapshot) {
        file.update(
                "INSERT INTO ops_published (table_name, wap_id, snapshot_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                table,
                wapId,
                snapshot);
    }

    /** The snapshot that an id was published as, if it was. */
    public Optional<Long> publication(String table, String wapId) {
        return file
                .query(
                        "SELECT snapshot_id FROM ops_published WHERE table_name = ? AND wap_id = ?",
                        row -> row.getLong(1),
                        table,
                        wapId)
                .stream()
                .findFirst();
    }

    /** Write a delivery down; the same (report, brand, period, language, recipient, revision) is replaced. */
    public void record(Delivery delivery) {
        file.update(
                "INSERT OR REPLACE INTO ops_deliveries (report_id, brand_id, period, period_start_on, language, recipient,"
                        + " revision, scheduled_at, state, detail, path, run_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                delivery.reportId(),
                delivery.brandId(),
                delivery.period(),
                delivery.periodStartOn(),
                delivery.language(),
                delivery.recipient(),
                delivery.revision(),
                delivery.scheduledAt(),
                delivery.state(),
                delivery.detail(),
                delivery.path(),
                delivery.runId());
    }

    /** All deliveries by schedule, report, brand, period, language, recipient and revision. */
    public List<Delivery> deliveries() {
        return file.query(
                "SELECT * FROM ops_deliveries"
                        + " ORDER BY scheduled_at, report_id, brand_id, period, language, recipient, revision",
                row -> new Delivery(
                        row.getString("report_id"),
                        row.getString("brand_id"),
                        row.getString("period"),
                        LocalDate.parse(row.getString("period_start_on")),
                        row.getString("language"),
                        row.getString("recipient"),
                        row.getInt("revision"),
                        LedgerFile.instant(row, "scheduled_at"),
                        row.getString("state"),
                        row.getString("detail"),
                        row.getString("path"),
                        row.getString("run_id")));
    }

    /** Write an export down; the same (brand, period, path) is replaced. */
    public void record(Export export) {
        file.update(
                "INSERT OR REPLACE INTO ops_exports (brand_id, period, path, rows, suppressed, sha256, run_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                export.brandId(),
                export.period(),
                export.path(),
                export.rows(),
                export.suppressed(),
                export.sha256(),
                export.runId());
    }

    /** All exports by brand, period and path. */
    public List<Export> exports() {
        return file.query(
                "SELECT * FROM ops_exports ORDER BY brand_id, period, path",
                row -> new Export(
                        row.getString("brand_id"),
                        row.getString("period"),
                        row.getString("path"),
                        row.getLong("rows"),
                        row.getLong("suppressed"),
                        row.getString("sha256"),
                        row.getString("run_id")));
    }

    @Override
    public void close() {
        file.close();
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getString("run_id"),
                row.getString("fingerprint"),
                LedgerFile.instant(row, "as_of"),
                LedgerFile.instant(row, "started_at"),
                row.getObject("finished_at") == null ? null : LedgerFile.instant(row, "finished_at"),
                snapshots(row.getString("snapshots")));
    }

    private static String json(Map<String, Long> snapshots) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(snapshots));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Long> snapshots(String json) {
        try {
            return JSON.readValue(json, SNAPSHOTS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
