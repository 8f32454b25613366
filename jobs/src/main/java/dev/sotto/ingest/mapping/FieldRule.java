package dev.sotto.ingest.mapping;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one target is filled from a foreign record.
 *
 * @param columns names of the columns it is made of; empty for what needs none
 * @param constant the value of a {@link Make#CONSTANT}
 * @param values what the words of the column mean; empty where they are taken as they stand
 * @param otherwise what a word means that is not among the values; null where such a record is refused
 */
public record FieldRule(
        Target target,
        Make make,
        List<String> columns,
        @Nullable String constant,
        Map<String, String> values,
        @Nullable String otherwise,
        TimeRule time)
        implements Serializable {

    /** What a value is made of. */
    enum Make {
        COLUMN,
        CONSTANT,
        LINE_NUMBER,
        UNORDERED_PAIR,
        EVENT_ID
    }

    public FieldRule {
        columns = List.copyOf(columns);
        values = new TreeMap<>(values);
    }

    static FieldRule column(Target target, String column) {
        return new FieldRule(target, Make.COLUMN, List.of(column), null, Map.of(), null, TimeRule.ISO);
    }
}
