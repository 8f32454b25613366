package dev.sotto.warehouse;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.Table;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * An open warehouse: the Spark session, the tables of the catalog, and the ledger.
 *
 * <p>Spark starts when it is first asked for, so that what needs only the ledger does not wait for it. Threads may
 * overwrite different tables at once; everything else that writes goes one at a time.
 */
public final class Warehouse implements AutoCloseable {
    /** What tables are grouped by. */
    static final List<String> NAMESPACES = List.of("log", "journeys", "metrics");

    private static final String WAP_ID = "spark.wap.id";

    private final WarehouseSettings settings;
    private final CatalogAddress address;
    private final Ledger ledger;
    private final JdbcCatalog catalog;
    private final @Nullable WarehouseLock lock;
    private final Map<String, Long> pinned;
    private final Object sparkLock = new Object();
    private @Nullable SparkSession spark;

    private Warehouse(
            WarehouseSettings settings, Ledger ledger, @Nullable WarehouseLock lock, Map<String, Long> pinned) {
        this.settings = settings;
        this.address = new CatalogAddress(settings.directory());
        this.ledger = ledger;
        this.lock = lock;
        this.pinned = pinned;
        this.catalog = new JdbcCatalog();
        catalog.setConf(new Configuration());
        catalog.initialize(CatalogAddress.NAME, address.properties());
    }

    /** Open for writing, under the warehouse's lock, which is held until {@link #close}. */
    public static Warehouse open(WarehouseSettings settings) {
        Preflight preflight = new Preflight(new CatalogAddress(settings.directory()));
        preflight.checkFolder();
        WarehouseLock lock = WarehouseLock.take(settings.directory(), settings.lockWait());
        try {
            preflight.checkTables();
            Warehouse warehouse = new Warehouse(settings, Ledger.open(settings.directory()), lock, Map.of());
            warehouse.createNamespaces();
            return warehouse;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Open for reading what the last finished run published; needs no lock. */
    public static Warehouse openPinned(WarehouseSettings settings) {
        CatalogAddress address = new CatalogAddress(settings.directory());
        Ledger ledger = Ledger.openFinished(settings.directory());
        new Preflight(address).checkTables();
        return new Warehouse(
                settings, ledger, null, ledger.lastFinished().orElseThrow().snapshots());
    }

    private void createNamespaces() {
        NAMESPACES.stream().map(Namespace::of).forEach(namespace -> {
            if (!catalog.namespaceExists(namespace)) {
                catalog.createNamespace(namespace);
            }
        });
    }

    /** How it was opened. */
    public WarehouseSettings settings() {
        return settings;
    }

    /**
     * The session of this warehouse, whose default catalog is the warehouse's.
     *
     * <p>The first call starts Spark and takes seconds; another thread may make it while this one does something else.
     */
    public SparkSession spark() {
        synchronized (sparkLock) {
            if (spark == null) {
                spark = lock == null
                        ? Engine.session(
                                settings.master(), PinnedCatalog.class, PinnedCatalog.properties(address, pinned))
                        : Engine.session(settings.master(), SparkCatalog.class, address.properties());
            }
            return spark;
        }
    }

    /** What was done and published here. */
    public Ledger ledger() {
        return ledger;
    }

    /** What is done to tables as a whole. */
    public Housekeeping housekeeping() {
        checkWritable("tidy tables up");
        return new Housekeeping(
                this, catalog, new WarehouseFiles(settings.directory().resolve("tables")));
    }

    /** Create the table where it is missing, and add the columns and comments that it lacks. */
    public synchronized void create(Table table) {
        checkWritable("create " + table.name());
        new TableShape(table, settings.buckets()).applyTo(catalog);
    }

    /** The snapshot that a reader sees now; empty for one that is missing or never had rows. */
    public OptionalLong snapshot(String table) {
        if (lock == null) {
            Long snapshot = pinned.get(table);
            return snapshot == null ? OptionalLong.empty() : OptionalLong.of(snapshot);
        }
        TableIdentifier identifier = TableIdentifier.parse(table);
        if (!catalog.tableExists(identifier)) {
            return OptionalLong.empty();
        }
        Snapshot current = catalog.loadTable(identifier).currentSnapshot();
        return current == null ? OptionalLong.empty() : OptionalLong.of(current.snapshotId());
    }

    /**
     * Stage rows as a snapshot that nobody sees yet, and answer it; staging the same id again replaces what was staged.
     *
     * <p>An id that was published is not written again: the answer is the snapshot that it was published as.
     */
    public synchronized long stage(String table, Dataset<Row> rows, String wapId) {
        return stage(table, wapId, () -> {
            rows.sparkSession().conf().set(WAP_ID, wapId);
            try {
                rows.writeTo(qualified(table)).append();
            } finally {
                rows.sparkSession().conf().unset(WAP_ID);
            }
        });
    }

    /**
     * Stage rows of a clustered table that are in their buckets already, as {@link #stage} does.
     *
     * @param rows by the order of {@link TableFiles#columns} of the table, those of one bucket side by side
     */
    public synchronized long stageClustered(String table, JavaRDD<SparseRow> rows, String wapId) {
        return stage(table, wapId, () -> {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark().sparkContext());
            ClusteredWrite.append(context, loaded(table), rows)
                    .set(Publication.STAGED, wapId)
                    .stageOnly()
                    .commit();
        });
    }

    private long stage(String table, String wapId, Write write) {
        checkWritable("stage rows of " + table);
        Publication publication = new Publication(catalog, ledger, table);
        return publication.published(wapId).orElseGet(() -> {
            CrashPoints.reach("stage");
            Write.to(table, write);
            CrashPoints.reach("staged");
            return publication.staged(wapId).orElseThrow();
        });
    }

    private org.apache.iceberg.Table loaded(String table) {
        return catalog.loadTable(TableIdentifier.parse(table));
    }

    /** Whether a snapshot is not forgotten yet. */
    public boolean remembers(String table, long snapshot) {
        TableIdentifier identifier = TableIdentifier.parse(table);
        return catalog.tableExists(identifier) && loaded(table).snapshot(snapshot) != null;
    }

    /** The rows of a snapshot, staged or published. */
    public Dataset<Row> at(String table, long snapshot) {
        return spark().read().option("versionAsOf", Long.toString(snapshot)).table(qualified(table));
    }

    /** The snapshot that an id was published as; empty if it was not. */
    public OptionalLong publication(String table, String wapId) {
        return new Publication(catalog, ledger, table)
                .published(wapId)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Make a staged snapshot visible, once: a second call with the same id changes nothing. */
    public synchronized long publish(String table, String wapId) {
        checkWritable("publish rows of " + table);
        return new Publication(catalog, ledger, table).publish(wapId);
    }

    /** Replace the rows that a filter selects ({@code "true"} for all) in one commit, and answer its snapshot. */
    public long overwrite(String table, Dataset<Row> rows, String filter) {
        checkWritable("overwrite rows of " + table);
        // A file that holds rows of both kinds cannot be dropped, so the rows that stay are written anew.
        Dataset<Row> content = filter.strip().equalsIgnoreCase("true")
                ? rows
                : read(table).where(not(coalesce(expr(filter), lit(false)))).unionByName(rows);
        CrashPoints.reach("overwrite");
        Write.to(table, () -> content.writeTo(qualified(table)).overwrite(lit(true)));
        CrashPoints.reach("overwritten");
        return snapshot(table).orElseThrow();
    }

    /**
     * Replace all rows of several tables, each in one commit.
     *
     * @param rows those of all tables, by their position in the list
     */
    public void overwrite(List<String> tables, JavaRDD<TableRow> rows) {
        checkWritable("overwrite rows of " + tables);
        CrashPoints.reach("overwrite");
        List<org.apache.iceberg.Table> written =
                tables.stream().map(this::loaded).toList();
        Write.to(String.join(", ", tables), () -> {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark().sparkContext());
            TablesWrite.overwrite(context, written, rows);
        });
        CrashPoints.reach("overwritten");
    }

    /** The rows that a reader sees now. */
    public Dataset<Row> read(String table) {
        return spark().table(qualified(table));
    }

    /** The files of a table, and what its commits say about them. */
    public TableFiles files(String table) {
        return new TableFiles(this, catalog, table);
    }

    /** The published snapshot of every table that has one, by name. */
    public Map<String, Long> snapshots() {
        if (lock == null) {
            return pinned;
        }
        Map<String, Long> snapshots = new TreeMap<>();
        for (String namespace : NAMESPACES) {
            for (TableIdentifier table : catalog.listTables(Namespace.of(namespace))) {
                snapshot(table.toString()).ifPresent(snapshot -> snapshots.put(table.toString(), snapshot));
            }
        }
        return snapshots;
    }

    /** Close catalog and ledger and give the lock back; Spark stays for the next warehouse of this process. */
    @Override
    public void close() {
        try {
            catalog.close();
            ledger.close();
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    static String qualified(String table) {
        return CatalogAddress.NAME + "." + table;
    }

    void checkWritable(String what) {
        if (lock == null) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot " + what + ": the warehouse " + settings.directory()
                            + " is open for reading what the last run finished. Open it for writing.");
        }
    }
}
