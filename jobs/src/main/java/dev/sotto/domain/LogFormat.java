package dev.sotto.domain;

import static dev.sotto.domain.EventType.MESSAGE_DELETED;
import static dev.sotto.domain.EventType.MESSAGE_DELIVERED;
import static dev.sotto.domain.EventType.MESSAGE_FAILED;
import static dev.sotto.domain.EventType.MESSAGE_PLAYED;
import static dev.sotto.domain.EventType.MESSAGE_REACTED;
import static dev.sotto.domain.EventType.MESSAGE_READ;
import static dev.sotto.domain.EventType.MESSAGE_SENT;
import static dev.sotto.domain.EventType.MODERATION_ACTION;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the files of a feed are written, and what a file of that kind can tell at all. */
public enum LogFormat {
    /** The log of this product: JSON Lines, CSV or Parquet with the canonical names. */
    CANONICAL(null),
    /** Somebody's own table, read by a mapping. */
    MAPPED(null),
    WHATSAPP_CLOUD(Set.of(
            MESSAGE_SENT,
            MESSAGE_DELIVERED,
            MESSAGE_READ,
            MESSAGE_PLAYED,
            MESSAGE_REACTED,
            MESSAGE_DELETED,
            MESSAGE_FAILED)),
    MESSENGER(
            Set.of(MESSAGE_SENT, MESSAGE_DELIVERED, MESSAGE_READ, MESSAGE_REACTED, MESSAGE_DELETED, MODERATION_ACTION)),
    INSTAGRAM(Set.of(MESSAGE_SENT, MESSAGE_READ, MESSAGE_REACTED, MESSAGE_DELETED, MODERATION_ACTION)),
    TIKTOK_BUSINESS(Set.of(MESSAGE_SENT, MESSAGE_READ)),
    TIKTOK_EXPORT(Set.of(MESSAGE_SENT)),
    META_EXPORT(Set.of(MESSAGE_SENT)),
    WHATSAPP_EXPORT(Set.of(MESSAGE_SENT)),
    TELEGRAM_EXPORT(Set.of(MESSAGE_SENT)),
    SIGNAL_EXPORT(Set.of(MESSAGE_SENT));

    private final @Nullable Set<EventType> emits;

    LogFormat(@Nullable Set<EventType> emits) {
        this.emits = emits;
    }

    /** Its name in {@code sources.yaml} and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The types of event that a file of this kind can hold; empty where the format sets no limit. */
    public Optional<Set<EventType>> emits() {
        return Optional.ofNullable(emits);
    }

    /** Whether a connector reads it: it is neither the canonical log nor a table with a mapping. */
    public boolean isForeign() {
        return emits != null;
    }

    /** The format of that name, if there is one. */
    public static Optional<LogFormat> named(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }
}
