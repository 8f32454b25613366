package dev.sotto.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventType;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.fold.FoldSettings.Openers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldSettingsTest {

    private static final FoldSettings SETTINGS = new FoldSettings(
            ZoneOffset.UTC,
            Map.of(),
            Map.of(),
            Map.of(
                    "tiktok",
                    List.of(new Openers(2_000, Set.of("text"))),
                    PlatformPolicy.ANY_PLATFORM,
                    List.of(new Openers(1_000, Set.of("sticker")))),
            Set.of(),
            Map.of(),
            1,
            new FoldSettings.Inbox(
                    Map.of("s", Set.of(EventType.MESSAGE_READ)),
                    Map.of("tiktok", List.of(new FoldSettings.Limits(2_000, 90_000, 12))),
                    Map.of()));

    @Test
    void followsThePlatformsPolicyThenTheHousesThenTheBuiltInOne() {
        assertThat(SETTINGS.isOpener("tiktok", "sticker", 2_000)).isFalse();
        assertThat(SETTINGS.isOpener("tiktok", "sticker", 1_999)).isTrue();
        assertThat(SETTINGS.isOpener("other", "sticker", 2_000)).isTrue();
        assertThat(SETTINGS.isOpener("other", "text", 2_000)).isFalse();
        assertThat(SETTINGS.isOpener("other", "text", 999)).isTrue();
    }

    @Test
    void tellsTheHourOfTheBrandsClockOnTheDaysOnWhichItChanges() {
        long spring = Instant.parse("2026-03-29T01:00:00Z").toEpochMilli();
        assertThat(Told.settings().brandHour("b", spring - 1)).isEqualTo(1);
        assertThat(Told.settings().brandHour("b", spring)).isEqualTo(3);
        assertThat(Told.settings().brandHour(null, spring)).isEqualTo(1);
        assertThat(Told.settings().brandHour("b", -1)).isEqualTo(0);
    }

    @Test
    void takesTheLimitsOfThePolicyInForceElseTheBuiltInOnes() {
        assertThat(SETTINGS.limits("tiktok", 2_000).packItems()).isEqualTo(12);
        assertThat(SETTINGS.limits("tiktok", 1_999).packItems()).isEqualTo(9);
        assertThat(SETTINGS.limits("spotify", 2_000).voiceMs()).isEqualTo(60_000);
    }

    @Test
    void knowsWhatASourceTellsAndNoHoursWithoutACalendar() {
        assertThat(SETTINGS.emits("s", EventType.MESSAGE_READ)).isTrue();
        assertThat(SETTINGS.emits("other", EventType.MESSAGE_READ)).isFalse();
        assertThat(SETTINGS.businessMs("b", 0, 1)).isNull();
    }
}
