package dev.sotto.ingest.connect;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.domain.Feed.DateOrder;
import dev.sotto.ingest.record.EventRecord;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of every record of a file before it is opened.
 *
 * @param brandId the brand of its events; null if it is left open
 * @param zone of times that name none
 * @param dateOrder of its dates; null to be found out from them
 * @param path of the file, as it was named
 */
public record Origin(
        String sourceId,
        @Nullable String brandId,
        ZoneId zone,
        @Nullable DateOrder dateOrder,
        String path) {

    /** Begin an event of this origin. */
    void begin(EventRecord event, String platform, EventType type) {
        event.put(EventField.SOURCE, sourceId);
        event.put(EventField.BRAND_ID, brandId);
        event.put(EventField.PLATFORM, platform);
        event.put(EventField.EVENT_TYPE, type.dotted());
    }
}
