package dev.sotto.bench;

import dev.sotto.sql.SqlFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The tables that the peer makes, and up to when each is read: what nothing reads any more makes room for others. */
final class PeerTables {

    /** In the order in which they are made, the results last. */
    static final List<String> ALL = Peer.words("""
            spammers permitted named named_tickets counted opened coverage feeds watermarks story
            heard messages writers units reach depth pairs openers checks acts
            shortfalls agents talk conversations replies marks cycles tickets inbox
            media content arrivals deliveries
            affairs beginnings reminders origins reports creatives ambassadors entries work timed
            loads rules occupancy stays room_acts participation purchases rooms ages
            clicks codes touches credits money attribution chains landings repeats arms experiments
            horizons burn_ins lifecycle freshness comebacks attempts waits
            watched durations things steps survival percentiles curves
            cells habits trust calls adoption retention spending flagged others results""");

    /** Read column by column by what comes after them, so they are not stored. */
    static final Set<String> VIEWS = Set.of("permitted", "counted");

    /** Made in parts, by statements that its script lists in a view. */
    static final Map<String, String> IN_PARTS = Map.of("cells", "cell_parts");

    /** By the last table that reads them. */
    private static final Map<String, List<String>> DONE_WITH = doneWith();

    private PeerTables() {}

    /** The script of a table. */
    static String text(String table) {
        try (InputStream sql =
                Objects.requireNonNull(PeerTables.class.getResourceAsStream("/bench/" + table + ".sql"))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tables that are read by this one and by none after it. */
    static List<String> doneWith(String table) {
        return DONE_WITH.getOrDefault(table, List.of());
    }

    private static Map<String, List<String>> doneWith() {
        Map<String, String> lastReaders = new LinkedHashMap<>();
        for (String table : ALL) {
            if (!VIEWS.contains(table)) {
                stored(table).forEach(read -> lastReaders.put(read, table));
            }
        }
        Map<String, List<String>> doneWith = new LinkedHashMap<>();
        lastReaders.forEach((read, last) ->
                doneWith.computeIfAbsent(last, ignored -> new ArrayList<>()).add(read));
        return doneWith;
    }

    /** What a table is made of by its header; reading a view is reading what that is made of. */
    private static List<String> stored(String table) {
        return SqlFile.parse(table, text(table)).reads().stream()
                .filter(ALL::contains)
                .flatMap(read -> VIEWS.contains(read) ? stored(read).stream() : Stream.of(read))
                .distinct()
                .toList();
    }
}
