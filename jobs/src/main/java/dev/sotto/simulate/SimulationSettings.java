package dev.sotto.simulate;

import dev.sotto.domain.LogFormat;
import dev.sotto.domain.SottoException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation is asked for.
 *
 * @param events about how many events; the number of persons follows from it
 * @param seed decides every chance: the same seed gives the same bytes
 * @param directory where the workspace is made
 * @param world a world file; null for the built-in world
 * @param startOn the Monday of the first week
 * @param weeks how many weeks, before the last morning
 * @param parts how many parts of the world are made at the same time; the log does not depend on it
 */
public record SimulationSettings(
        long events,
        long seed,
        Path directory,
        @Nullable Path world,
        Format format,
        Compression compression,
        LocalDate startOn,
        int weeks,
        int parts) {

    /** The first day of the sample: its twelve weeks hold both changes of the clock, American and European. */
    public static final LocalDate DEFAULT_START_ON = LocalDate.of(2026, 1, 5);

    /** The weeks of the sample. */
    public static final int DEFAULT_WEEKS = 12;

    /** The fewest events that make a world of two neighbourhoods; rare types of event need more. */
    public static final long FEWEST_EVENTS = 5_000;

    /** How the log is written. */
    public enum Format {
        /** JSON Lines: the only one that can hold broken records and blank lines. */
        JSONL(".jsonl"),
        /** A table with a header of canonical names. */
        CSV(".csv"),
        /** Typed columns, persons and media nested. */
        PARQUET(".parquet"),
        /** Bodies of the webhook of one platform, as if every thread were there, one a line; a folder for each brand. */
        WHATSAPP_CLOUD(LogFormat.WHATSAPP_CLOUD),
        MESSENGER(LogFormat.MESSENGER),
        INSTAGRAM(LogFormat.INSTAGRAM),
        TIKTOK_BUSINESS(LogFormat.TIKTOK_BUSINESS);

        private final String suffix;
        private final @Nullable LogFormat webhook;

        Format(String suffix) {
            this.suffix = suffix;
            this.webhook = null;
        }

        Format(LogFormat webhook) {
            this.suffix = ".jsonl";
            this.webhook = webhook;
        }

        /** Whose webhook it is; empty for the canonical log. */
        Optional<LogFormat> webhook() {
            return Optional.ofNullable(webhook);
        }

        String suffix() {
            return suffix;
        }
    }

    /** How its files are packed. */
    public enum Compression {
        NONE,
        GZIP,
        /** Of Parquet only. */
        SNAPPY
    }

    public SimulationSettings {
        if (events < FEWEST_EVENTS) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot simulate " + events + " events: too few for brands and campaigns to show. Ask for at least "
                            + FEWEST_EVENTS + ".");
        }
        if (startOn.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot simulate weeks from " + startOn + ": it is no Monday. Begin with a Monday.");
        }
        if (compression == Compression.SNAPPY && format != Format.PARQUET) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot pack a log of " + format + " with snappy: only Parquet knows it. Ask for gzip or none.");
        }
        if (parts < 1 || parts > 256) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot simulate in " + parts
                            + " parts at a time: there are 1 to 256. Ask for as many as processors.");
        }
        if (weeks < 10 || weeks > 520) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot simulate " + weeks + " weeks: the scenarios need at least 10. Ask for 10 to 520.");
        }
    }

    /** The built-in world in its twelve weeks, compressed: how data-samples is made. */
    public static SimulationSettings of(long events, long seed, Path directory) {
        return new SimulationSettings(
                events,
                seed,
                directory,
                null,
                Format.JSONL,
                Compression.GZIP,
                DEFAULT_START_ON,
                DEFAULT_WEEKS,
                Runtime.getRuntime().availableProcessors());
    }

    /** The same from a world file. */
    public SimulationSettings withWorld(Path file) {
        return new SimulationSettings(events, seed, directory, file, format, compression, startOn, weeks, parts);
    }

    /** The same with its files packed otherwise; plain files are written several times faster. */
    public SimulationSettings withCompression(Compression other) {
        return new SimulationSettings(events, seed, directory, world, format, other, startOn, weeks, parts);
    }

    /** The same in another format; Parquet is packed with snappy. */
    public SimulationSettings withFormat(Format other) {
        Compression its = other == Format.PARQUET ? Compression.SNAPPY : compression;
        return new SimulationSettings(events, seed, directory, world, other, its, startOn, weeks, parts);
    }

    /** The same with so many parts of the world made at the same time. */
    public SimulationSettings withParts(int count) {
        return new SimulationSettings(events, seed, directory, world, format, compression, startOn, weeks, count);
    }
}
