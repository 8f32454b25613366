package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.AgeBand;
import dev.sotto.domain.EventField;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.MediaItem;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyJudgeTest {
    private final PolicyJudge judge = new PolicyJudge(List.of(
            Samples.policy("new", "2026-03-01T00:00:00Z", 90_000),
            Samples.policy("old", "2025-01-01T00:00:00Z", 60_000)));

    @Test
    void judgesByThePolicyInForceAtThatInstant() {
        assertThat(version(judge, "2026-02-28T23:59:59.999999Z", "tiktok")).isEqualTo("old");
        assertThat(version(judge, "2026-03-01T00:00:00Z", "tiktok")).isEqualTo("new");
        assertThat(version(judge, "2024-12-31T23:59:59Z", "tiktok")).isNull();
        assertThat(version(judge, "2026-03-01T00:00:00Z", "elsewhere")).isNull();
    }

    @Test
    void judgesByTheBuiltInPolicyWhereNoOtherIsInForce() {
        PolicyJudge withBuiltIn = new PolicyJudge(
                List.of(PlatformPolicy.BUILT_IN, Samples.policy("old", "2025-01-01T00:00:00Z", 60_000)));

        assertThat(version(withBuiltIn, "2024-12-31T23:59:59Z", "tiktok")).isEqualTo("default");
        assertThat(version(withBuiltIn, "2026-03-01T00:00:00Z", "elsewhere")).isEqualTo("default");
    }

    @Test
    void countsTheLimitItselfAsAllowed() {
        EventRecord event = message("2026-02-01T00:00:00Z");
        event.put(EventField.KIND, "voice_note");
        event.put(EventField.VOICE_MS, 60_000L);
        assertThat(conflicts(judge, event)).isNull();
        event.put(EventField.VOICE_MS, 60_001L);
        assertThat(conflicts(judge, event)).isEqualTo("voice_too_long");

        EventRecord pack = message("2026-02-01T00:00:00Z");
        List<MediaItem> items = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            items.add(new MediaItem(i, "photo", null, null, null));
        }
        pack.put(EventField.MEDIA, items);
        assertThat(conflicts(judge, pack)).isNull();
        items.add(new MediaItem(10, "photo", null, null, null));
        assertThat(conflicts(judge, pack)).isEqualTo("pack_too_large");
    }

    @Test
    void judgesRoomsByWhatIsKnownOfTheirCreators() {
        assertThat(conflicts(judge, room(10_000, null, null))).isNull();
        assertThat(conflicts(judge, room(9_999, true, false))).isEqualTo("room_too_few_followers");
        assertThat(conflicts(judge, room(10_000, false, true))).isNull();
        assertThat(conflicts(judge, room(10_000, false, null))).isNull();
        assertThat(conflicts(judge, room(10_000, false, false))).isEqualTo("room_without_subscription");
        assertThat(judge.judge(PolicyJudge.Facts.of(room(10_000, true, true), aged("16_17")), false)
                        .conflicts())
                .isEqualTo("room_creator_too_young");
        assertThat(judge.judge(PolicyJudge.Facts.of(room(10_000, true, true), aged("unknown")), false)
                        .conflicts())
                .isNull();
    }

    @Test
    void asksForWhatTheRoomPolicyRequires() {
        PolicyJudge strict = new PolicyJudge(List.of(with(16, Set.of("subscription"))));
        assertThat(conflicts(strict, room(10_000, false, true))).isEqualTo("room_without_subscription");
        assertThat(conflicts(strict, room(10_000, true, false))).isNull();
        assertThat(conflicts(new PolicyJudge(List.of(with(16, Set.of()))), room(10_000, false, false)))
                .isNull();
    }

    @Test
    void knowsTheBandOfWhomAnOlderMinimumAgeShutsOut() {
        EventRecord event = message("2026-02-01T00:00:00Z");
        PolicyJudge.Facts young = PolicyJudge.Facts.of(event, aged("16_17"));

        assertThat(new PolicyJudge(List.of(with(18, Set.of())))
                        .judge(young, false)
                        .conflicts())
                .isEqualTo("below_minimum_age");
        // Whoever is in the band may be 17.
        assertThat(new PolicyJudge(List.of(with(17, Set.of())))
                        .judge(young, false)
                        .conflicts())
                .isNull();
        assertThat(judge.judge(PolicyJudge.Facts.of(event, aged("under_16")), true)
                        .conflicts())
                .isEqualTo("under_16");
    }

    private static PlatformPolicy with(int minimumAge, Set<String> requiresAny) {
        return new PlatformPolicy(
                "tiktok",
                "strict",
                Instant.EPOCH,
                60_000,
                9,
                Set.of("text"),
                minimumAge,
                new PlatformPolicy.Room(10_000, requiresAny, 18, 300, 5, 20),
                Set.of(AgeBand.AGE_16_17));
    }

    private static Person aged(String band) {
        return new Person(null, "creator", band, null, null);
    }

    private static @Nullable String conflicts(PolicyJudge judge, EventRecord event) {
        return judge.judge(PolicyJudge.Facts.of(event, Person.UNKNOWN), false).conflicts();
    }

    private static @Nullable String version(PolicyJudge judge, String time, String platform) {
        EventRecord event = message(time);
        event.put(EventField.PLATFORM, platform);
        return judge.judge(PolicyJudge.Facts.of(event, Person.UNKNOWN), false).version();
    }

    private static EventRecord room(long followers, @Nullable Boolean subscription, @Nullable Boolean fanClub) {
        EventRecord event = message("2026-02-01T00:00:00Z");
        event.put(EventField.EVENT_TYPE, "room.created");
        event.put(EventField.FOLLOWERS, followers);
        event.put(EventField.HAS_SUBSCRIPTION, subscription);
        event.put(EventField.HAS_FAN_CLUB, fanClub);
        return event;
    }

    private static EventRecord message(String time) {
        EventRecord event = new EventRecord();
        event.put(EventField.EVENT_TYPE, "message.sent");
        event.put(EventField.OCCURRED_AT, TimeText.rfc3339(time));
        event.put(EventField.PLATFORM, "tiktok");
        return event;
    }
}
