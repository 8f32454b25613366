package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message is made of.
 *
 * @param amount characters of a text, milliseconds of a voice note; else 0
 */
record Piece(
        String kind,
        long amount,
        List<MediaItem> media,
        @Nullable String purpose,
        boolean isPersonalised) {
    private static final int PACK_LIMIT = 9;
    private static final long VOICE_LIMIT_MS = 60_000;

    Piece {
        media = List.copyOf(media);
    }

    static Piece text(Dice dice) {
        return plain("text", Math.max(2, (long) dice.around(64, 0.7)));
    }

    static Piece share() {
        return plain("platform_share", 0);
    }

    static Piece sticker() {
        return plain("sticker", 0);
    }

    static Piece system() {
        return plain("system", 0);
    }

    static Piece unsupported() {
        return plain("unsupported", 0);
    }

    static Piece voice(Dice dice) {
        return plain("voice_note", Math.min(VOICE_LIMIT_MS, 10 * (long) dice.around(2200, 0.6)));
    }

    static Piece pack(Dice dice) {
        return pack(dice, Math.min(PACK_LIMIT, 1 + (int) dice.around(2.2, 0.8)));
    }

    static Piece pack(Dice dice, int size) {
        List<MediaItem> items = new ArrayList<>(size);
        for (int position = 1; position <= size; position++) {
            items.add(new MediaItem(
                    position,
                    dice.chance(0.25) ? "video" : "photo",
                    dice.chance(0.35) ? "camera" : "gallery",
                    dice.chance(0.3),
                    dice.chance(0.2)));
        }
        return new Piece("media_pack", 0, items, null, false);
    }

    private static Piece plain(String kind, long amount) {
        return new Piece(kind, amount, List.of(), null, false);
    }

    Piece purpose(String forWhat) {
        return new Piece(kind, amount, media, forWhat, isPersonalised);
    }

    Piece personalised() {
        return new Piece(kind, amount, media, purpose, true);
    }

    /** The same beyond the limit of its platform: one item, or a second and a bit, too much. */
    Piece overLimit(Dice dice) {
        return isMedia()
                ? pack(dice, PACK_LIMIT + 1).purpose(purpose == null ? "promo" : purpose)
                : new Piece(kind, VOICE_LIMIT_MS + 1000 + dice.below(900), media, purpose, isPersonalised);
    }

    boolean isMedia() {
        return kind.equals("media_pack");
    }

    boolean isVoice() {
        return kind.equals("voice_note");
    }

    /** Whether it may be the first message to a new contact on TikTok. */
    boolean isOpener() {
        return kind.equals("text") || kind.equals("platform_share");
    }

    /** Write it into an event; a WhatsApp feed does not say how long a voice note is. */
    SimulatedEvent onto(SimulatedEvent event, String platform) {
        event.with(EventField.KIND, kind).with(EventField.PURPOSE, purpose);
        if (isPersonalised) {
            event.with(EventField.PERSONALISED, true);
        }
        if (kind.equals("text")) {
            event.with(EventField.TEXT_LENGTH, amount);
        } else if (isVoice() && platform.equals("tiktok")) {
            event.with(EventField.VOICE_MS, amount);
        } else if (isMedia()) {
            event.with(EventField.MEDIA, media);
        }
        return event;
    }
}
