package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.MediaItem;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.TimeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges an accepted event by the policy in force where and when it happened; what depends on order is left to folds. */
final class PolicyJudge {
    private final Map<String, List<PlatformPolicy>> newestFirst = new HashMap<>();

    PolicyJudge(List<PlatformPolicy> policies) {
        policies.stream()
                .sorted(Comparator.comparing(PlatformPolicy::validFrom).reversed())
                .forEach(policy -> newestFirst
                        .computeIfAbsent(policy.platform(), platform -> new ArrayList<>())
                        .add(policy));
    }

    /** The policy of an event's platform at its time; null where there is none. */
    @Nullable
    PlatformPolicy policy(EventRecord event) {
        Long occurredAt = event.number(EventField.OCCURRED_AT);
        String platform = event.text(EventField.PLATFORM);
        if (occurredAt == null || platform == null) {
            return null;
        }
        for (PlatformPolicy policy : newestFirst.getOrDefault(platform, List.of())) {
            if (TimeText.micros(policy.validFrom()) <= occurredAt) {
                return policy;
            }
        }
        return null;
    }

    /** The rules that an event contradicts, by name; empty if none. */
    static List<String> conflicts(EventRecord event, @Nullable PlatformPolicy policy, Person actor) {
        List<String> conflicts = new ArrayList<>(0);
        if (policy == null) {
            return conflicts;
        }
        if (event.type() == EventType.MESSAGE_SENT) {
            Long voice = event.number(EventField.VOICE_MS);
            if ("voice_note".equals(event.text(EventField.KIND)) && voice != null && voice > policy.voiceMaxMs()) {
                conflicts.add("voice_too_long");
            }
            List<MediaItem> media = event.media();
            if (media != null && media.size() > policy.packMaxItems()) {
                conflicts.add("pack_too_large");
            }
        } else if (event.type() == EventType.ROOM_CREATED) {
            Long followers = event.number(EventField.FOLLOWERS);
            if (followers != null && followers < policy.room().minFollowers()) {
                conflicts.add("room_too_few_followers");
            }
            if (Boolean.FALSE.equals(event.value(EventField.HAS_SUBSCRIPTION))
                    && Boolean.FALSE.equals(event.value(EventField.HAS_FAN_CLUB))) {
                conflicts.add("room_without_subscription");
            }
            if ("16_17".equals(actor.ageBand()) && policy.room().minCreatorAge() > 17) {
                conflicts.add("room_creator_too_young");
            }
        }
        return conflicts;
    }
}
