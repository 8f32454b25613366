package dev.sotto.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlatformPolicyTest {
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final PlatformPolicy OLD = policy("tiktok", "old", Instant.parse("2025-08-01T00:00:00Z"));
    private static final PlatformPolicy NEW = policy("tiktok", "new", MAY);
    private static final PlatformPolicy ANY = policy("default", "any", MAY);
    private static final List<PlatformPolicy> POLICIES = List.of(PlatformPolicy.BUILT_IN, OLD, NEW, ANY);

    private static PlatformPolicy policy(String platform, String version, Instant from) {
        return new PlatformPolicy(
                platform,
                version,
                from,
                60_000,
                9,
                Set.of("text"),
                16,
                PlatformPolicy.BUILT_IN.room(),
                Set.of(AgeBand.AGE_16_17));
    }

    @Test
    void judgesFromItsFirstMomentOn() {
        assertThat(PlatformPolicy.inForce(POLICIES, "tiktok", MAY.minusMillis(1)))
                .isEqualTo(OLD);
        assertThat(PlatformPolicy.inForce(POLICIES, "tiktok", MAY)).isEqualTo(NEW);
    }

    @Test
    void judgesOtherPlatformsByTheDeclaredDefault() {
        assertThat(PlatformPolicy.inForce(POLICIES, "web", MAY)).isEqualTo(ANY);
    }

    @Test
    void isBuiltInWhereNoneWasInForce() {
        assertThat(PlatformPolicy.inForce(POLICIES, "web", MAY.minusMillis(1))).isEqualTo(PlatformPolicy.BUILT_IN);
        assertThat(PlatformPolicy.inForce(List.of(), "tiktok", Instant.MIN)).isEqualTo(PlatformPolicy.BUILT_IN);
    }
}
