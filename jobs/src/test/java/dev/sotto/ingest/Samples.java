package dev.sotto.ingest;

import dev.sotto.domain.AgeBand;
import dev.sotto.domain.PlatformPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Lines, settings and policies that tests share. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-04-20T00:00:00Z");
    public static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Samples() {}

    public static PlatformPolicy policy(String version, String validFrom, long voiceMaxMs) {
        return new PlatformPolicy(
                "tiktok",
                version,
                Instant.parse(validFrom),
                voiceMaxMs,
                9,
                Set.of("text", "platform_share"),
                16,
                PlatformPolicy.BUILT_IN.room(),
                Set.of(AgeBand.AGE_16_17));
    }

    public static IngestSettings settings(double maxRejectShare) {
        return new IngestSettings(
                maxRejectShare,
                KEY,
                List.of(policy("tiktok-1", "2020-01-01T00:00:00Z", 60_000)),
                NOW,
                IngestSettings.DEFAULT_PLAUSIBLE_FROM,
                IngestSettings.DEFAULT_PLAUSIBLE_AHEAD);
    }

    public static EventRules rules() {
        return new EventRules(IngestSettings.DEFAULT_PLAUSIBLE_FROM, NOW.plus(Duration.ofHours(48)));
    }

    public static PersonGuard guard() {
        return new PersonGuard(new Pseudonyms(KEY));
    }

    /** A message of that id, with more keys where a test wants them, such as {@code ,"voice_ms":5}. */
    public static String message(String id, String more) {
        return "{\"event_id\":\"" + id + "\",\"event_type\":\"message.sent\",\"occurred_at\":\"2026-04-06T09:00:00Z\","
                + "\"source\":\"test\",\"platform\":\"tiktok\",\"message_id\":\"m-" + id + "\",\"kind\":\"text\"" + more
                + "}";
    }

    public static String message(String id) {
        return message(id, "");
    }

    /** A log of so many messages. */
    public static byte[] log(int events) {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < events; i++) {
            log.append(message("e" + i * 7919)).append('\n');
        }
        return log.toString().getBytes(StandardCharsets.UTF_8);
    }
}
