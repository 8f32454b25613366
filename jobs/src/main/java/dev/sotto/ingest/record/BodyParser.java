package dev.sotto.ingest.record;

import org.jspecify.annotations.Nullable;

/** Finds the records of a frame: a line of a log holds one, the body of a webhook or an export holds any number. */
public interface BodyParser {

    /** Take a frame, which is neither blank nor too long. */
    void open(Line frame);

    /** The next record of the frame; null where it has no more. */
    @Nullable
    FoundRecord next();

    /** Take the first frame of the file as its header; false where the format has none and the frame holds records. */
    default boolean takesHeader(Line frame) {
        return false;
    }
}
