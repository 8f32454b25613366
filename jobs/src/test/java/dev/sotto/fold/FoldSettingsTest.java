package dev.sotto.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.PlatformPolicy;
import dev.sotto.fold.FoldSettings.Openers;
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
            1);

    @Test
    void followsThePlatformsPolicyThenTheHousesThenTheBuiltInOne() {
        assertThat(SETTINGS.isOpener("tiktok", "sticker", 2_000)).isFalse();
        assertThat(SETTINGS.isOpener("tiktok", "sticker", 1_999)).isTrue();
        assertThat(SETTINGS.isOpener("other", "sticker", 2_000)).isTrue();
        assertThat(SETTINGS.isOpener("other", "text", 2_000)).isFalse();
        assertThat(SETTINGS.isOpener("other", "text", 999)).isTrue();
    }
}
