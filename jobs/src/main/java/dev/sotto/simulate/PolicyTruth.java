package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How often the rules of the platforms were put to the test, how often they were kept, and how often they were not. */
final class PolicyTruth {
    static final Set<EventType> TYPES = Set.of(EventType.MESSAGE_SENT, EventType.ROOM_CREATED);

    private static final long VOICE_MS = 60_000;
    private static final int PACK_ITEMS = 9;
    private static final long FOLLOWERS = 10_000;

    private final TruthRows rows;
    private final TruthSeries adherence;
    private final TruthSeries conflicts;
    private final Set<String> campaignsForYouth = new HashSet<>();

    PolicyTruth(TruthRows rows, World world) {
        this.rows = rows;
        adherence = rows.weekly("policy_adherence");
        conflicts = rows.weekly("policy_conflicts");
        for (World.Campaign campaign : world.campaigns()) {
            if (campaign.youthGuideline() != null) {
                campaignsForYouth.add(campaign.id());
            }
        }
    }

    /** Of a child nothing counts but that somebody let it in. */
    void child(SimulatedEvent event) {
        for (Scope scope : scopes(event)) {
            conflicts.at(scope, event.at).count();
        }
    }

    void add(List<SimulatedEvent> events) {
        for (SimulatedEvent event : events) {
            if (event.isMessage()) {
                message(event);
            } else if (event.type == EventType.ROOM_CREATED) {
                check("room_followers", event, event.at, event.number(EventField.FOLLOWERS) >= FOLLOWERS);
                boolean isOffering = event.is(EventField.HAS_SUBSCRIPTION) || event.is(EventField.HAS_FAN_CLUB);
                check("room_offer", event, event.at, isOffering);
                // A rule about age is in the whole only; every creator here is of full age.
                check(null, event, event.at, true);
            }
        }
    }

    /** The limits of WhatsApp are never reached here. */
    private void message(SimulatedEvent event) {
        boolean isLimited = "tiktok".equals(event.text(EventField.PLATFORM));
        if (event.value(EventField.VOICE_MS) != null) {
            check("voice_length", event, event.at, event.number(EventField.VOICE_MS) <= VOICE_MS);
        }
        if (event.value(EventField.MEDIA) instanceof List<?> media && !media.isEmpty()) {
            check("pack_size", event, event.at, !isLimited || media.size() <= PACK_ITEMS);
        }
        if (campaignsForYouth.contains(event.text(EventField.CAMPAIGN_ID)) && event.isOutbound()) {
            check("youth_guideline", event, event.at, true);
        }
    }

    /** How a pair began, where what was accepted first is known. */
    void firstContact(SimulatedEvent attempt, SimulatedEvent accepted) {
        boolean isMedia = "media_pack".equals(accepted.text(EventField.KIND));
        boolean isRuled = "tiktok".equals(accepted.text(EventField.PLATFORM));
        check("first_contact", attempt, accepted.at, !(isMedia && isRuled));
    }

    /** Count a check of a rule, which is null where it stands in the whole only, at the place of an event. */
    void check(@Nullable String rule, SimulatedEvent of, long at, boolean isKept) {
        TruthSeries ofRule = rule == null ? null : adherence.slice("rule", rule);
        for (Scope scope : scopes(of)) {
            adherence.at(scope, at).judge(isKept, true);
            if (ofRule != null) {
                ofRule.at(scope, at).judge(isKept, true);
            }
            if (!isKept) {
                conflicts.at(scope, at).count();
            }
        }
    }

    private List<Scope> scopes(SimulatedEvent event) {
        return rows.scopes(event.text(EventField.BRAND_ID), event.text(EventField.CAMPAIGN_ID));
    }
}
