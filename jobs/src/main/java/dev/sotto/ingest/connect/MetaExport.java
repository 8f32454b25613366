package dev.sotto.ingest.connect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.FoundRecord;
import dev.sotto.ingest.record.MediaItem;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.Reject;
import dev.sotto.ingest.record.StrictJson;
import dev.sotto.ingest.record.Unicode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a thread of what Instagram and Messenger let a person download about themselves. What Messenger keeps encrypted comes
 * in a form of its own, with other keys.
 */
final class MetaExport extends JsonExport {
    private final Origin origin;
    private String platform;
    private final Set<String> participants = new TreeSet<>();
    private final Set<String> senders = new TreeSet<>();
    private @Nullable String thread;
    private boolean isInMessages;

    MetaExport(Origin origin) {
        this.origin = origin;
        String path = origin.path().toLowerCase(Locale.ROOT);
        this.platform = path.contains("facebook") || path.contains("messenger") ? "messenger" : "instagram";
    }

    @Override
    @Nullable
    Reject survey(JsonParser document) throws IOException {
        boolean hasMessages = false;
        if (document.nextToken() != JsonToken.START_OBJECT) {
            return Reject.of(Reason.NOT_AN_OBJECT);
        }
        while (document.nextToken() == JsonToken.FIELD_NAME) {
            String key = document.currentName();
            JsonToken value = document.nextToken();
            if (key.equals("messages") && value == JsonToken.START_ARRAY) {
                hasMessages = true;
                while (document.nextToken() != JsonToken.END_ARRAY) {
                    JsonNode message = StrictJson.tree(document);
                    name(sender(message), senders);
                    platform = message.hasNonNull("senderName") ? "messenger" : platform;
                }
            } else if (key.equals("participants")) {
                JsonNode list = StrictJson.tree(document);
                list.forEach(participant ->
                        name(Said.text(participant.isObject() ? participant.path("name") : participant), participants));
            } else {
                boolean isThread = key.equals("thread_path") || key.equals("threadName");
                if (isThread && value == JsonToken.VALUE_STRING) {
                    thread = document.getText();
                }
                document.skipChildren();
            }
        }
        return hasMessages ? null : Reject.of(Reason.UNKNOWN_SHAPE, "messages");
    }

    private static void name(@Nullable String name, Set<String> into) {
        if (name != null) {
            into.add(decoded(name));
        }
    }

    private static @Nullable String sender(JsonNode message) {
        return Said.text(either(message, "sender_name", "senderName"));
    }

    private static JsonNode either(JsonNode message, String key, String otherKey) {
        return message.path(message.hasNonNull(key) ? key : otherKey);
    }

    @Override
    @Nullable
    FoundRecord advance(JsonParser document) throws IOException {
        while (true) {
            if (isInMessages) {
                if (document.nextToken() != JsonToken.END_ARRAY) {
                    JsonNode message = StrictJson.tree(document);
                    return into -> message(message, into);
                }
                isInMessages = false;
            } else {
                JsonToken token = document.nextToken();
                if (token == null) {
                    return null;
                }
                if (token == JsonToken.FIELD_NAME) {
                    boolean areMessages = document.currentName().equals("messages");
                    isInMessages = document.nextToken() == JsonToken.START_ARRAY && areMessages;
                    if (!isInMessages) {
                        document.skipChildren();
                    }
                }
            }
        }
    }

    private @Nullable Reject message(JsonNode message, EventRecord into) {
        if (!message.isObject()) {
            return Reject.of(Reason.NOT_AN_OBJECT);
        }
        if (Said.isTrue(message, "is_unsent") || Said.isTrue(message, "isUnsent")) {
            return Reject.of(Reason.IGNORED, "unsent");
        }
        if (message.has("call_duration") || "Call".equals(message.path("type").asText())) {
            return Reject.of(Reason.IGNORED, "call");
        }
        origin.begin(into, platform, EventType.MESSAGE_SENT);
        deriveIds(into);
        Said.time(EventField.OCCURRED_AT, into, either(message, "timestamp_ms", "timestamp"));
        String sender = sender(message);
        if (sender == null) {
            return Reject.of(Reason.MISSING_FIELD, "sender_name");
        }
        parties(decoded(sender), into);
        String content = Said.text(either(message, "content", "text"));
        into.put(EventField.KIND, kind(message, content, into));
        text(into, content == null ? null : decoded(content));
        return null;
    }

    /** Names collide: a name means a person only within its thread. */
    private void parties(String sender, EventRecord into) {
        Set<String> names = participants.isEmpty() ? senders : participants;
        boolean isGroup = names.size() > 2;
        String within = thread == null ? String.join("\n", names) : thread;
        into.put(EventField.CONVERSATION_KIND, isGroup ? "group" : "one_to_one");
        into.put(EventField.THREAD_ID, within);
        into.put(EventField.ACTOR, person(within, sender));
        if (!isGroup) {
            names.stream()
                    .filter(name -> !name.equals(sender))
                    .findFirst()
                    .ifPresent(other -> into.put(EventField.COUNTERPART, person(within, other)));
        }
    }

    private static Person person(String within, String name) {
        return new Person(within + "\n" + name, null, null, null, null);
    }

    private static String kind(JsonNode message, @Nullable String content, EventRecord into) {
        List<MediaItem> media = new ArrayList<>();
        for (String key : List.of("photos", "videos")) {
            String kind = key.equals("photos") ? "photo" : "video";
            Said.all(message, key)
                    .forEach(item -> media.add(new MediaItem(media.size() + 1, kind, null, null, content != null)));
        }
        Set<String> kinds = new TreeSet<>();
        for (JsonNode item : Said.all(message, "media")) {
            String kind = kindOf(String.valueOf(Said.text(item, "uri")));
            kinds.add(kind);
            media.add(new MediaItem(media.size() + 1, kind, null, null, content != null));
        }
        if (!media.isEmpty() && Set.of("photo", "video").containsAll(kinds)) {
            into.put(EventField.MEDIA, media);
            return "media_pack";
        }
        if (message.has("audio_files") || kinds.equals(Set.of("audio"))) {
            return "voice_note";
        }
        if (message.has("sticker") || message.has("gifs") || kinds.equals(Set.of("gif"))) {
            return "sticker";
        }
        if (message.has("share")) {
            return "platform_share";
        }
        boolean isText = content != null
                && kinds.isEmpty()
                && !"placeholder".equals(message.path("type").asText());
        return isText ? "text" : "unsupported";
    }

    /** What a file is, of which nothing but its name is known. */
    private static String kindOf(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "jpg", "jpeg", "png", "webp", "heic" -> "photo";
            case "mp4", "mov", "webm" -> "video";
            case "aac", "m4a", "mp3", "oga", "ogg", "opus", "wav" -> "audio";
            case "gif" -> "gif";
            default -> "unknown";
        };
    }

    /** The text that was meant: the export writes each byte of its UTF-8 as a character of Latin-1. */
    static String decoded(String text) {
        if (text.chars().anyMatch(c -> c > 0xff)) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Unicode.isUtf8(bytes, 0, bytes.length) ? new String(bytes, StandardCharsets.UTF_8) : text;
    }
}
