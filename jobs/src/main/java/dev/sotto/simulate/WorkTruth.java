package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of things that have a life of their own: creative work, ambassadors, contest entries, codes, tickets. */
final class WorkTruth {
    private static final long ONBOARDING = 14 * Calendar.DAY;
    private static final long CODE_LIFE = 30 * Calendar.DAY;

    private final TruthRows rows;

    WorkTruth(TruthRows rows) {
        this.rows = rows;
    }

    void add(List<SimulatedEvent> events) {
        by(events, EventField.CREATIVE_ID).forEach(this::creative);
        by(events, EventField.ENTRY_ID).forEach(this::entry);
        by(events, EventField.CODE).forEach(this::code);
        by(events, EventField.TICKET_ID).forEach(this::ticket);
        ambassadors(events);
        reminders(events);
    }

    private static List<List<SimulatedEvent>> by(List<SimulatedEvent> events, EventField id) {
        Map<String, List<SimulatedEvent>> things = new LinkedHashMap<>();
        for (SimulatedEvent event : events) {
            String thing = event.text(id);
            if (thing != null) {
                things.computeIfAbsent(thing, ignored -> new ArrayList<>()).add(event);
            }
        }
        return List.copyOf(things.values());
    }

    private List<Scope> scopes(SimulatedEvent event) {
        return rows.scopes(event.text(EventField.BRAND_ID), event.text(EventField.CAMPAIGN_ID));
    }

    /** By the week of the first request; withdrawn work is left out. */
    private void creative(List<SimulatedEvent> life) {
        SimulatedEvent requested = first(life, EventType.APPROVAL_REQUESTED, null);
        if (requested == null || first(life, EventType.APPROVAL_WITHDRAWN, null) != null) {
            return;
        }
        SimulatedEvent approved = first(life, EventType.APPROVAL_DECIDED, "approved");
        SimulatedEvent rejected = first(life, EventType.APPROVAL_DECIDED, "rejected");
        SimulatedEvent firstDecided = first(life, EventType.APPROVAL_DECIDED, null);
        SimulatedEvent signed = first(life, EventType.CONTRACT_SIGNED, null);
        long rounds = life.stream()
                .filter(event -> event.type == EventType.APPROVAL_DECIDED)
                .count();
        for (Scope scope : scopes(requested)) {
            if (firstDecided != null) {
                rows.judge(rows.week("first_pass_rate", scope, requested.at), approved == firstDecided, true);
            }
            if (approved != null || rejected != null) {
                rows.ratio(rows.week("approval_rounds", scope, requested.at), rounds, 1);
            }
            if (approved != null) {
                rows.duration(rows.week("approval_cycle_time_p50", scope, requested.at), approved.at - requested.at);
                rows.duration(rows.week("approval_cycle_time_p90", scope, requested.at), approved.at - requested.at);
                if (signed != null) {
                    rows.duration(rows.week("contract_lead_time_p50", scope, requested.at), signed.at - approved.at);
                }
            }
        }
    }

    /** By the week of the entry. */
    private void entry(List<SimulatedEvent> life) {
        SimulatedEvent entered = first(life, EventType.CONTEST_ENTERED, null);
        SimulatedEvent decided = first(life, EventType.CONTEST_DECIDED, null);
        if (entered == null) {
            return;
        }
        for (Scope scope : scopes(entered)) {
            boolean isByHuman = decided != null && "human".equals(decided.text(EventField.DECIDED_BY));
            rows.judge(rows.week("contest_moderation_load", scope, entered.at), isByHuman, true);
            rows.judge(
                    rows.week("contest_text_first_share", scope, entered.at),
                    entered.is(EventField.PRECEDED_BY_TEXT),
                    true);
            if (decided != null) {
                boolean isAccepted = "accepted".equals(decided.text(EventField.DECISION));
                rows.judge(rows.week("contest_valid_rate", scope, entered.at), isAccepted, true);
            }
        }
    }

    /** By the week of issue; a code counts once its time is over. */
    private void code(List<SimulatedEvent> life) {
        SimulatedEvent issued = first(life, EventType.PROMO_ISSUED, null);
        SimulatedEvent redeemed = first(life, EventType.PROMO_REDEEMED, null);
        if (issued == null) {
            return;
        }
        long end = Math.min(issued.number(EventField.EXPIRES_AT), issued.at + CODE_LIFE);
        boolean isRedeemed = redeemed != null && redeemed.at <= end;
        for (Scope scope : scopes(issued)) {
            rows.judge(rows.week("promo_redemption_rate", scope, issued.at), isRedeemed, end <= rows.watermark());
        }
    }

    /** By the week of the question for a rating; the last rating counts. */
    private void ticket(List<SimulatedEvent> life) {
        SimulatedEvent asked = first(life, EventType.TICKET_RATING_ASKED, null);
        SimulatedEvent rated = life.stream()
                .filter(event -> event.type == EventType.TICKET_RATED)
                .reduce((one, other) -> other)
                .orElse(null);
        if (asked == null) {
            return;
        }
        for (Scope scope : rows.scopes(asked.text(EventField.BRAND_ID), asked.text(EventField.CAMPAIGN_ID))) {
            rows.judge(rows.week("rating_response_rate", scope, asked.at), rated != null, true);
            if (rated != null) {
                rows.judge(rows.week("satisfaction_rate", scope, asked.at), rated.number(EventField.SCORE) >= 4, true);
            }
        }
    }

    /** By the week of the first invitation; all required steps within two weeks. */
    private void ambassadors(List<SimulatedEvent> events) {
        Map<String, SimulatedEvent> invited = new LinkedHashMap<>();
        Map<String, List<String>> done = new LinkedHashMap<>();
        for (SimulatedEvent event : events) {
            Person actor = event.actor();
            Person counterpart = event.counterpart();
            if (event.type == EventType.AMBASSADOR_INVITED && counterpart != null) {
                invited.putIfAbsent(counterpart.id(), event);
            } else if (event.type == EventType.AMBASSADOR_STEP_DONE && actor != null) {
                SimulatedEvent invitation = invited.get(actor.id());
                if (invitation != null && event.at <= invitation.at + ONBOARDING) {
                    done.computeIfAbsent(actor.id(), ignored -> new ArrayList<>())
                            .add(String.valueOf(event.text(EventField.STEP)));
                }
            }
        }
        invited.forEach((person, invitation) -> {
            boolean isDone = done.getOrDefault(person, List.of()).containsAll(Onboarding.STEPS);
            boolean isMature = invitation.at + ONBOARDING <= rows.watermark();
            for (Scope scope : scopes(invitation)) {
                rows.judge(rows.week("onboarding_completion", scope, invitation.at), isDone, isMature);
            }
        });
    }

    private void reminders(List<SimulatedEvent> events) {
        for (SimulatedEvent event : events) {
            if (event.type == EventType.REMINDER_SHOWN) {
                String outcome = String.valueOf(event.text(EventField.OUTCOME));
                boolean isGivenUp = outcome.equals("cancelled") || outcome.equals("abandoned");
                for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID))) {
                    rows.judge(rows.week("reminder_cancel_rate", scope, event.at), isGivenUp, true);
                }
            }
        }
    }

    /** The first of a type, and of a decision where one is asked for. */
    private static @Nullable SimulatedEvent first(
            List<SimulatedEvent> life, EventType type, @Nullable String decision) {
        return life.stream()
                .filter(event -> event.type == type)
                .filter(event -> decision == null || decision.equals(event.text(EventField.DECISION)))
                .findFirst()
                .orElse(null);
    }
}
