package dev.sotto.fold;

import dev.sotto.domain.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fold sees of an event: one row of {@code log.events} as plain values.
 *
 * <p>Events of test actors, of protected minors and of confirmed spammers never come here.
 *
 * @param at when it happened, in epoch milliseconds
 * @param sequence the source's own order; {@link Long#MAX_VALUE} where it has none, so that these come last
 * @param position position in a media pack; 0 where the event has none
 * @param items media items scanned; 0 where the event has none
 * @param details what only some types of event say
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
        boolean isRemoved,
        Details details) {

    /**
     * What only some types of event say.
     *
     * @param word the one word that tells more of the type: a channel, state, feature, tier, target, purpose, decision,
     *     step, outcome or result; null if none
     * @param number length of the voice note in milliseconds, the score, the round or the followers; negative where there
     *     is none
     * @param isOffPlatform the link leaves the platform
     * @param recipients the contacts that a group's message is for, where the source knows them
     * @param work what it is about beside persons and messages; null if nothing
     */
    public record Details(
            @Nullable String word,
            long number,
            @Nullable String composeId,
            @Nullable String templateId,
            boolean isOffPlatform,
            Media media,
            List<String> recipients,
            Work work) {

        /** Nothing more is said. */
        public static final Details NONE = new Details(null, -1, null, null, false, Media.NONE, List.of());

        public Details {
            recipients = List.copyOf(recipients);
        }

        /** Details of what is about persons and messages only. */
        public Details(
                @Nullable String word,
                long number,
                @Nullable String composeId,
                @Nullable String templateId,
                boolean isOffPlatform,
                Media media,
                List<String> recipients) {
            this(word, number, composeId, templateId, isOffPlatform, media, recipients, Work.NONE);
        }
    }

    /**
     * What an event is about that has a life of its own: a creative, a contest entry, a room, a contract.
     *
     * @param id the creative, entry or room
     * @param manner the contract; who decided about an entry; required or optional, of a step; offered or none, of what a
     *     room's creator offers; personalised, of a message
     * @param conflicts the rules of the policy that the event contradicts, joined by commas; null if none
     */
    public record Work(
            @Nullable String id,
            @Nullable String manner,
            @Nullable String conflicts) {

        /** Nothing. */
        public static final Work NONE = new Work(null, null, null);
    }

    /**
     * The items of a media pack, and how many of them are known to be what.
     *
     * @param ofOrigin items whose origin is known; likewise for edits and captions
     */
    public record Media(int items, int ofOrigin, int ofCamera, int ofEdits, int edited, int ofCaptions, int captioned) {

        /** No media. */
        public static final Media NONE = new Media(0, 0, 0, 0, 0, 0, 0);
    }

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

    /** Whether the person that it lies with is who did it. */
    public boolean isOfActor() {
        return contactId != null && contactId.equals(actor.id());
    }

    /** The band of the contact among its two sides. */
    public @Nullable String contactBand() {
        if (contactId == null) {
            return null;
        }
        return isOfActor() ? actor.ageBand() : counterpart.ageBand();
    }
}
