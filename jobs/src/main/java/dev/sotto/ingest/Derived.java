package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.domain.Sha256;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.Person;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of an event that follow from its others: direction, contact, keys. */
final class Derived {
    private static final Set<String> BRAND_SIDE = Set.of("brand", "agent", "creator", "ambassador");
    private static final Set<String> OUTSIDE = Set.of("contact", "partner");

    private final MessageDigest digest = Sha256.digest();

    /** Which way an event goes between the brand side and a contact; null where it is neither. */
    static @Nullable String direction(EventRecord event, Person actor, Person counterpart) {
        boolean isWithin = event.text(EventField.BRAND_ID) != null;
        String kind = event.text(EventField.CONVERSATION_KIND);
        boolean isShared = "group".equals(kind) || "creator_room".equals(kind);
        String role = actor.role();
        String other = counterpart.role();
        if (isOutside(role)) {
            return isBrandSide(other) || other == null && isWithin ? "inbound" : null;
        }
        if (isBrandSide(role)) {
            return isOutside(other) || other == null && (isWithin || isShared) ? "outbound" : null;
        }
        return null;
    }

    /** The person outside the brand among the two; null where there is none or both are. */
    static @Nullable String contact(Person actor, Person counterpart) {
        boolean isActorOutside = isOutside(actor.role());
        boolean isCounterpartOutside = isOutside(counterpart.role());
        if (isActorOutside || isCounterpartOutside) {
            boolean areBoth = isActorOutside && isCounterpartOutside;
            return areBoth ? null : isActorOutside ? actor.id() : counterpart.id();
        }
        if ("ambassador".equals(actor.role())) {
            return actor.id();
        }
        if ("ambassador".equals(counterpart.role())) {
            return counterpart.id();
        }
        if ("creator".equals(actor.role()) && isBrand(counterpart.role())) {
            return actor.id();
        }
        return "creator".equals(counterpart.role()) && isBrand(actor.role()) ? counterpart.id() : null;
    }

    /** Whether a message answers another or names someone. */
    static boolean isAddressed(EventRecord event) {
        List<String> mentions = event.texts(EventField.MENTIONS);
        return event.type() == EventType.MESSAGE_SENT
                && (event.value(EventField.REPLY_TO) != null || mentions != null && !mentions.isEmpty());
    }

    /** What decides the bucket: the contact, else the unordered pair, else the thread, else the one person, else the brand. */
    long clusterKey(EventRecord event, @Nullable String contact, Person actor, Person counterpart) {
        String one = actor.id();
        String two = counterpart.id();
        String thread = event.text(EventField.THREAD_ID);
        String key;
        if (contact != null) {
            key = "contact|" + contact;
        } else if (one != null && two != null) {
            key = one.compareTo(two) <= 0 ? "pair|" + one + '|' + two : "pair|" + two + '|' + one;
        } else if (thread != null) {
            key = "thread|" + thread;
        } else if (one != null || two != null) {
            key = "person|" + (one == null ? two : one);
        } else {
            key = "brand|" + event.text(EventField.BRAND_ID) + '|' + event.text(EventField.PLATFORM);
        }
        return ByteBuffer.wrap(digest.digest(key.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    /** SHA-256 whose first 128 bits are the key that tells duplicates. */
    ByteBuffer eventKey(String source, String eventId) {
        digest.update(source.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return ByteBuffer.wrap(digest.digest(eventId.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isOutside(@Nullable String role) {
        return role != null && OUTSIDE.contains(role);
    }

    private static boolean isBrandSide(@Nullable String role) {
        return role != null && BRAND_SIDE.contains(role);
    }

    private static boolean isBrand(@Nullable String role) {
        return "brand".equals(role) || "agent".equals(role);
    }
}
