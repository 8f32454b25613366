package dev.sotto.ingest;

import dev.sotto.config.Workspace;
import dev.sotto.domain.LogTables;
import dev.sotto.domain.Progress;
import dev.sotto.domain.Sha256;
import dev.sotto.domain.SottoException;
import dev.sotto.warehouse.Bygones;
import dev.sotto.warehouse.Bygones.Removal;
import dev.sotto.warehouse.Bygones.Tombstone;
import dev.sotto.warehouse.CrashPoints;
import dev.sotto.warehouse.TraceSearch;
import dev.sotto.warehouse.Warehouse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes persons out of the log for good. What is asked for is written down first, as keyed hashes that can be recognised
 * and not read; everything after that follows from the ledger and the tables, so that it can be begun again at any point.
 */
public final class Erasure {
    /** What stands in a removal for an event that is gone. */
    public static final String ERASED = Doorkeeper.ERASED;

    /** What stands in a removal for an event that stays, less a name in it. */
    public static final String TRIMMED = "trimmed";

    private static final Pattern PSEUDONYM = Pattern.compile("[a-z2-7]{26}");
    private static final String EVENTS = LogTables.EVENTS.name();

    private final Warehouse warehouse;
    private final Bygones bygones;
    private final List<byte[]> keys;

    private Erasure(Warehouse warehouse, List<byte[]> keys) {
        this.warehouse = warehouse;
        this.bygones = warehouse.ledger().bygones();
        this.keys = List.copyOf(keys);
    }

    /** Erasure from a warehouse that is open for writing, under the keys of a workspace. */
    public static Erasure of(Warehouse warehouse, Workspace workspace) {
        List<byte[]> keys = new ArrayList<>(List.of(workspace.pseudonymKey()));
        keys.addAll(workspace.formerPseudonymKeys());
        return new Erasure(warehouse, keys);
    }

    static Erasure of(Warehouse warehouse, IngestSettings settings) {
        return new Erasure(warehouse, settings.keys());
    }

    /** Whether something was asked for that is not carried out and proved yet. */
    public boolean isPending() {
        return !bygones.pending().isEmpty();
    }

    /**
     * Write down that persons are to go; from here on nothing brings them back.
     *
     * @param ids as sources name them
     * @param pseudonyms as tables name them
     * @param scope the one source or platform that is meant, such as {@code platform=tiktok}; empty for all
     * @return the name of the erasure
     */
    public String request(Collection<String> ids, Collection<String> pseudonyms, String scope, Instant at) {
        checkKeys();
        ErasedIds erased = new ErasedIds(KeptOut.NOTHING, keys);
        Set<Tombstone> tombstones = new LinkedHashSet<>();
        ids.forEach(id -> tombstones.addAll(erased.ofPersonId(id, scope)));
        if (scope.isEmpty()) {
            tombstones.addAll(new ErasedWords(warehouse).holding(ids, erased));
        }
        for (String pseudonym : pseudonyms) {
            if (!PSEUDONYM.matcher(pseudonym).matches()) {
                throw new SottoException(
                        SottoException.Code.USE,
                        "Cannot erase by pseudonyms: one of them is not 26 letters a-z and digits 2-7. Take them from a"
                                + " column such as person_id, or give ids as sources name them with --person.");
            }
            tombstones.addAll(erased.ofPerson(pseudonym, scope));
        }
        return request(tombstones, (long) ids.size() + pseudonyms.size(), scope, at);
    }

    /** Write down that whoever another warehouse erased is to stay away from this one, too, and answer how many hashes that is. */
    public int adopt(Bygones other, Instant at) {
        List<Tombstone> tombstones = other.tombstones();
        if (!tombstones.isEmpty()) {
            long persons = other.erasures().stream()
                    .mapToLong(Bygones.Erasure::persons)
                    .sum();
            request(tombstones, persons, "", at);
            checkKeys();
        }
        return tombstones.size();
    }

    private String request(Collection<Tombstone> tombstones, long persons, String scope, Instant at) {
        String words = tombstones.stream().map(Tombstone::mac).sorted().collect(Collectors.joining(","));
        String hash = Sha256.of(words);
        String id = at.atZone(ZoneOffset.UTC).toLocalDate() + "-" + hash.substring(0, 8);
        Map<String, Long> before = new TreeMap<>(warehouse.housekeeping().rows());
        CrashPoints.reach("erase");
        bygones.request(new Bygones.Erasure(id, at, persons, scope, before, null, null, null), tombstones);
        CrashPoints.reach("erase-requested");
        return id;
    }

    /** Keep those out as well who turned out to be the same as erased persons, and take out what is there of them. */
    void found(Collection<Tombstone> tombstones, String runId, Instant at) {
        String id = "linked-" + runId;
        Map<String, Long> before = warehouse.housekeeping().rows();
        long persons = tombstones.stream()
                .filter(tombstone -> tombstone.kind().equals(ErasedIds.PERSON))
                .count();
        bygones.request(new Bygones.Erasure(id, at, persons / keys.size(), "", before, null, null, null), tombstones);
    }

    /** See that there are the keys under which the persons were erased who are to stay away. */
    void checkKeys() {
        Set<String> known = Set.copyOf(new ErasedIds(KeptOut.NOTHING, keys).keyTraces());
        Set<String> needed =
                bygones.tombstones().stream().map(Tombstone::keyTrace).collect(Collectors.toSet());
        if (!needed.isEmpty() && needed.stream().noneMatch(known::contains)) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot keep erased persons out: they are remembered under another pseudonym key than this one."
                            + " Write the former key after the present one, in a line of its own.");
        }
    }

    /** Take out of {@code log.events} whatever is of an erased person, where anything is. */
    public void takeOut(Progress progress) {
        if (warehouse.snapshot(EVENTS).isEmpty() || bygones.tombstones().isEmpty()) {
            return;
        }
        progress.begin("erase from the log");
        warehouse.housekeeping().finishPublications(List.of(EVENTS, LogTables.REJECTS.name(), LogTables.INPUTS.name()));
        new ErasedWords(warehouse).rename(KeptOut.of(warehouse), keys);
        LogRemoval removal = new LogRemoval(warehouse, EVENTS);
        removal.settle();
        List<Bygones.Erasure> pending = bygones.pending();
        String cause =
                pending.isEmpty() ? "none" : pending.get(pending.size() - 1).erasureId();
        bygones.extend(cause, rows().alsoSame());
        bygones.extend(cause, rows().threads());
        bygones.extend(cause, rows().messages());
        ErasedRows rows = rows();
        long gone = removal.keepOnly(rows.kept(), rows.removals(cause));
        progress.end(String.format(Locale.ROOT, "%,d events", gone));
    }

    /** The log as those see it who know of everything that is to be kept out by now. */
    private ErasedRows rows() {
        return new ErasedRows(warehouse.read(EVENTS), KeptOut.of(warehouse), keys);
    }

    /** What recognises an erased person in any bytes: pseudonyms, and these ids where they are long enough to be told. */
    public TraceSearch search(Collection<String> ids) {
        ErasedIds erased = new ErasedIds(KeptOut.of(warehouse), keys);
        List<PlainTrace> plain = PlainTrace.of(ids);
        int longest = plain.stream().mapToInt(PlainTrace::length).max().orElse(0);
        return new TraceSearch(
                (bytes, from, to) -> erased.isTraceIn(bytes, from, to)
                        || plain.stream().anyMatch(trace -> trace.isIn(bytes, from, to)),
                Math.max(longest + 1, ErasedIds.TRACE_LENGTH));
    }

    /** How many of these ids are so short that finding them in a file would say nothing. */
    public static long tooShort(Collection<String> ids) {
        return ids.stream().filter(id -> !PlainTrace.canBeTold(id)).count();
    }

    /** What a removal took out, of which reason the events are gone. */
    public static long events(Collection<Removal> removals, String reason) {
        return removals.stream()
                .filter(removal -> removal.reason().equals(reason))
                .mapToLong(Removal::rows)
                .sum();
    }
}
