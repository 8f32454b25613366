package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventField;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.MediaItem;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.TimeText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyJudgeTest {
    private final PolicyJudge judge = new PolicyJudge(List.of(
            Samples.policy("new", "2026-03-01T00:00:00Z", 90_000),
            Samples.policy("old", "2025-01-01T00:00:00Z", 60_000)));

    @Test
    void judgesByThePolicyInForceAtThatInstant() {
        assertThat(judge.policy(message("2026-02-28T23:59:59.999999Z", "tiktok"))
                        .version())
                .isEqualTo("old");
        assertThat(judge.policy(message("2026-03-01T00:00:00Z", "tiktok")).version())
                .isEqualTo("new");
        assertThat(judge.policy(message("2024-12-31T23:59:59Z", "tiktok"))).isNull();
        assertThat(judge.policy(message("2026-03-01T00:00:00Z", "elsewhere"))).isNull();
    }

    @Test
    void countsTheLimitItselfAsAllowed() {
        EventRecord event = message("2026-02-01T00:00:00Z", "tiktok");
        event.put(EventField.KIND, "voice_note");
        event.put(EventField.VOICE_MS, 60_000L);
        assertThat(conflicts(event)).isEmpty();
        event.put(EventField.VOICE_MS, 60_001L);
        assertThat(conflicts(event)).containsExactly("voice_too_long");

        EventRecord pack = message("2026-02-01T00:00:00Z", "tiktok");
        List<MediaItem> items = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            items.add(new MediaItem(i, "photo", null, null, null));
        }
        pack.put(EventField.MEDIA, items);
        assertThat(conflicts(pack)).isEmpty();
        items.add(new MediaItem(10, "photo", null, null, null));
        assertThat(conflicts(pack)).containsExactly("pack_too_large");
    }

    private List<String> conflicts(EventRecord event) {
        return PolicyJudge.conflicts(event, judge.policy(event), Person.UNKNOWN);
    }

    private static EventRecord message(String time, String platform) {
        EventRecord event = new EventRecord();
        event.put(EventField.EVENT_TYPE, "message.sent");
        event.put(EventField.OCCURRED_AT, TimeText.rfc3339(time));
        event.put(EventField.PLATFORM, platform);
        return event;
    }
}
