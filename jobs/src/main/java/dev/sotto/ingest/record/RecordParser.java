package dev.sotto.ingest.record;

import org.jspecify.annotations.Nullable;

/** Reads one line of a file into a record. */
public interface RecordParser {

    /**
     * Fill a cleared record, or say why it cannot be one. Problems of single values are left in the record.
     *
     * @param line neither blank nor too long
     */
    @Nullable
    Reject parse(Line line, EventRecord into);

    /** Take the first line of the file as its header; false where the format has none and the line is a record. */
    default boolean takesHeader(Line line) {
        return false;
    }
}
