package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.List;

/** How long voice notes are and what packs are made of, by the week of sending. */
final class MediaTruth {
    private static final long VOICE_AT_CAP_MS = 59_000;
    private static final int PACK_LIMIT = 9;

    private final TruthRows rows;
    private final TruthSeries voiceLength;
    private final TruthSeries voiceAtCap;
    private final TruthSeries packSize;
    private final TruthSeries packAtNine;
    private final TruthSeries packsBySize;
    private final TruthSeries items;
    private final TruthSeries camera;
    private final TruthSeries edited;
    private final TruthSeries captioned;

    MediaTruth(TruthRows rows) {
        this.rows = rows;
        voiceLength = rows.weekly("voice_duration_p50", "voice_duration_p90");
        voiceAtCap = rows.weekly("voice_at_cap_share");
        packSize = rows.weekly("pack_size");
        packAtNine = rows.weekly("pack_at_nine_share");
        packsBySize = rows.weekly("pack_size_share");
        items = rows.weekly("media_items_sent");
        camera = rows.weekly("media_camera_share");
        edited = rows.weekly("media_edited_share");
        captioned = rows.weekly("media_captioned_share");
    }

    void add(List<SimulatedEvent> events) {
        for (SimulatedEvent event : events) {
            if (event.isMessage()) {
                voice(event, event.number(EventField.VOICE_MS));
                if (event.value(EventField.MEDIA) instanceof List<?> media && !media.isEmpty()) {
                    pack(event, media);
                }
            }
        }
    }

    private List<Scope> scopes(SimulatedEvent event) {
        return rows.scopes(event.text(EventField.BRAND_ID), event.text(EventField.CAMPAIGN_ID));
    }

    private void voice(SimulatedEvent event, long millis) {
        if (millis == 0) {
            return;
        }
        for (Scope scope : scopes(event)) {
            int day = scope.days().of(event.at);
            voiceLength.on(scope, day).duration(millis);
            voiceAtCap.on(scope, day).judge(millis >= VOICE_AT_CAP_MS, true);
        }
    }

    private void pack(SimulatedEvent event, List<?> media) {
        int byCamera = 0;
        int withEdit = 0;
        int withCaption = 0;
        for (Object one : media) {
            MediaItem item = (MediaItem) one;
            byCamera += "camera".equals(item.origin()) ? 1 : 0;
            withEdit += item.isEdited() ? 1 : 0;
            withCaption += item.isCaptioned() ? 1 : 0;
        }
        int size = media.size();
        TruthSeries ofSize = packsBySize.slice("items", String.valueOf(size));
        for (Scope scope : scopes(event)) {
            int day = scope.days().of(event.at);
            packSize.on(scope, day).ratio(size, 1);
            packAtNine.on(scope, day).judge(size == PACK_LIMIT, true);
            packsBySize.on(scope, day).ratio(0, 1);
            ofSize.on(scope, day).ratio(1, 0);
            items.on(scope, day).count(size);
            camera.on(scope, day).ratio(byCamera, size);
            edited.on(scope, day).ratio(withEdit, size);
            captioned.on(scope, day).ratio(withCaption, size);
        }
    }
}
