package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.List;
import java.util.function.Predicate;

/** How long voice notes are and what packs are made of, by the week of sending. */
final class MediaTruth {
    private static final long VOICE_AT_CAP_MS = 59_000;
    private static final int PACK_LIMIT = 9;

    private final TruthRows rows;

    MediaTruth(TruthRows rows) {
        this.rows = rows;
    }

    void add(List<SimulatedEvent> events) {
        for (SimulatedEvent event : events) {
            if (Truth.isMessage(event)) {
                for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID), event.text(EventField.CAMPAIGN_ID))) {
                    voice(scope, event);
                    media(scope, event);
                }
            }
        }
    }

    private void voice(Scope scope, SimulatedEvent event) {
        long millis = event.number(EventField.VOICE_MS);
        if (millis > 0) {
            rows.duration(rows.week("voice_duration_p50", scope, event.at), millis);
            rows.duration(rows.week("voice_duration_p90", scope, event.at), millis);
            rows.judge(rows.week("voice_at_cap_share", scope, event.at), millis >= VOICE_AT_CAP_MS, true);
        }
    }

    private void media(Scope scope, SimulatedEvent event) {
        if (event.value(EventField.MEDIA) instanceof List<?> media && !media.isEmpty()) {
            rows.ratio(rows.week("pack_size", scope, event.at), media.size(), 1);
            rows.judge(rows.week("pack_at_nine_share", scope, event.at), media.size() == PACK_LIMIT, true);
            rows.add(rows.week("media_items_sent", scope, event.at), media.size());
            share(
                    "media_camera_share",
                    scope,
                    event,
                    media,
                    item -> item.origin().equals("camera"));
            share("media_edited_share", scope, event, media, MediaItem::isEdited);
            share("media_captioned_share", scope, event, media, MediaItem::isCaptioned);
        }
    }

    private void share(String metric, Scope scope, SimulatedEvent event, List<?> media, Predicate<MediaItem> has) {
        long count = media.stream().filter(item -> has.test((MediaItem) item)).count();
        rows.ratio(rows.week(metric, scope, event.at), count, media.size());
    }
}
