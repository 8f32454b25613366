package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What became of the messages of brands: delivered, read and played within three days, by the week of sending. */
final class ReceiptTruth {
    private static final long WINDOW = 72 * Calendar.HOUR;
    private static final Set<EventType> DELIVERED =
            Set.of(EventType.MESSAGE_DELIVERED, EventType.MESSAGE_READ, EventType.MESSAGE_PLAYED);
    private static final Set<EventType> READ = Set.of(EventType.MESSAGE_READ, EventType.MESSAGE_PLAYED);
    private static final Set<EventType> PLAYED = Set.of(EventType.MESSAGE_PLAYED);

    private final TruthRows rows;

    ReceiptTruth(TruthRows rows) {
        this.rows = rows;
    }

    void add(List<SimulatedEvent> events) {
        Map<String, SimulatedEvent> sent = new LinkedHashMap<>();
        Map<String, List<SimulatedEvent>> receipts = new HashMap<>();
        for (SimulatedEvent event : events) {
            String message = String.valueOf(event.text(EventField.MESSAGE_ID));
            if (Truth.isOutbound(event) && Truth.isOneToOne(event)) {
                sent.put(message, event);
            } else if (DELIVERED.contains(event.type)) {
                receipts.computeIfAbsent(message, ignored -> new ArrayList<>()).add(event);
            }
        }
        sent.forEach((id, message) -> judge(message, receipts.getOrDefault(id, List.of())));
    }

    private void judge(SimulatedEvent message, List<SimulatedEvent> receipts) {
        long deliveredAt = firstAt(receipts, DELIVERED);
        boolean isVoice = "voice_note".equals(message.text(EventField.KIND));
        for (Scope scope : rows.scopes(message.text(EventField.BRAND_ID), message.text(EventField.CAMPAIGN_ID))) {
            judge("delivery_rate", scope, message, message.at, deliveredAt);
            if (deliveredAt < Long.MAX_VALUE) {
                judge("read_rate", scope, message, deliveredAt, firstAt(receipts, READ));
                if (isVoice) {
                    judge("voice_play_rate", scope, message, deliveredAt, firstAt(receipts, PLAYED));
                }
            }
        }
    }

    private void judge(String metric, Scope scope, SimulatedEvent message, long from, long at) {
        boolean isMature = from + WINDOW <= rows.watermark();
        rows.judge(rows.week(metric, scope, message.at), at <= from + WINDOW, isMature);
    }

    private static long firstAt(List<SimulatedEvent> receipts, Set<EventType> types) {
        return receipts.stream()
                .filter(receipt -> types.contains(receipt.type))
                .mapToLong(receipt -> receipt.at)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
