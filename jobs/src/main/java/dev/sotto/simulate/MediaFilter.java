package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import org.jspecify.annotations.Nullable;

/** The nudity filter at work: of the contact when it sends and receives, of the brand's account when it receives. */
final class MediaFilter {
    private static final double BRAND_SIDE_SCANS = 0.5;

    private MediaFilter() {}

    /** The contact's filter looks at what it is about to send; whether a hit stopped it. */
    static boolean isStopped(Talk talk, String id, long at, Piece piece, World.@Nullable Campaign campaign) {
        if (!piece.isMedia() || !talk.contact.hasFilter) {
            return false;
        }
        SimulatedEvent scan = talk.byContact(EventType.FILTER_SCANNED, at - 400, campaign);
        scanned(scan, id, piece, "sender");
        boolean isHit = false;
        for (MediaItem item : piece.media()) {
            if (talk.dice.chance(hitShare(talk))) {
                hit(talk.byContact(EventType.FILTER_HIT, at - 300, campaign), id, item, "sender", "blocked_send");
                isHit = true;
            }
        }
        return isHit;
    }

    /** The contact's filter looks at what the brand sent. */
    static void ofRecipient(Talk talk, Message message, World.@Nullable Campaign campaign) {
        if (!message.piece().isMedia() || !talk.contact.hasFilter) {
            return;
        }
        long at = message.at() + 600;
        scanned(talk.byContact(EventType.FILTER_SCANNED, at, campaign), message.id(), message.piece(), "recipient");
        for (MediaItem item : message.piece().media()) {
            if (talk.dice.chance(hitShare(talk) / 4)) {
                SimulatedEvent event = talk.byContact(EventType.FILTER_HIT, at + 50, campaign);
                hit(event, message.id(), item, "recipient", "hidden");
            }
        }
    }

    /** The filter of the brand's account looks at what a contact sent. */
    static void ofBrand(Talk talk, Message message, World.@Nullable Campaign campaign) {
        if (!message.piece().isMedia() || !talk.contact.isOnTiktok() || !talk.dice.chance(BRAND_SIDE_SCANS)) {
            return;
        }
        long at = message.at() + 700;
        scanned(talk.byAgent(EventType.FILTER_SCANNED, at, campaign), message.id(), message.piece(), "recipient");
        for (MediaItem item : message.piece().media()) {
            if (talk.dice.chance(hitShare(talk))) {
                SimulatedEvent event = talk.byAgent(EventType.FILTER_HIT, at + 50, campaign);
                hit(event, message.id(), item, "recipient", "hidden");
            }
        }
    }

    private static double hitShare(Talk talk) {
        Double share = talk.habits.filterHits().get(String.valueOf(talk.contact.band()));
        return share == null ? 0 : share;
    }

    private static void scanned(SimulatedEvent event, String id, Piece piece, String side) {
        event.with(EventField.MESSAGE_ID, id)
                .with(EventField.ITEMS, (long) piece.media().size())
                .with(EventField.SIDE, side);
    }

    private static void hit(SimulatedEvent event, String id, MediaItem item, String side, String action) {
        event.with(EventField.MESSAGE_ID, id)
                .with(EventField.POSITION, (long) item.position())
                .with(EventField.SIDE, side)
                .with(EventField.ACTION, action)
                .with(EventField.MEDIA_KIND, item.kind());
    }
}
