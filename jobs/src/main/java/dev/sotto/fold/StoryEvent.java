package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.fold.FoldEvent.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the story of a brand and a contact knows of an event: what it says of money, arms and codes, and what it is to
 * each funnel and retention.
 *
 * @param at when it happened, in epoch milliseconds
 * @param marks what it is to each funnel, in the order of the plans, then to each retention
 */
public record StoryEvent(
        long at,
        EventType type,
        String eventId,
        String source,
        String platform,
        String brandId,
        @Nullable String campaignId,
        String contactId,
        @Nullable String threadId,
        Direction direction,
        @Nullable String messageId,
        long watermarkAt,
        @Nullable String orderId,
        long amountMinor,
        @Nullable String currency,
        @Nullable String experimentId,
        @Nullable String variant,
        List<FunnelMark> marks) {

    public StoryEvent {
        marks = List.copyOf(marks);
    }
}
