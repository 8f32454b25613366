package dev.sotto.fold;

import dev.sotto.domain.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What a fold sees of an event: one row of {@code log.events} as plain values.
 *
 * <p>Events of test actors, of protected minors and of confirmed spammers never come here.
 *
 * @param at when it happened, in epoch milliseconds
 * @param sequence the source's own order; {@link Long#MAX_VALUE} where it has none, so that these come last
 * @param position position in a media pack; 0 where the event has none
 * @param items media items sent or scanned; 0 where the event has none
 */
public record FoldEvent(
        long at,
        long sequence,
        EventType type,
        String eventId,
        String source,
        String platform,
        @Nullable String brandId,
        @Nullable String campaignId,
        @Nullable String threadId,
        boolean isOneToOne,
        Direction direction,
        @Nullable String contactId,
        Party actor,
        Party counterpart,
        @Nullable String messageId,
        @Nullable String kind,
        @Nullable String ticketId,
        @Nullable String reason,
        @Nullable String side,
        long watermarkAt,
        int position,
        int items,
        long amountMinor,
        @Nullable String currency,
        boolean isAutomatic,
        boolean isAddressed,
        boolean isRemoved) {

    /** Which way a message goes. */
    public enum Direction {
        INBOUND,
        OUTBOUND,
        NEITHER
    }

    /** One side of an event, as far as it is known. */
    public record Party(
            @Nullable String id,
            @Nullable String role,
            @Nullable String ageBand) {

        /** Nobody. */
        public static final Party NOBODY = new Party(null, null, null);

        /** A person of the brand's side, other than a machine. */
        public boolean isBrandHuman() {
            return "brand".equals(role) || "agent".equals(role) || "creator".equals(role) || "ambassador".equals(role);
        }

        /** A person that the brand writes to. */
        public boolean isContact() {
            return "contact".equals(role) || "partner".equals(role);
        }
    }

    /** A message that counts: accepted, and not the platform's own notice. */
    public boolean isMessage() {
        return type == EventType.MESSAGE_SENT && !"system".equals(kind);
    }

    /** The band of the contact among its two sides. */
    public @Nullable String contactBand() {
        if (contactId == null) {
            return null;
        }
        return contactId.equals(actor.id()) ? actor.ageBand() : counterpart.ageBand();
    }
}
