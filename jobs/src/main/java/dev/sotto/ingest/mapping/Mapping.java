package dev.sotto.ingest.mapping;

import dev.sotto.domain.EventField;
import dev.sotto.domain.Source;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How to read somebody's own table: from columns to fields, without code.
 *
 * @param separator one character; {@code whitespace} for any run of spaces and tabs
 * @param columns names of the columns where no header gives them; by position they are 1, 2, 3 …
 * @param ageBasis what the source's age bands rest on, where a record does not say
 * @param plausibleFrom null for the run's own
 * @param plausibleAhead null for the run's own
 * @param sha256 of the file that it was read from
 */
public record Mapping(
        String sourceId,
        Format format,
        String separator,
        Header header,
        Quoting quoting,
        List<String> columns,
        List<FieldRule> rules,
        List<Ignored> ignored,
        @Nullable String ageBasis,
        Duration completeAfter,
        @Nullable LocalDate completeThrough,
        int burnInDays,
        @Nullable Instant plausibleFrom,
        @Nullable Duration plausibleAhead,
        String sha256)
        implements Serializable {

    /** What the lines of the file are. */
    public enum Format {
        DELIMITED,
        JSON_LINES
    }

    /** Whether the first line names the columns. */
    public enum Header {
        NONE,
        FIRST_LINE
    }

    /** Whether a cell may stand in double quotes. */
    public enum Quoting {
        NONE,
        DOUBLE
    }

    /** Records that are left out on purpose: those whose column holds one of the values. */
    record Ignored(String column, Set<String> values, String reason) implements Serializable {
        Ignored {
            values = Set.copyOf(values);
        }
    }

    public Mapping {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
        ignored = List.copyOf(ignored);
    }

    /** Read a mapping file, or fail with the first thing that is wrong. */
    public static Mapping read(Path file) {
        return MappingFile.read(file, null);
    }

    /**
     * The same for a source whose times are of a zone where they name none and the mapping does not say.
     *
     * @param zone null where nothing is declared
     */
    public static Mapping read(Path file, @Nullable ZoneId zone) {
        return MappingFile.read(file, zone);
    }

    /** The same for records that have their columns by name, whatever the lines of a text would look like. */
    public Mapping ofObjects() {
        return new Mapping(
                sourceId,
                Format.JSON_LINES,
                separator,
                Header.NONE,
                quoting,
                List.of(),
                rules,
                ignored,
                ageBasis,
                completeAfter,
                completeThrough,
                burnInDays,
                plausibleFrom,
                plausibleAhead,
                sha256);
    }

    /** The columns that it reads. */
    public Set<String> readColumns() {
        return Stream.concat(
                        rules.stream().flatMap(rule -> rule.columns().stream()),
                        ignored.stream().map(Ignored::column))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the mapping declares about its source. */
    public Source source() {
        return new Source(sourceId, null, completeAfter, completeThrough, burnInDays);
    }

    /** The fields that are derived from the others because the source has no ids. */
    public Set<EventField> derivedIds() {
        return rules.stream()
                .filter(rule -> rule.make() == FieldRule.Make.EVENT_ID)
                .map(rule -> rule.target().field())
                .filter(field -> field != null)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Canonical names as columns; names that no field has become attributes. */
    public static Mapping canonicalTable(String separator) {
        return new Mapping(
                "",
                Format.DELIMITED,
                separator,
                Header.FIRST_LINE,
                Quoting.DOUBLE,
                List.of(),
                List.of(),
                List.of(),
                null,
                Source.DEFAULT_COMPLETE_AFTER,
                null,
                Source.DEFAULT_BURN_IN_DAYS,
                null,
                null,
                "");
    }

    /** Whether it is the identity: a table that has the canonical names itself. */
    boolean isCanonical() {
        return rules.isEmpty();
    }
}
