package dev.sotto.ingest.record;

import java.util.Locale;

/** Why a record is not an event, as a stable code. */
public enum Reason {
    LINE_TOO_LONG,
    BAD_UTF8,
    LONE_SURROGATE,
    NOT_JSON,
    NOT_AN_OBJECT,
    DUPLICATE_KEY,
    /** Whole JSON that is no body of the platform, or an export without what it should hold. */
    UNKNOWN_SHAPE,
    MALFORMED_ROW,
    MISSING_EVENT_ID,
    MISSING_TIME,
    BAD_TIME,
    IMPLAUSIBLE_TIME,
    UNKNOWN_TYPE,
    MISSING_FIELD,
    WRONG_TYPE,
    IMPOSSIBLE_VALUE,
    /** Not a reason of a reject: the mapping leaves such records out on purpose. */
    IGNORED;

    /** Its name in {@code log.rejects}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
