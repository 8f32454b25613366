package dev.sotto.ingest.record;

import dev.sotto.domain.EventField;
import dev.sotto.domain.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ids for a source that has none: SHA-256 of thread, actor, time, hash of the text, and the ordinal among the identical
 * rows of the same file (metrics.md C3). Read again, the same file gives the same ids, and equal messages stay apart.
 */
public final class DerivedIds {
    /** Stands in a record until its id can be derived, which is when its persons have their pseudonyms. */
    public static final String PENDING = "\uffffpending";

    private final MessageDigest digest = Sha256.digest();
    private final Map<Long, Integer> seen = new HashMap<>();

    /** Put the id into a record whose persons are pseudonyms; plain ids could be guessed back from a hash. */
    public void derive(EventRecord event) {
        boolean isEventPending = PENDING.equals(event.value(EventField.EVENT_ID));
        boolean isMessagePending = PENDING.equals(event.value(EventField.MESSAGE_ID));
        if (!isEventPending && !isMessagePending) {
            return;
        }
        Person actor = event.person(EventField.ACTOR);
        add(event.text(EventField.THREAD_ID));
        add(actor == null ? null : actor.id());
        add(String.valueOf(event.number(EventField.OCCURRED_AT)));
        byte[] textHash = event.textHash;
        if (textHash != null) {
            digest.update(textHash);
        }
        byte[] identity = digest.digest();
        // Two different rows of one 64-bit hash would only number each other: ids stay unique and repeatable.
        int ordinal = seen.merge(ByteBuffer.wrap(identity).getLong(), 1, Integer::sum) - 1;
        digest.update(identity);
        digest.update(ByteBuffer.allocate(4).putInt(ordinal).array());
        String id = Sha256.hex(digest.digest());
        if (isEventPending) {
            event.put(EventField.EVENT_ID, id);
        }
        if (isMessagePending) {
            event.put(EventField.MESSAGE_ID, id);
        }
    }

    private void add(@Nullable String part) {
        if (part != null) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
        }
        digest.update((byte) 0);
    }
}
