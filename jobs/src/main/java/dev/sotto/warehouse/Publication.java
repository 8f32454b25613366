package dev.sotto.warehouse;

import dev.sotto.domain.SottoException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Makes staged snapshots of one table visible, each id once.
 *
 * <p>The ledger is asked first, because it remembers ids beyond the life of snapshots; then the table; and Iceberg itself
 * refuses a second publication of an id inside its commit, whoever else tries at the same moment.
 */
final class Publication {
    /** What a staged snapshot tells its id by. */
    static final String STAGED = "wap.id";

    private static final String PUBLISHED = "published-wap-id";

    private final Catalog catalog;
    private final Ledger ledger;
    private final String name;

    Publication(Catalog catalog, Ledger ledger, String name) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.name = name;
    }

    /** The snapshot that an id was published as, if it was. */
    Optional<Long> published(String wapId) {
        Optional<Long> remembered = ledger.publication(name, wapId);
        if (remembered.isPresent()) {
            return remembered;
        }
        Optional<Long> found = publishedIn(table(), wapId);
        found.ifPresent(snapshot -> ledger.published(name, wapId, snapshot));
        return found;
    }

    /** The last snapshot that was staged under an id, if any was. */
    Optional<Long> staged(String wapId) {
        return stagedIn(table(), wapId);
    }

    /** Make what was staged under an id visible, unless it is. */
    long publish(String wapId) {
        return published(wapId).orElseGet(() -> cherryPick(wapId));
    }

    private long cherryPick(String wapId) {
        Table table = table();
        long staged = stagedIn(table, wapId)
                .orElseThrow(() -> new SottoException(
                        SottoException.Code.STORAGE,
                        "Cannot publish " + wapId + " to " + name + ": nothing was staged under it."
                                + " Run the step that stages it again."));
        CrashPoints.reach("publish");
        try {
            table.manageSnapshots().cherrypick(staged).commit();
        } catch (RuntimeException e) {
            // A commit that failed may have succeeded: only the table knows.
            if (publishedIn(table(), wapId).isEmpty()) {
                throw StorageFailure.of("publish " + wapId + " to " + name, e);
            }
        }
        CrashPoints.reach("published");
        return published(wapId).orElseThrow();
    }

    private Table table() {
        return catalog.loadTable(TableIdentifier.parse(name));
    }

    /** A staged snapshot that followed the visible one directly becomes visible as it is; else a copy names it. */
    private static Optional<Long> publishedIn(Table table, String wapId) {
        return StreamSupport.stream(SnapshotUtil.currentAncestors(table).spliterator(), false)
                .filter(snapshot -> has(snapshot, PUBLISHED, wapId) || has(snapshot, STAGED, wapId))
                .map(Snapshot::snapshotId)
                .findFirst();
    }

    private static Optional<Long> stagedIn(Table table, String wapId) {
        return StreamSupport.stream(table.snapshots().spliterator(), false)
                .filter(snapshot -> has(snapshot, STAGED, wapId))
                .max(Comparator.comparingLong(Snapshot::sequenceNumber))
                .map(Snapshot::snapshotId);
    }

    private static boolean has(Snapshot snapshot, String key, String wapId) {
        return wapId.equals(snapshot.summary().get(key));
    }
}
