package dev.sotto.domain;

import java.io.Serializable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The limits of one platform from one instant on: data, never code.
 *
 * @param version stored with every event that it judges
 * @param openers kinds that may open a conversation with a new contact
 * @param filterDefaultOn age bands whose nudity filter is on until they set it
 */
public record PlatformPolicy(
        String platform,
        String version,
        Instant validFrom,
        long voiceMaxMs,
        int packMaxItems,
        Set<String> openers,
        int minimumAge,
        Room room,
        Set<AgeBand> filterDefaultOn)
        implements Serializable {

    /** The platform of a policy that judges all platforms without a policy of their own. */
    public static final String ANY_PLATFORM = "default";

    /**
     * The policy where none is declared: voice to 60 s, packs to 9 items, text or a shared post first, from 16 years, the
     * nudity filter on for those of 16 and 17.
     */
    public static final PlatformPolicy BUILT_IN = new PlatformPolicy(
            ANY_PLATFORM,
            "default",
            Instant.EPOCH,
            60_000,
            9,
            Set.of("text", "platform_share"),
            16,
            new Room(10_000, Set.of("subscription", "fan_club"), 18, 300, 5, 20),
            Set.of(AgeBand.AGE_16_17));

    /**
     * Limits of a creator room.
     *
     * @param requiresAny what makes a creator eligible, any one of these; empty where nothing is needed
     */
    public record Room(
            long minFollowers,
            Set<String> requiresAny,
            int minCreatorAge,
            int maxParticipants,
            int maxModerators,
            int maxRoomsPerCreator)
            implements Serializable {
        public Room {
            requiresAny = Set.copyOf(requiresAny);
        }
    }

    public PlatformPolicy {
        openers = Set.copyOf(openers);
        filterDefaultOn = Set.copyOf(filterDefaultOn);
    }

    /** All that events are judged by in one line: equal for equal policies, whatever the order of their sets. */
    public String words() {
        return Stream.of(
                        platform,
                        version,
                        validFrom,
                        voiceMaxMs,
                        packMaxItems,
                        new TreeSet<>(openers),
                        minimumAge,
                        room.minFollowers(),
                        new TreeSet<>(room.requiresAny()),
                        room.minCreatorAge(),
                        room.maxParticipants(),
                        room.maxModerators(),
                        room.maxRoomsPerCreator())
                .map(String::valueOf)
                .collect(Collectors.joining("|"));
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
