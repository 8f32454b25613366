package dev.sotto.ingest;

import dev.sotto.domain.LogTables;
import dev.sotto.warehouse.Bygones;
import dev.sotto.warehouse.Bygones.Tombstone;
import dev.sotto.warehouse.Warehouse;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may not come into the tables again: erased persons, by their tombstones, and events that have expired.
 *
 * @param tombstones keyed hashes of ids
 * @param scopes what they are limited to, such as {@code platform=tiktok}; empty for those that are not
 * @param horizon before which events have expired; null where none have
 */
record KeptOut(
        Set<String> tombstones,
        Set<String> scopes,
        @Nullable Instant horizon) implements Serializable {

    /** Nothing. */
    static final KeptOut NOTHING = new KeptOut(Set.of(), Set.of(), null);

    KeptOut {
        tombstones = Set.copyOf(tombstones);
        scopes = Set.copyOf(scopes);
    }

    /** What the ledger of a warehouse remembers. */
    static KeptOut of(Warehouse warehouse) {
        Bygones bygones = warehouse.ledger().bygones();
        List<Tombstone> tombstones = bygones.tombstones();
        return new KeptOut(
                tombstones.stream().map(Tombstone::mac).collect(Collectors.toSet()),
                tombstones.stream().map(Tombstone::scope).collect(Collectors.toSet()),
                bygones.horizon(LogTables.EVENTS.name()).orElse(null));
    }

    boolean isNothing() {
        return tombstones.isEmpty() && horizon == null;
    }
}
