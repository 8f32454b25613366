package dev.sotto.config;

import dev.sotto.domain.AgeBand;
import dev.sotto.domain.PlatformPolicy;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code platforms.yaml}; the built-in policy comes with whatever it declares. */
final class PlatformsFile {
    private static final PlatformPolicy DEFAULT = PlatformPolicy.BUILT_IN;

    private PlatformsFile() {}

    static List<PlatformPolicy> read(Entry file, ZoneId zone) {
        List<PlatformPolicy> policies = new ArrayList<>(List.of(DEFAULT));
        Set<List<Object>> seen = new HashSet<>();
        for (Entry entry : file.groups("policies")) {
            PlatformPolicy policy = policy(entry, zone);
            if (!seen.add(List.of(policy.platform(), policy.version()))) {
                throw again(entry, "version", policy.platform());
            }
            if (!seen.add(List.of(policy.platform(), policy.validFrom()))) {
                throw again(entry, "valid-from", policy.platform());
            }
            policies.add(policy);
        }
        policies.sort(Comparator.comparing(PlatformPolicy::validFrom).thenComparing(PlatformPolicy::platform));
        return policies;
    }

    private static RuntimeException again(Entry entry, String key, String platform) {
        return entry.refusal(
                key,
                "is '" + Shown.text(entry.text(key)) + "', as of another policy of " + platform,
                "Give each its own.");
    }

    private static PlatformPolicy policy(Entry entry, ZoneId zone) {
        return new PlatformPolicy(
                entry.text("platform"),
                entry.text("version"),
                entry.value("valid-from", Moment::parse).startIn(zone),
                1000 * entry.number("voice-max-seconds", DEFAULT.voiceMaxMs() / 1000),
                entry.number("pack-max-items", DEFAULT.packMaxItems()),
                entry.has("openers") ? Set.copyOf(entry.texts("openers")) : DEFAULT.openers(),
                entry.number("minimum-age", DEFAULT.minimumAge()),
                room(entry.group("room")),
                entry.has("filter-default-on") ? bands(entry.texts("filter-default-on")) : DEFAULT.filterDefaultOn());
    }

    private static Set<AgeBand> bands(List<String> columns) {
        return Arrays.stream(AgeBand.values())
                .filter(band -> columns.contains(band.column()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static PlatformPolicy.Room room(Entry room) {
        return new PlatformPolicy.Room(
                room.number("min-followers", DEFAULT.room().minFollowers()),
                room.has("requires-any")
                        ? Set.copyOf(room.texts("requires-any"))
                        : DEFAULT.room().requiresAny(),
                room.number("min-creator-age", DEFAULT.room().minCreatorAge()),
                room.number("max-participants", DEFAULT.room().maxParticipants()),
                room.number("max-moderators", DEFAULT.room().maxModerators()),
                room.number("max-rooms-per-creator", DEFAULT.room().maxRoomsPerCreator()));
    }
}
