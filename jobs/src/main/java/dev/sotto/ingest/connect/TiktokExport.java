package dev.sotto.ingest.connect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.FoundRecord;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.Reject;
import dev.sotto.ingest.record.StrictJson;
import dev.sotto.ingest.record.TimeText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the direct messages of what TikTok lets a person download about themselves, in its old and new form. */
final class TiktokExport extends JsonExport {
    private static final String CHATS = "ChatHistory";

    private final Origin origin;
    private final Map<String, Set<String>> writers = new HashMap<>();
    private @Nullable String owner;
    private @Nullable String chat;
    private boolean isInChats;

    TiktokExport(Origin origin) {
        this.origin = origin;
    }

    @Override
    @Nullable
    Reject survey(JsonParser document) throws IOException {
        boolean hasChats = false;
        while (document.nextToken() != null) {
            hasChats |= document.currentToken() == JsonToken.FIELD_NAME
                    && document.currentName().equals(CHATS);
            if (beginsChats(document)) {
                while (document.nextToken() == JsonToken.FIELD_NAME) {
                    writers(partner(document.currentName()), document);
                }
            }
        }
        writers.forEach((partner, names) -> {
            // The one who downloaded it writes in every chat; whoever shares two chats by chance is not alone in one.
            if (names.size() <= 2 && names.contains(partner)) {
                names.stream().filter(name -> !name.equals(partner)).forEach(name -> owner = name);
            }
        });
        if (owner == null) {
            writers.forEach((partner, names) -> {
                if (names.size() == 1 && !names.contains(partner)) {
                    owner = names.iterator().next();
                }
            });
        }
        return hasChats ? null : Reject.of(Reason.UNKNOWN_SHAPE, CHATS);
    }

    private void writers(String partner, JsonParser document) throws IOException {
        Set<String> names = writers.computeIfAbsent(partner, key -> new HashSet<>());
        if (document.nextToken() != JsonToken.START_ARRAY) {
            document.skipChildren();
            return;
        }
        while (document.nextToken() != JsonToken.END_ARRAY) {
            JsonNode message = StrictJson.tree(document);
            String from = Said.text(message, "From");
            if (from != null) {
                names.add(from);
            }
        }
    }

    private static boolean beginsChats(JsonParser document) throws IOException {
        return document.currentToken() == JsonToken.FIELD_NAME
                && document.currentName().equals(CHATS)
                && document.nextToken() == JsonToken.START_OBJECT;
    }

    /** The name that stands in a key such as {@code Chat History with name:}. */
    private static String partner(String key) {
        return key.replaceFirst("^Chat History with ", "").replaceFirst(":$", "");
    }

    @Override
    @Nullable
    FoundRecord advance(JsonParser document) throws IOException {
        while (true) {
            if (chat != null) {
                String partner = chat;
                if (document.nextToken() != JsonToken.END_ARRAY) {
                    JsonNode message = StrictJson.tree(document);
                    return into -> message(partner, message, into);
                }
                chat = null;
            } else if (isInChats) {
                if (document.nextToken() == JsonToken.FIELD_NAME) {
                    String partner = partner(document.currentName());
                    if (document.nextToken() == JsonToken.START_ARRAY) {
                        chat = partner;
                    } else {
                        document.skipChildren();
                    }
                } else {
                    isInChats = false;
                }
            } else if (document.nextToken() == null) {
                return null;
            } else {
                isInChats = beginsChats(document);
            }
        }
    }

    private @Nullable Reject message(String partner, JsonNode message, EventRecord into) {
        if (!message.isObject()) {
            return Reject.of(Reason.NOT_AN_OBJECT);
        }
        origin.begin(into, "tiktok", EventType.MESSAGE_SENT);
        deriveIds(into);
        time(message, into);
        String from = Said.text(message, "From");
        Set<String> names = writers.getOrDefault(partner, Set.of());
        boolean isGroup = names.size() > 2 || names.size() == 2 && !names.contains(partner);
        into.put(EventField.CONVERSATION_KIND, isGroup ? "group" : "one_to_one");
        into.put(EventField.THREAD_ID, isGroup || owner == null ? partner : Said.pair(owner, partner));
        into.put(EventField.ACTOR, new Person(from, null, null, null, null));
        if (!isGroup) {
            String other = partner.equals(from) ? owner : partner;
            into.put(EventField.COUNTERPART, new Person(other, null, null, null, null));
        }
        String content = Said.text(message, "Content");
        into.put(EventField.KIND, kind(content));
        text(into, content);
        return from == null ? Reject.of(Reason.MISSING_FIELD, "From") : null;
    }

    private void time(JsonNode message, EventRecord into) {
        String date = Said.text(message, "Date");
        if (date == null || date.equals("N/A")) {
            return;
        }
        try {
            LocalDateTime local =
                    LocalDateTime.parse(date.replaceFirst(" UTC$", "").replace(' ', 'T'));
            into.put(
                    EventField.OCCURRED_AT,
                    TimeText.micros(local.atZone(origin.zone()).toInstant()));
        } catch (DateTimeException e) {
            into.problem(Reason.BAD_TIME, "Date");
        }
    }

    /** Nothing but an address in brackets is a picture; nothing but one of a post is a share; the rest is text. */
    private static String kind(@Nullable String content) {
        if (content == null) {
            return "unsupported";
        }
        String word = content.strip();
        if (word.matches("\\[https?://\\S+\\]")) {
            return "sticker";
        }
        return word.matches("https?://([a-z0-9.-]+\\.)?(tiktok|tiktokv)\\.com/\\S*") ? "platform_share" : "text";
    }
}
