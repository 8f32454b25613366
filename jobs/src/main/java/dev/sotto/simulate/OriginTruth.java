package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a brand had looked where a contact comes from before it gave away a code, a contract or media. */
final class OriginTruth {
    static final Set<EventType> TYPES = Set.of(
            EventType.CONTACT_ORIGIN_CHECKED,
            EventType.CONTEST_ENTERED,
            EventType.PROMO_ISSUED,
            EventType.CONTRACT_SENT);

    /** What happened first of its kind in a thread, besides its messages. */
    private static final class Firsts {
        @Nullable
        SimulatedEvent passed;

        @Nullable
        SimulatedEvent entered;

        @Nullable
        SimulatedEvent committed;
    }

    private final TruthRows rows;
    private final TruthSeries verified;

    OriginTruth(TruthRows rows) {
        this.rows = rows;
        verified = rows.weekly("origin_verified_rate");
    }

    void add(List<SimulatedEvent> events, Map<String, List<Conversation>> threads) {
        Map<String, Firsts> firsts = new HashMap<>();
        for (SimulatedEvent event : events) {
            note(firsts.computeIfAbsent(thread(event), ignored -> new Firsts()), event);
        }
        threads.forEach((thread, conversations) -> {
            if (conversations.get(0).first().isOneToOne()) {
                judge(conversations, firsts.getOrDefault(thread, new Firsts()));
            }
        });
    }

    private static String thread(SimulatedEvent event) {
        return String.valueOf(event.text(EventField.THREAD_ID));
    }

    private static void note(Firsts firsts, SimulatedEvent event) {
        if (event.type == EventType.CONTEST_ENTERED) {
            firsts.entered = firsts.entered == null ? event : firsts.entered;
        } else if (event.type != EventType.CONTACT_ORIGIN_CHECKED) {
            firsts.committed = firsts.committed == null ? event : firsts.committed;
        } else if ("pass".equals(event.text(EventField.RESULT))) {
            firsts.passed = firsts.passed == null ? event : firsts.passed;
        }
    }

    /** By the week of the first word of a person, or of the entry before it. */
    private void judge(List<Conversation> conversations, Firsts firsts) {
        SimulatedEvent first = first(conversations, OriginTruth::isOfPerson);
        boolean isByBrand = first != null && !first.isByContact();
        SimulatedEvent begun = earlier(firsts.entered, first);
        if (begun == null || !isByBrand && firsts.entered == null) {
            return;
        }
        SimulatedEvent committed = earlier(firsts.committed, first(conversations, OriginTruth::isPackOfBrand));
        boolean isVerified = firsts.passed != null && earlier(firsts.passed, committed) == firsts.passed;
        for (Scope scope : rows.scopes(begun.text(EventField.BRAND_ID), begun.text(EventField.CAMPAIGN_ID))) {
            verified.at(scope, begun.at).judge(isVerified, true);
        }
    }

    private static @Nullable SimulatedEvent first(List<Conversation> conversations, Predicate<SimulatedEvent> isMeant) {
        for (Conversation conversation : conversations) {
            for (SimulatedEvent message : conversation.messages) {
                if (isMeant.test(message)) {
                    return message;
                }
            }
        }
        return null;
    }

    private static boolean isOfPerson(SimulatedEvent message) {
        Person actor = message.actor();
        return actor != null && (actor.isBrandHuman() || actor.isContact());
    }

    private static boolean isPackOfBrand(SimulatedEvent message) {
        return "media_pack".equals(message.text(EventField.KIND)) && message.isOutbound();
    }

    private static @Nullable SimulatedEvent earlier(@Nullable SimulatedEvent one, @Nullable SimulatedEvent other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Truth.ORDER.compare(one, other) <= 0 ? one : other;
    }
}
