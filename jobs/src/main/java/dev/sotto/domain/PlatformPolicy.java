package dev.sotto.domain;

import java.io.Serializable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The limits of one platform from one instant on: data, never code.
 *
 * @param version stored with every event that it judges
 * @param openers kinds that may open a conversation with a new contact
 */
public record PlatformPolicy(
        String platform,
        String version,
        Instant validFrom,
        long voiceMaxMs,
        int packMaxItems,
        Set<String> openers,
        int minimumAge,
        Room room)
        implements Serializable {

    /** The platform of a policy that judges all platforms without a policy of their own. */
    public static final String ANY_PLATFORM = "default";

    /** The policy where none is declared: voice to 60 s, packs to 9 items, text or a shared post first, from 16 years. */
    public static final PlatformPolicy BUILT_IN = new PlatformPolicy(
            ANY_PLATFORM,
            "default",
            Instant.EPOCH,
            60_000,
            9,
            Set.of("text", "platform_share"),
            16,
            new Room(10_000, 18, 300, 5, 20));

    /** Limits of a creator room. */
    public record Room(
            long minFollowers, int minCreatorAge, int maxParticipants, int maxModerators, int maxRoomsPerCreator)
            implements Serializable {}

    public PlatformPolicy {
        openers = Set.copyOf(openers);
    }

    /**
     * The policy that judges an event: the latest of its platform that was in force, else of {@link #ANY_PLATFORM},
     * else the built-in one.
     */
    public static PlatformPolicy inForce(List<PlatformPolicy> policies, String platform, Instant occurredAt) {
        return Stream.of(platform, ANY_PLATFORM)
                .flatMap(name -> policies.stream()
                        .filter(policy -> policy.platform().equals(name))
                        .filter(policy -> !policy.validFrom().isAfter(occurredAt))
                        .max(Comparator.comparing(PlatformPolicy::validFrom))
                        .stream())
                .findFirst()
                .orElse(BUILT_IN);
    }
}
