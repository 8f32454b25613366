package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which pairs of persons met the first-contact rule, and which found a way past it. */
final class PairTruth {
    static final Set<EventType> TYPES = Set.of(EventType.MESSAGE_SENT, EventType.MESSAGE_BLOCKED);

    private static final Set<String> OPENERS = Set.of("text", "platform_share");

    /** Two persons on a platform, whoever began. */
    private record Pair(@Nullable String platform, String one, String other) {
        static Pair of(@Nullable String platform, String one, String other) {
            return one.compareTo(other) < 0 ? new Pair(platform, one, other) : new Pair(platform, other, one);
        }
    }

    private final TruthRows rows;
    private final PolicyTruth policy;
    private final TruthSeries blocks;
    private final TruthSeries mediaFirst;
    private final TruthSeries openers;
    private final TruthSeries compliance;

    PairTruth(TruthRows rows, PolicyTruth policy) {
        this.rows = rows;
        this.policy = policy;
        blocks = rows.weekly("first_contact_block_rate");
        mediaFirst = rows.weekly("media_first_attempt_share");
        openers = rows.weekly("share_of_first_openers");
        compliance = rows.weekly("text_first_compliance");
    }

    void add(List<SimulatedEvent> events) {
        Map<Pair, List<SimulatedEvent>> attempts = new LinkedHashMap<>();
        for (SimulatedEvent event : events) {
            boolean isAttempt = event.type == EventType.MESSAGE_BLOCKED || event.isMessage();
            if (isAttempt && event.isOneToOne()) {
                Person actor = event.actor();
                Person counterpart = event.counterpart();
                if (actor != null && counterpart != null) {
                    attempts.computeIfAbsent(
                                    Pair.of(event.text(EventField.PLATFORM), actor.id(), counterpart.id()),
                                    ignored -> new ArrayList<>())
                            .add(event);
                }
            }
        }
        attempts.values().forEach(this::pair);
    }

    private void pair(List<SimulatedEvent> attempts) {
        SimulatedEvent first = attempts.get(0);
        // The rule ends with the first accepted message, so a block counts only before it.
        SimulatedEvent blocked = null;
        SimulatedEvent accepted = null;
        for (int i = 0; i < attempts.size() && accepted == null; i++) {
            SimulatedEvent event = attempts.get(i);
            if (event.isMessage()) {
                accepted = event;
            } else if (blocked == null && "first_contact_media".equals(event.text(EventField.REASON))) {
                blocked = event;
            }
        }
        if (accepted != null) {
            policy.firstContact(first, accepted);
        }
        Person sender = first.actor();
        boolean isOfBrand = sender != null && sender.isBrandHuman();
        for (Scope scope : rows.scopes(first.text(EventField.BRAND_ID), first.text(EventField.CAMPAIGN_ID))) {
            blocks.at(scope, first.at).judge(blocked != null, true);
            opener(scope, accepted);
            if (isOfBrand) {
                mediaFirst.at(scope, first.at).judge("media_pack".equals(first.text(EventField.KIND)), true);
            }
            if (blocked != null) {
                boolean isMature = blocked.at + 72 * Calendar.HOUR <= rows.watermark();
                boolean isDayOver = blocked.at + 24 * Calendar.HOUR <= rows.watermark();
                rows.week("block_recovery_opener_rate", scope, first.at)
                        .judge(openers(attempts, blocked).findAny().isPresent(), isDayOver);
                rows.week("block_recovery_rate", scope, first.at).judge(isRecovered(attempts, blocked), isMature);
            }
        }
    }

    /** The blocked sender came with an allowed opener within a day, and with media after it within three. */
    private static boolean isRecovered(List<SimulatedEvent> attempts, SimulatedEvent blocked) {
        return openers(attempts, blocked)
                .anyMatch(opener -> accepted(attempts, blocked)
                        .anyMatch(media -> "media_pack".equals(media.text(EventField.KIND))
                                && media.at > opener.at
                                && media.at - blocked.at <= 72 * Calendar.HOUR));
    }

    private static Stream<SimulatedEvent> accepted(List<SimulatedEvent> attempts, SimulatedEvent blocked) {
        return attempts.stream()
                .filter(event -> event.at >= blocked.at && event.isMessage() && isSameSender(event, blocked));
    }

    private static Stream<SimulatedEvent> openers(List<SimulatedEvent> attempts, SimulatedEvent blocked) {
        return accepted(attempts, blocked)
                .filter(opener -> OPENERS.contains(String.valueOf(opener.text(EventField.KIND))))
                .filter(opener -> opener.at - blocked.at <= 24 * Calendar.HOUR);
    }

    /** Whether a brand that began kept to text and shared posts. */
    private void opener(Scope scope, @Nullable SimulatedEvent accepted) {
        if (accepted == null) {
            return;
        }
        String kind = String.valueOf(accepted.text(EventField.KIND));
        openers.slice("kind", kind).at(scope, accepted.at).ratio(1, 0);
        openers.at(scope, accepted.at).ratio(0, 1);
        if (accepted.isOutbound()) {
            compliance.at(scope, accepted.at).judge(OPENERS.contains(kind), true);
        }
    }

    private static boolean isSameSender(SimulatedEvent event, SimulatedEvent other) {
        Person one = event.actor();
        Person two = other.actor();
        return one != null && two != null && one.id().equals(two.id());
    }
}
