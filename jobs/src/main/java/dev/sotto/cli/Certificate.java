package dev.sotto.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.domain.Sha256;
import dev.sotto.ingest.Erasure;
import dev.sotto.warehouse.Bygones;
import dev.sotto.warehouse.Bygones.Removal;
import dev.sotto.warehouse.Bygones.Tombstone;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.TraceSearch.Searched;
import dev.sotto.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The proof of an erasure: what went, what was looked through afterwards, and what it does not reach. No id is in it. */
record Certificate(
        Bygones.Erasure erasure,
        List<Removal> removals,
        Map<String, Long> rowsAfter,
        Cleaning cleaning,
        List<Searched> searched,
        List<Tombstone> tombstones,
        List<String> handedOut,
        Instant at) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Certificate {
        removals = List.copyOf(removals);
        rowsAfter = Map.copyOf(rowsAfter);
        searched = List.copyOf(searched);
        tombstones = List.copyOf(tombstones);
        handedOut = List.copyOf(handedOut);
    }

    /**
     * What was cleared away.
     *
     * @param idsTooShort how many ids were not looked for as sources name them, because they stand anywhere by chance
     * @param ids how many ids were at hand to be looked for; none where a later process finished the work
     */
    record Cleaning(int snapshots, int files, long bytes, long idsTooShort, int ids) {}

    static Certificate of(
            Bygones.Erasure erasure, Warehouse warehouse, Cleaning cleaning, List<Searched> searched, Instant at) {
        Ledger ledger = warehouse.ledger();
        List<String> handedOut = new ArrayList<>();
        ledger.exports()
                .forEach(export ->
                        handedOut.add("export of " + export.brandId() + " " + export.period() + ": " + export.path()));
        ledger.deliveries().stream()
                .filter(delivery -> delivery.path() != null)
                .forEach(delivery -> handedOut.add("report " + delivery.reportId() + " " + delivery.period() + " from "
                        + delivery.periodStartOn() + ": " + delivery.path()));
        return new Certificate(
                erasure,
                ledger.bygones().removals().stream()
                        .filter(removal -> removal.cause().equals(erasure.erasureId()))
                        .toList(),
                warehouse.housekeeping().rows(),
                cleaning,
                searched,
                ledger.bygones().tombstones(erasure.erasureId()),
                handedOut,
                at);
    }

    long events() {
        return Erasure.events(removals, Erasure.ERASED);
    }

    long trimmed() {
        return Erasure.events(removals, Erasure.TRIMMED);
    }

    long bytes() {
        return searched.stream().mapToLong(Searched::bytes).sum();
    }

    boolean isProved() {
        return traces().isEmpty();
    }

    /** The files in which a trace was found. */
    List<Path> traces() {
        return searched.stream().filter(Searched::hasTrace).map(Searched::file).toList();
    }

    /** Write it whole or not at all, and answer its SHA-256 in hex. */
    String write(Path file) {
        try {
            byte[] bytes = (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json()) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.write(draft, bytes);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Sha256.of(bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("erasure", erasure.erasureId());
        root.put("requested_at", erasure.requestedAt().toString());
        root.put("certified_at", at.toString());
        root.put("is_proved", isProved());
        root.put("ids_asked_for", erasure.persons());
        root.put("scope", erasure.scope().isEmpty() ? "everywhere" : erasure.scope());
        ObjectNode kept = root.putObject("tombstones");
        tombstones.stream()
                .collect(Collectors.groupingBy(Tombstone::kind, TreeMap::new, Collectors.counting()))
                .forEach(kept::put);
        ObjectNode log = root.putObject("log_events");
        log.put("erased", events());
        log.put("trimmed", trimmed());
        ArrayNode runs = log.putArray("by_run");
        removals.forEach(removal -> runs.addObject()
                .put("run_id", removal.runId())
                .put("reason", removal.reason())
                .put("events", removal.rows()));
        ObjectNode tables = root.putObject("rows");
        new TreeMap<>(rowsAfter)
                .forEach((table, rows) -> tables.putObject(table)
                        .put("before", erasure.before().get(table))
                        .put("after", rows));
        root.putObject("cleared")
                .put("snapshots", cleaning.snapshots())
                .put("files", cleaning.files())
                .put("bytes", cleaning.bytes());
        search(root.putObject("search"));
        ArrayNode beyond = root.putArray("not_reached");
        List.of(
                        "the logs that were read, which belong to the operator: the tombstones keep them from coming in again",
                        "backups, versions that an object store keeps, and copies that others made",
                        "sums over many persons in files that were handed out before, which name nobody")
                .forEach(beyond::add);
        ArrayNode before = root.putArray("handed_out_before");
        handedOut.forEach(before::add);
        return root;
    }

    private void search(ObjectNode search) {
        search.put("looked_for", "pseudonyms, whole or cut as bounds of columns are, and ids as sources name them");
        search.put("ids_at_hand", cleaning.ids());
        search.put("ids_too_short", cleaning.idsTooShort());
        search.put("files", searched.size());
        search.put("bytes", bytes());
        search.put(
                "values_unpacked", searched.stream().mapToLong(Searched::values).sum());
        ArrayNode files = search.putArray("of");
        searched.forEach(file -> files.addObject()
                .put("file", file.file().toString())
                .put("bytes", file.bytes())
                .put("sha256", file.sha256())
                .put("has_trace", file.hasTrace()));
    }
}
