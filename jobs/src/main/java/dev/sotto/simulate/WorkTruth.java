package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of things that have a life of their own: creative work, contest entries, codes, tickets. */
final class WorkTruth {
    static final Set<EventType> TYPES = Set.of(
            EventType.APPROVAL_REQUESTED,
            EventType.APPROVAL_DECIDED,
            EventType.APPROVAL_WITHDRAWN,
            EventType.CONTRACT_SENT,
            EventType.CONTRACT_SIGNED,
            EventType.CONTEST_ENTERED,
            EventType.CONTEST_DECIDED,
            EventType.PROMO_ISSUED,
            EventType.PROMO_REDEEMED,
            EventType.TICKET_RATING_ASKED,
            EventType.TICKET_RATED,
            EventType.REMINDER_SHOWN);

    private static final long CODE_LIFE = 30 * Calendar.DAY;

    private final TruthRows rows;
    private final OpeningHours hours;
    private final TruthSeries cycles;
    private final TruthSeries leads;

    WorkTruth(TruthRows rows, OpeningHours hours) {
        this.rows = rows;
        this.hours = hours;
        cycles = rows.weekly("approval_cycle_time_p50", "approval_cycle_time_p90");
        leads = rows.weekly("contract_lead_time");
    }

    void add(List<SimulatedEvent> events) {
        Map<String, List<SimulatedEvent>> creatives = new LinkedHashMap<>();
        Map<String, List<SimulatedEvent>> entries = new LinkedHashMap<>();
        Map<String, List<SimulatedEvent>> codes = new LinkedHashMap<>();
        Map<String, List<SimulatedEvent>> tickets = new LinkedHashMap<>();
        for (SimulatedEvent event : events) {
            switch (event.type) {
                case APPROVAL_REQUESTED, APPROVAL_DECIDED, APPROVAL_WITHDRAWN, CONTRACT_SENT, CONTRACT_SIGNED ->
                    put(creatives, EventField.CREATIVE_ID, event);
                case CONTEST_ENTERED, CONTEST_DECIDED -> put(entries, EventField.ENTRY_ID, event);
                case PROMO_ISSUED, PROMO_REDEEMED -> put(codes, EventField.CODE, event);
                case TICKET_RATING_ASKED, TICKET_RATED -> put(tickets, EventField.TICKET_ID, event);
                case REMINDER_SHOWN -> reminder(event);
                default -> {}
            }
        }
        creatives.values().forEach(this::creative);
        entries.values().forEach(this::entry);
        codes.values().forEach(this::code);
        tickets.values().forEach(this::ticket);
    }

    private static void put(Map<String, List<SimulatedEvent>> things, EventField id, SimulatedEvent event) {
        String thing = event.text(id);
        if (thing != null) {
            things.computeIfAbsent(thing, ignored -> new ArrayList<>()).add(event);
        }
    }

    private List<Scope> scopes(SimulatedEvent event) {
        return rows.scopes(event.text(EventField.BRAND_ID), event.text(EventField.CAMPAIGN_ID));
    }

    /** By the week of the first request; withdrawn work is left out, and what is open waits. */
    private void creative(List<SimulatedEvent> life) {
        SimulatedEvent requested = first(life, EventType.APPROVAL_REQUESTED, null);
        if (requested == null || first(life, EventType.APPROVAL_WITHDRAWN, null) != null) {
            return;
        }
        SimulatedEvent approved = first(life, EventType.APPROVAL_DECIDED, "approved");
        SimulatedEvent rejected = first(life, EventType.APPROVAL_DECIDED, "rejected");
        SimulatedEvent firstDecided = first(life, EventType.APPROVAL_DECIDED, null);
        SimulatedEvent sent = first(life, EventType.CONTRACT_SENT, null);
        SimulatedEvent signed = first(life, EventType.CONTRACT_SIGNED, null);
        long rounds = Math.max(
                life.stream()
                        .filter(event -> event.type == EventType.APPROVAL_DECIDED)
                        .count(),
                // Of the rounds before, the log may have lost some.
                round(approved != null ? approved : rejected));
        boolean isFirstPass = approved == firstDecided && round(firstDecided) <= 1;
        boolean isFinal = approved != null || rejected != null;
        for (Scope scope : scopes(requested)) {
            rows.week("first_pass_rate", scope, requested.at).judge(isFirstPass, firstDecided != null);
            if (isFinal) {
                rows.week("approval_rounds", scope, requested.at).ratio(rounds, 1);
            } else {
                rows.week("approval_rounds", scope, requested.at).judge(false, false);
            }
            if (approved != null || rejected == null) {
                took(cycles, scope, requested, requested, approved);
            }
            if (approved != null) {
                String brand = String.valueOf(requested.text(EventField.BRAND_ID));
                rows.week("approval_cycle_business", scope, requested.at)
                        .duration(hours.between(brand, requested.at, approved.at));
            }
            if (approved != null && (sent != null || signed != null)) {
                took(leads, scope, requested, approved, signed);
            }
        }
    }

    private static long round(@Nullable SimulatedEvent decided) {
        return decided == null ? 0 : decided.number(EventField.ROUND);
    }

    private void took(
            TruthSeries series, Scope scope, SimulatedEvent of, SimulatedEvent from, @Nullable SimulatedEvent until) {
        if (until == null) {
            series.at(scope, of.at).waiting(Math.max(0, rows.watermark() - from.at));
        } else {
            series.at(scope, of.at).duration(until.at - from.at);
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
            rows.week("contest_moderation_load", scope, entered.at).judge(isByHuman, true);
            rows.week("contest_text_first_share", scope, entered.at)
                    .judge(entered.is(EventField.PRECEDED_BY_TEXT), true);
            boolean isAccepted = decided != null && "accepted".equals(decided.text(EventField.DECISION));
            boolean isMediaOnly = entered.is(EventField.WITH_MEDIA) && !entered.is(EventField.PRECEDED_BY_TEXT);
            rows.week("contest_valid_rate", scope, entered.at)
                    .judge(isAccepted && !isMediaOnly, decided != null || isMediaOnly);
        }
    }

    /** By the week of issue whether its owner redeemed it, once its time is over; by that of each redemption, who did. */
    private void code(List<SimulatedEvent> life) {
        SimulatedEvent issued = first(life, EventType.PROMO_ISSUED, null);
        Person owner = issued == null ? null : issued.counterpart();
        if (issued == null || owner == null) {
            return;
        }
        long end = Math.min(issued.number(EventField.EXPIRES_AT), issued.at + CODE_LIFE);
        boolean isRedeemed = false;
        for (SimulatedEvent event : life) {
            Person redeemer = event.actor();
            if (event.type == EventType.PROMO_REDEEMED && redeemer != null) {
                boolean isByOwner = redeemer.id().equals(owner.id());
                isRedeemed |= isByOwner && event.at >= issued.at && event.at <= end;
                for (Scope scope : scopes(event)) {
                    rows.week("promo_leak_rate", scope, event.at).judge(!isByOwner, true);
                }
            }
        }
        for (Scope scope : scopes(issued)) {
            rows.week("promo_redemption_rate", scope, issued.at).judge(isRedeemed, end <= rows.watermark());
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
            rows.week("rating_response_rate", scope, asked.at).judge(rated != null, true);
            if (rated != null) {
                rows.week("satisfaction_rate", scope, asked.at).judge(rated.number(EventField.SCORE) >= 4, true);
            }
        }
    }

    private void reminder(SimulatedEvent event) {
        String outcome = String.valueOf(event.text(EventField.OUTCOME));
        boolean isGivenUp = outcome.equals("cancelled") || outcome.equals("abandoned");
        for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID))) {
            rows.week("reminder_cancel_rate", scope, event.at).judge(isGivenUp, true);
            rows.week("reminder_edit_rate", scope, event.at).judge(outcome.equals("edited"), true);
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
