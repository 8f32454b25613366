package dev.sotto.domain;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a source are to be read, as declared in {@code sources.yaml} or found out from them.
 *
 * @param mapping the mapping that reads it; null where it is not mapped
 * @param zone of times that name none
 * @param brandId the brand that its events belong to where they name none; null if it is left open
 * @param dateOrder whether days or months come first in its dates; null to be found out from them
 * @param ageBasis what its age bands rest on where an event does not say; null if nobody knows
 * @param isLive whether its files are still written to, so that a last line without an end may be half a line
 */
public record Feed(
        String sourceId,
        LogFormat format,
        @Nullable Path mapping,
        ZoneId zone,
        @Nullable String brandId,
        @Nullable DateOrder dateOrder,
        @Nullable String ageBasis,
        boolean isLive) {

    /** What comes first in a date such as 01/02/24. */
    public enum DateOrder {
        DAY_FIRST,
        MONTH_FIRST
    }

    /** A feed whose files are whole. */
    public Feed(
            String sourceId,
            LogFormat format,
            @Nullable Path mapping,
            ZoneId zone,
            @Nullable String brandId,
            @Nullable DateOrder dateOrder,
            @Nullable String ageBasis) {
        this(sourceId, format, mapping, zone, brandId, dateOrder, ageBasis, false);
    }

    /** The feed of a format that nobody declared: its source is called like the format. */
    public static Feed undeclared(LogFormat format) {
        return new Feed(format.word(), format, null, ZoneOffset.UTC, null, null, null);
    }
}
