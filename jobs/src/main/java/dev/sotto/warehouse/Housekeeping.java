package dev.sotto.warehouse;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is done to tables as a whole, under the warehouse's lock: rows go for good, snapshots are forgotten, small files
 * are joined, and files that no table knows are found.
 */
public final class Housekeeping {
    /** The points at which a test may end the forgetting of snapshots. */
    public static final List<String> CRASH_POINTS = List.of("remove", "removed", "forget", "forgotten", "sweep");

    private static final String MARK = "sotto.removal";

    private final Warehouse warehouse;
    private final Catalog catalog;
    private final WarehouseFiles files;

    Housekeeping(Warehouse warehouse, Catalog catalog, WarehouseFiles files) {
        this.warehouse = warehouse;
        this.catalog = catalog;
        this.files = files;
    }

    /** Leave only these rows in a table, in one commit that can be told by its mark. */
    public void keepOnly(String table, Dataset<Row> rows, String mark) {
        CrashPoints.reach("remove");
        Write.to(
                table,
                () -> rows.writeTo(Warehouse.qualified(table))
                        .option("snapshot-property." + MARK, mark)
                        .overwrite(lit(true)));
        CrashPoints.reach("removed");
    }

    /** Whether the commit of a mark took place; to be asked before its snapshot is forgotten. */
    public boolean tookPlace(String table, String mark) {
        return catalog.tableExists(TableIdentifier.parse(table))
                && ancestors(load(table)).stream()
                        .anyMatch(snapshot -> mark.equals(snapshot.summary().get(MARK)));
    }

    /**
     * Finish publications that a killed run had begun: an id that the first of these tables shows is made visible in the
     * others, where it was staged before. The ledger remembers all of them from here on.
     */
    public void finishPublications(List<String> tables) {
        if (!tables.stream().map(TableIdentifier::parse).allMatch(catalog::tableExists)) {
            return;
        }
        for (Snapshot snapshot : load(tables.get(0)).snapshots()) {
            String id = snapshot.summary().get(Publication.STAGED);
            if (id != null && warehouse.publication(tables.get(0), id).isPresent()) {
                tables.stream()
                        .skip(1)
                        .filter(table -> new Publication(catalog, warehouse.ledger(), table)
                                .staged(id)
                                .isPresent())
                        .forEach(table -> warehouse.publish(table, id));
            }
        }
    }

    /**
     * Write the lists of every table's files anew: in those of a commit that removed files stand the bounds of the values
     * of what it removed. It makes new snapshots, so that a run can finish only after it.
     */
    public void renewManifests() {
        for (TableIdentifier identifier : tables()) {
            Table table = catalog.loadTable(identifier);
            if (table.currentSnapshot() != null) {
                table.rewriteManifests()
                        .clusterBy(file -> "")
                        .rewriteIf(manifest -> true)
                        .commit();
            }
        }
    }

    /** Forget every snapshot of every table but the one that is seen, and answer how many there were. */
    public int forgetAllButTheLast() {
        int forgotten = 0;
        for (TableIdentifier identifier : tables()) {
            CrashPoints.reach("forget");
            forgotten += expire(identifier, Long.MAX_VALUE, List.of());
            CrashPoints.reach("forgotten");
        }
        return forgotten;
    }

    /**
     * Forget snapshots that were made before an instant, in milliseconds, but for the visible and these, and answer the
     * files that are needed no more.
     */
    public WarehouseFiles.Orphans forgetBefore(long millis, Map<String, Long> kept) {
        Set<String> before = known();
        for (TableIdentifier table : tables()) {
            Long pinned = kept.get(table.toString());
            expire(table, millis, pinned == null ? List.of() : List.of(pinned));
        }
        before.removeAll(known());
        return files.at(before);
    }

    private int expire(TableIdentifier identifier, long before, Collection<Long> kept) {
        Table table = catalog.loadTable(identifier);
        List<Snapshot> snapshots = new ArrayList<>();
        table.snapshots().forEach(snapshots::add);
        Snapshot current = table.currentSnapshot();
        ExpireSnapshots expiry = table.expireSnapshots().cleanExpiredFiles(false);
        int forgotten = 0;
        for (Snapshot snapshot : snapshots) {
            boolean isSeen = current != null && snapshot.snapshotId() == current.snapshotId();
            if (!isSeen && snapshot.timestampMillis() < before && !kept.contains(snapshot.snapshotId())) {
                expiry.expireSnapshotId(snapshot.snapshotId());
                forgotten++;
            }
        }
        if (forgotten > 0) {
            // Only those that were named above: what is not younger than an old default may be wanted.
            expiry.expireOlderThan(Long.MIN_VALUE).commit();
        }
        return forgotten;
    }

    /** Write a table's rows into as few files as its buckets allow, where it has more, and answer how many it had. */
    public int compact(String table) {
        List<String> before = warehouse.files(table).addresses();
        int wanted = new HashSet<>(before.stream()
                        .map(file -> file.substring(0, file.lastIndexOf('/')))
                        .toList())
                .size();
        if (before.size() <= wanted) {
            return 0;
        }
        warehouse.overwrite(table, warehouse.read(table), "true");
        return before.size();
    }

    /** Every table's number of rows, as its snapshot says. */
    public Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        for (TableIdentifier table : tables()) {
            Snapshot current = catalog.loadTable(table).currentSnapshot();
            rows.put(
                    table.toString(),
                    current == null ? 0 : Long.parseLong(current.summary().getOrDefault("total-records", "0")));
        }
        return rows;
    }

    /** The files below the tables' folder that no snapshot of any table needs. */
    public WarehouseFiles.Orphans orphans() {
        return files.beside(known());
    }

    private Set<String> known() {
        Set<String> known = new HashSet<>();
        tables().forEach(table -> known.addAll(WarehouseFiles.of(catalog.loadTable(table))));
        return known;
    }

    private List<TableIdentifier> tables() {
        List<TableIdentifier> tables = new ArrayList<>();
        Warehouse.NAMESPACES.forEach(namespace -> tables.addAll(catalog.listTables(Namespace.of(namespace))));
        return tables;
    }

    private static List<Snapshot> ancestors(Table table) {
        List<Snapshot> ancestors = new ArrayList<>();
        SnapshotUtil.currentAncestors(table).forEach(ancestors::add);
        return ancestors;
    }

    private Table load(String table) {
        return catalog.loadTable(TableIdentifier.parse(table));
    }
}
