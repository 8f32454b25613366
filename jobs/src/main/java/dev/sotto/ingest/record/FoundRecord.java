package dev.sotto.ingest.record;

import org.jspecify.annotations.Nullable;

/** A record that was found in a frame and is yet to be read. */
@FunctionalInterface
public interface FoundRecord {

    /** Fill a cleared record, or say why it cannot be one. Problems of single values are left in the record. */
    @Nullable
    Reject fill(EventRecord into);

    /** A record that is left out on purpose. */
    static FoundRecord ignored(String reason) {
        return into -> Reject.of(Reason.IGNORED, reason);
    }

    /** A record that cannot be an event. */
    static FoundRecord refused(Reject reject) {
        return into -> reject;
    }
}
