package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.MediaItem;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.TimeText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges an accepted event by the policy in force where and when it happened; what depends on order is left to folds. */
final class PolicyJudge implements Serializable {
    private static final int NEVER_A_MINOR = 18;

    private record Rule(long validFrom, PlatformPolicy policy) implements Serializable {}

    private final HashMap<String, List<Rule>> newestFirst = new HashMap<>();

    PolicyJudge(List<PlatformPolicy> policies) {
        policies.stream()
                .sorted(Comparator.comparing(PlatformPolicy::validFrom).reversed())
                .forEach(policy -> newestFirst
                        .computeIfAbsent(policy.platform(), platform -> new ArrayList<>())
                        .add(new Rule(TimeText.micros(policy.validFrom()), policy)));
    }

    /**
     * What of an event a policy looks at.
     *
     * @param occurredAt in microseconds
     * @param ageBand of the actor
     */
    record Facts(
            String platform,
            long occurredAt,
            EventType type,
            @Nullable String kind,
            @Nullable Long voiceMs,
            int mediaItems,
            @Nullable Long followers,
            @Nullable Boolean hasSubscription,
            @Nullable Boolean hasFanClub,
            @Nullable String ageBand) {

        /** Those of a record that passed the rules for events. */
        static Facts of(EventRecord event, Person actor) {
            List<MediaItem> media = event.media();
            Long occurredAt = event.number(EventField.OCCURRED_AT);
            return new Facts(
                    String.valueOf(event.text(EventField.PLATFORM)),
                    occurredAt == null ? Long.MIN_VALUE : occurredAt,
                    event.type(),
                    event.text(EventField.KIND),
                    event.number(EventField.VOICE_MS),
                    media == null ? 0 : media.size(),
                    event.number(EventField.FOLLOWERS),
                    (Boolean) event.value(EventField.HAS_SUBSCRIPTION),
                    (Boolean) event.value(EventField.HAS_FAN_CLUB),
                    actor.ageBand());
        }
    }

    /**
     * What came of judging an event.
     *
     * @param version of the policy that judged it; null where none was in force
     * @param conflicts the rules that it contradicts, joined by commas; null if none
     */
    record Verdict(@Nullable String version, @Nullable String conflicts) {}

    /** Judge an event, of which it is known whether a person under 16 took part where none may. */
    Verdict judge(Facts event, boolean isUnder16) {
        PlatformPolicy policy = policy(event.platform(), event.occurredAt());
        List<String> conflicts = policy == null ? new ArrayList<>(0) : conflicts(event, policy);
        if (isUnder16) {
            conflicts.add("under_16");
        }
        return new Verdict(
                policy == null ? null : policy.version(), conflicts.isEmpty() ? null : String.join(",", conflicts));
    }

    /** The policy in force on a platform, else the one for all others; null where there is none. */
    @Nullable
    PlatformPolicy policy(String platform, long occurredAt) {
        PlatformPolicy own = inForce(newestFirst.get(platform), occurredAt);
        return own == null ? inForce(newestFirst.get(PlatformPolicy.ANY_PLATFORM), occurredAt) : own;
    }

    private static @Nullable PlatformPolicy inForce(@Nullable List<Rule> rules, long occurredAt) {
        for (Rule rule : rules == null ? List.<Rule>of() : rules) {
            if (rule.validFrom() <= occurredAt) {
                return rule.policy();
            }
        }
        return null;
    }

    private static List<String> conflicts(Facts event, PlatformPolicy policy) {
        List<String> conflicts = new ArrayList<>(0);
        boolean isMinor = "16_17".equals(event.ageBand());
        if (event.type() == EventType.MESSAGE_SENT) {
            Long voice = event.voiceMs();
            add(
                    conflicts,
                    "voice_too_long",
                    "voice_note".equals(event.kind()) && voice != null && voice > policy.voiceMaxMs());
            add(conflicts, "pack_too_large", event.mediaItems() > policy.packMaxItems());
            // Of the band no more is known than that none of it is 18.
            add(conflicts, "below_minimum_age", isMinor && policy.minimumAge() >= NEVER_A_MINOR);
        } else if (event.type() == EventType.ROOM_CREATED) {
            PlatformPolicy.Room room = policy.room();
            Long followers = event.followers();
            add(conflicts, "room_too_few_followers", followers != null && followers < room.minFollowers());
            add(conflicts, "room_without_subscription", !isEligible(event, room.requiresAny()));
            add(conflicts, "room_creator_too_young", isMinor && room.minCreatorAge() >= NEVER_A_MINOR);
        }
        return conflicts;
    }

    private static void add(List<String> conflicts, String rule, boolean isBroken) {
        if (isBroken) {
            conflicts.add(rule);
        }
    }

    /** What a log does not say is not held against a creator. */
    private static boolean isEligible(Facts event, Set<String> requiresAny) {
        return requiresAny.isEmpty()
                || requiresAny.stream()
                        .anyMatch(offer -> !Boolean.FALSE.equals(
                                offer.equals("subscription") ? event.hasSubscription() : event.hasFanClub()));
    }
}
