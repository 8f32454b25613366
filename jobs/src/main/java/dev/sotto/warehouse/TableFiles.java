package dev.sotto.warehouse;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;

/** The data files of one table, and what a commit says about all of them. */
public final class TableFiles {
    private final Warehouse warehouse;
    private final Catalog catalog;
    private final TableIdentifier name;

    TableFiles(Warehouse warehouse, Catalog catalog, String name) {
        this.warehouse = warehouse;
        this.catalog = catalog;
        this.name = TableIdentifier.parse(name);
    }

    /** What the last commit that said something under this key said. */
    public Optional<String> property(String key) {
        return Optional.ofNullable(table().properties().get(key));
    }

    /** The columns as they lie, which may have been added in another order than they are declared in. */
    public List<String> columns() {
        return table().schema().columns().stream().map(column -> column.name()).toList();
    }

    /** The buckets of a clustered table. */
    public Buckets buckets() {
        return Buckets.of(table());
    }

    /** The addresses of the Parquet files that a reader's rows lie in, for other engines. */
    public List<String> addresses() {
        OptionalLong snapshot = warehouse.snapshot(name.toString());
        return snapshot.isEmpty()
                ? List.of()
                : planned(table().newScan().useSnapshot(snapshot.getAsLong())).stream()
                        .map(DataFile::location)
                        .sorted()
                        .toList();
    }

    /** Say something about the rows as they are. */
    public void say(Map<String, String> properties) {
        warehouse.checkWritable("change " + name);
        UpdateProperties update = table().updateProperties();
        properties.forEach(update::set);
        try {
            update.commit();
        } catch (RuntimeException e) {
            throw StorageFailure.of("change " + name, e);
        }
    }

    /**
     * Put the rows of a staged snapshot in the place of whole files, say something about them, and answer the snapshot:
     * all in one commit, so that a process that dies leaves all of it done or nothing.
     *
     * @param files addresses as the column {@code _file} gives them
     * @throws SottoException of code BUG where there are not as many rows as before
     */
    public long replace(Set<String> files, long staged, Map<String, String> properties) {
        warehouse.checkWritable("change files of " + name);
        Table table = table();
        Snapshot source = Objects.requireNonNull(table.snapshot(staged));
        List<DataFile> old = planned(table.newScan()).stream()
                .filter(file -> files.contains(file.location()))
                .toList();
        List<DataFile> made = StreamSupport.stream(
                        SnapshotChanges.builderFor(table)
                                .snapshot(source)
                                .build()
                                .addedDataFiles()
                                .spliterator(),
                        false)
                .toList();
        if (old.size() != files.size() || rows(old) != rows(made)) {
            throw new SottoException(
                    SottoException.Code.BUG,
                    "Cannot replace files of " + name + ": " + rows(made) + " rows would stand for " + rows(old)
                            + ". Nothing was changed; report this.");
        }
        CrashPoints.reach("overwrite");
        Transaction all = table.newTransaction();
        OverwriteFiles overwrite = all.newOverwrite();
        old.forEach(overwrite::deleteFile);
        made.forEach(overwrite::addFile);
        // Expiry spares the files of a staged snapshot only where another names it as its source.
        overwrite.set(SnapshotSummary.SOURCE_SNAPSHOT_ID_PROP, Long.toString(staged));
        overwrite.commit();
        UpdateProperties update = all.updateProperties();
        properties.forEach(update::set);
        update.commit();
        try {
            all.commitTransaction();
        } catch (RuntimeException e) {
            // A commit that failed may have succeeded: only the table knows.
            if (!table().properties().entrySet().containsAll(properties.entrySet())) {
                throw StorageFailure.of("replace files of " + name, e);
            }
        }
        CrashPoints.reach("overwritten");
        return table().currentSnapshot().snapshotId();
    }

    private static List<DataFile> planned(TableScan scan) {
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            return StreamSupport.stream(tasks.spliterator(), false)
                    .map(FileScanTask::file)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long rows(List<DataFile> files) {
        return files.stream().mapToLong(DataFile::recordCount).sum();
    }

    private Table table() {
        return catalog.loadTable(name);
    }
}
