package dev.sotto.ingest.file;

import dev.sotto.domain.Feed;
import dev.sotto.domain.Feed.DateOrder;
import dev.sotto.domain.LogFormat;
import dev.sotto.domain.Sha256;
import dev.sotto.domain.Source;
import dev.sotto.ingest.mapping.Mapping;
import dev.sotto.ingest.record.Cut;
import java.io.Serializable;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the records of a file are read.
 *
 * @param sourceId the source of its events; empty where each names its own
 * @param mapping what reads a table; null for a canonical log in JSON and for what a connector reads
 * @param zone of times that name none
 * @param brandId the brand of events that name none; null if it is left open
 * @param dateOrder of its dates; null to be found out from them
 * @param also how bodies of other platforms are read that stand in the same file; empty where its feed was declared
 * @param isLive whether its last line waits for its end
 * @param isFoundOut whether the format showed in the content and nobody had declared it
 */
public record Reading(
        LogFormat format,
        String sourceId,
        @Nullable Mapping mapping,
        ZoneId zone,
        @Nullable String brandId,
        @Nullable DateOrder dateOrder,
        Cut cut,
        List<Reading> also,
        boolean isLive,
        boolean isFoundOut)
        implements Serializable {

    public Reading {
        also = List.copyOf(also);
    }

    static Reading canonical(@Nullable Mapping table, Cut cut) {
        return new Reading(LogFormat.CANONICAL, "", table, ZoneOffset.UTC, null, null, cut, List.of(), false, false);
    }

    static Reading mapped(Mapping mapping, Cut cut) {
        return new Reading(
                LogFormat.MAPPED,
                mapping.sourceId(),
                mapping,
                ZoneOffset.UTC,
                null,
                null,
                cut,
                List.of(),
                false,
                false);
    }

    static Reading declared(Feed feed, Cut cut) {
        return foreign(feed, cut, List.of(), false);
    }

    static Reading foundOut(Feed feed, Cut cut, List<Feed> others) {
        List<Reading> also = others.stream().map(other -> declared(other, cut)).toList();
        return foreign(feed, cut, also, true);
    }

    private static Reading foreign(Feed feed, Cut cut, List<Reading> also, boolean isFoundOut) {
        return new Reading(
                feed.format(),
                feed.sourceId(),
                null,
                feed.zone(),
                feed.brandId(),
                feed.dateOrder(),
                cut,
                also,
                false,
                isFoundOut);
    }

    /** The same of a file that is still written to; only lines show where they end. */
    Reading live() {
        return cut == Cut.LINES
                ? new Reading(format, sourceId, mapping, zone, brandId, dateOrder, cut, also, true, isFoundOut)
                : this;
    }

    /** What is declared about its source by a mapping, or known of it by its format. */
    public Optional<Source> declaration() {
        if (mapping != null && format == LogFormat.MAPPED) {
            return Optional.of(mapping.source());
        }
        return format.emits()
                .map(emits ->
                        new Source(sourceId, emits, Source.DEFAULT_COMPLETE_AFTER, null, Source.DEFAULT_BURN_IN_DAYS));
    }

    /** What is worth saying about it: as what the file was recognised; null where that was declared. */
    public @Nullable String note() {
        return isFoundOut ? "recognised as " + format.word() : null;
    }

    /** Whether pieces of the file can be read apart from each other. */
    boolean isDivisible() {
        if (cut != Cut.LINES) {
            return false;
        }
        if (mapping == null) {
            return true;
        }
        Set<?> derived = mapping.derivedIds();
        boolean hasHeader =
                mapping.format() == Mapping.Format.DELIMITED && mapping.header() == Mapping.Header.FIRST_LINE;
        return derived.isEmpty() && !hasHeader;
    }

    /** What tells this way of reading from others, in hex: null for a canonical log. */
    @Nullable
    String sha256() {
        String whole = sha256OfWhole();
        // What was held back is to be read once the file is declared closed.
        return isLive ? hex("live|" + whole) : whole;
    }

    private @Nullable String sha256OfWhole() {
        if (format == LogFormat.CANONICAL) {
            return null;
        }
        if (mapping != null) {
            return mapping.sha256();
        }
        String words = String.join(
                "|", format.word(), sourceId, zone.getId(), String.valueOf(brandId), String.valueOf(dateOrder));
        return hex(words + also.stream().map(Reading::sha256).toList());
    }

    private static String hex(String words) {
        return Sha256.of(words);
    }
}
