package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long tickets took, and how the important were answered; each time one is opened again is a cycle of its own. */
final class TicketTruth {
    static final Set<EventType> TYPES =
            Collections.unmodifiableSet(EnumSet.range(EventType.TICKET_OPENED, EventType.TICKET_RATED));

    private final TruthRows rows;

    TicketTruth(TruthRows rows) {
        this.rows = rows;
    }

    void add(List<SimulatedEvent> events, Map<String, List<Conversation>> threads) {
        Map<String, List<SimulatedEvent>> tickets = new LinkedHashMap<>();
        for (SimulatedEvent event : events) {
            String ticket = event.text(EventField.TICKET_ID);
            if (ticket != null) {
                tickets.computeIfAbsent(ticket, ignored -> new ArrayList<>()).add(event);
            }
        }
        for (List<SimulatedEvent> steps : tickets.values()) {
            ticket(steps, threads.getOrDefault(steps.get(0).text(EventField.THREAD_ID), List.of()));
        }
    }

    private void ticket(List<SimulatedEvent> steps, List<Conversation> ofThread) {
        SimulatedEvent opened = steps.get(0);
        boolean isVip = steps.stream()
                .anyMatch(step -> step.type == EventType.TICKET_OPENED && "vip".equals(step.text(EventField.TIER)));
        SimulatedEvent begun = opened;
        SimulatedEvent handedOff = null;
        for (SimulatedEvent step : steps) {
            switch (step.type) {
                case TICKET_HANDED_OFF -> handedOff = handedOff == null ? step : handedOff;
                case TICKET_REOPENED -> {
                    begun = step;
                    handedOff = null;
                }
                default -> {}
            }
            if (step.type == EventType.TICKET_RESOLVED) {
                cycle(opened, begun, handedOff, step, ofThread, isVip);
                begun = null;
            }
        }
        if (begun != null) {
            cycle(opened, begun, handedOff, null, ofThread, isVip);
        }
    }

    private void cycle(
            SimulatedEvent ticket,
            @Nullable SimulatedEvent begun,
            @Nullable SimulatedEvent handedOff,
            @Nullable SimulatedEvent resolved,
            List<Conversation> ofThread,
            boolean isVip) {
        if (begun == null) {
            return;
        }
        long startedAt = Conversation.beginning(ofThread, begun.at);
        long until = resolved == null ? Long.MAX_VALUE : resolved.at;
        long replies = 0;
        long voices = 0;
        for (Conversation conversation : ofThread) {
            for (SimulatedEvent message : conversation.messages) {
                boolean isReply = Conversation.isAnswer(message) && message.at >= begun.at && message.at <= until;
                replies += isReply ? 1 : 0;
                voices += isReply && "voice_note".equals(message.text(EventField.KIND)) ? 1 : 0;
            }
        }
        for (Scope scope : rows.scopes(ticket.text(EventField.BRAND_ID), ticket.text(EventField.CAMPAIGN_ID))) {
            took(rows.week("resolution_time", scope, startedAt), startedAt, resolved);
            if (handedOff != null) {
                took(rows.week("resolution_time_human", scope, startedAt), handedOff.at, resolved);
            }
            if (isVip && replies > 0) {
                rows.week("vip_voice_share", scope, startedAt).ratio(voices, replies);
            }
        }
    }

    private void took(TruthCell cell, long from, @Nullable SimulatedEvent resolved) {
        if (resolved == null) {
            cell.waiting(Math.max(0, rows.watermark() - from));
        } else {
            cell.duration(resolved.at - from);
        }
    }
}
