package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of the messages of brands: delivered, read and played within three days, by the week of sending. */
final class ReceiptTruth {
    private static final long WINDOW = 72 * Calendar.HOUR;
    static final Set<EventType> TYPES = Set.of(
            EventType.MESSAGE_SENT, EventType.MESSAGE_DELIVERED, EventType.MESSAGE_READ, EventType.MESSAGE_PLAYED);

    /** A message of a brand, with the first moments at which it was known to be at least delivered, read and played. */
    private static final class Sent {
        final SimulatedEvent message;
        long deliveredAt = Long.MAX_VALUE;
        long readAt = Long.MAX_VALUE;
        long playedAt = Long.MAX_VALUE;

        Sent(SimulatedEvent message) {
            this.message = message;
        }
    }

    private final TruthRows rows;
    private final TruthSeries delivered;
    private final TruthSeries read;
    private final TruthSeries played;
    private final TruthSeries learned;

    ReceiptTruth(TruthRows rows) {
        this.rows = rows;
        delivered = rows.weekly("delivery_rate");
        read = rows.weekly("read_rate");
        played = rows.weekly("voice_play_rate");
        learned = rows.weekly("tutorial_play_rate");
    }

    void add(List<SimulatedEvent> events) {
        Map<String, Sent> all = new LinkedHashMap<>(events.size() / 2);
        for (SimulatedEvent event : events) {
            boolean isReceipt = event.type != EventType.MESSAGE_SENT;
            String message = event.text(EventField.MESSAGE_ID);
            if (message != null && !isReceipt) {
                if (event.isOutbound() && event.isOneToOne()) {
                    all.put(message, new Sent(event));
                }
            } else if (message != null) {
                received(all.get(message), event);
            } else if (isReceipt) {
                all.values().forEach(sent -> receivedUpTo(sent, event));
            }
        }
        all.values().forEach(this::judge);
    }

    /** Events come in their order, so the first of a level is the earliest; a higher one implies the lower. */
    private static void received(@Nullable Sent sent, SimulatedEvent receipt) {
        if (sent == null) {
            return;
        }
        sent.deliveredAt = Math.min(sent.deliveredAt, receipt.at);
        if (receipt.type != EventType.MESSAGE_DELIVERED) {
            sent.readAt = Math.min(sent.readAt, receipt.at);
        }
        if (receipt.type == EventType.MESSAGE_PLAYED) {
            sent.playedAt = Math.min(sent.playedAt, receipt.at);
        }
    }

    /** A watermark covers what was sent to its thread until then: before it if delivered, at it too if read. */
    private static void receivedUpTo(Sent sent, SimulatedEvent receipt) {
        long mark = receipt.number(EventField.WATERMARK_AT);
        boolean isCovered = receipt.type == EventType.MESSAGE_READ ? sent.message.at <= mark : sent.message.at < mark;
        if (isCovered
                && String.valueOf(sent.message.text(EventField.THREAD_ID)).equals(receipt.text(EventField.THREAD_ID))) {
            received(sent, receipt);
        }
    }

    private void judge(Sent sent) {
        SimulatedEvent message = sent.message;
        boolean isVoice = "voice_note".equals(message.text(EventField.KIND));
        boolean isTutorial = isVoice && "tutorial".equals(message.text(EventField.PURPOSE));
        for (Scope scope : rows.scopes(message.text(EventField.BRAND_ID), message.text(EventField.CAMPAIGN_ID))) {
            int day = scope.days().of(message.at);
            judge(delivered.on(scope, day), message.at, sent.deliveredAt);
            if (sent.deliveredAt < Long.MAX_VALUE) {
                judge(read.on(scope, day), sent.deliveredAt, sent.readAt);
                if (isVoice) {
                    judge(played.on(scope, day), sent.deliveredAt, sent.playedAt);
                }
                if (isTutorial) {
                    judge(learned.on(scope, day), sent.deliveredAt, sent.playedAt);
                }
            }
        }
    }

    private void judge(TruthCell cell, long from, long at) {
        cell.judge(at <= from + WINDOW, from + WINDOW <= rows.watermark());
    }
}
