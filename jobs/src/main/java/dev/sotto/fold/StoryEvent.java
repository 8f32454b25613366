package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.fold.FoldEvent.Direction;
import java.util.List;
import java.util.Set;
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

    /** What stories are told of whatever funnels ask for, so that a contact is known since the same moment in all. */
    public static final Set<EventType> ALWAYS_TOLD = Set.of(
            EventType.MESSAGE_SENT,
            EventType.MESSAGE_DELIVERED,
            EventType.MESSAGE_READ,
            EventType.MESSAGE_PLAYED,
            EventType.LINK_CLICKED,
            EventType.ORDER_PURCHASED,
            EventType.ORDER_REFUNDED,
            EventType.EXPERIMENT_EXPOSED,
            EventType.HOLDOUT_ASSIGNED);

    public StoryEvent {
        marks = List.copyOf(marks);
    }
}
