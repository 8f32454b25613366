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
import dev.sotto.ingest.record.TimeText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what Telegram's desktop application exports: one chat, or all of them. */
final class TelegramExport extends JsonExport {

    /** A chat, as it is known when all of it was seen. */
    private static final class Chat {
        private @Nullable String id;
        private @Nullable String name;
        private String type = "";
        private final Set<String> writers = new TreeSet<>();

        boolean isGroup() {
            return type.isEmpty() ? writers.size() > 2 : !type.equals("personal_chat") && !type.equals("bot_chat");
        }

        String thread() {
            String known = id == null ? name : id;
            return known == null ? String.join("\n", writers) : known;
        }
    }

    private final Origin origin;
    private final List<Chat> chats = new ArrayList<>();
    private int opened;
    private boolean isInMessages;

    TelegramExport(Origin origin) {
        this.origin = origin;
    }

    @Override
    @Nullable
    Reject survey(JsonParser document) throws IOException {
        List<Chat> around = new ArrayList<>();
        while (document.nextToken() != null) {
            switch (document.currentToken()) {
                case START_OBJECT -> around.add(new Chat());
                case END_OBJECT -> around.remove(around.size() - 1);
                case FIELD_NAME -> field(document, around.get(around.size() - 1));
                default -> {}
            }
        }
        return chats.isEmpty() ? Reject.of(Reason.UNKNOWN_SHAPE, "messages") : null;
    }

    private void field(JsonParser document, Chat chat) throws IOException {
        String key = document.currentName();
        JsonToken value =
                document.currentToken() == JsonToken.FIELD_NAME && isOfChat(key) ? document.nextToken() : null;
        if (value == null) {
            return;
        }
        if (key.equals("messages") && value == JsonToken.START_ARRAY) {
            chats.add(chat);
            while (document.nextToken() != JsonToken.END_ARRAY) {
                JsonNode message = StrictJson.tree(document);
                String writer = writer(message);
                if (writer != null) {
                    chat.writers.add(writer);
                }
            }
        } else if (value.isScalarValue()) {
            String text = value == JsonToken.VALUE_NULL ? null : document.getText();
            switch (key) {
                case "id" -> chat.id = text;
                case "name" -> chat.name = text;
                default -> chat.type = text == null ? "" : text;
            }
        } else {
            document.skipChildren();
        }
    }

    private static boolean isOfChat(String key) {
        return Set.of("messages", "id", "name", "type").contains(key);
    }

    @Override
    @Nullable
    FoundRecord advance(JsonParser document) throws IOException {
        while (true) {
            JsonToken token = document.nextToken();
            if (token == null) {
                return null;
            }
            if (isInMessages && token != JsonToken.END_ARRAY) {
                JsonNode message = StrictJson.tree(document);
                Chat chat = chats.get(opened - 1);
                return into -> message(chat, message, into);
            }
            isInMessages = false;
            if (token == JsonToken.FIELD_NAME && isOfChat(document.currentName())) {
                boolean areMessages = document.currentName().equals("messages");
                isInMessages = document.nextToken() == JsonToken.START_ARRAY && areMessages;
                if (isInMessages) {
                    opened++;
                } else {
                    document.skipChildren();
                }
            }
        }
    }

    private @Nullable Reject message(Chat chat, JsonNode message, EventRecord into) {
        if (!message.isObject()) {
            return Reject.of(Reason.NOT_AN_OBJECT);
        }
        if ("service".equals(message.path("type").asText())) {
            return Reject.of(Reason.IGNORED, "service");
        }
        origin.begin(into, "telegram", EventType.MESSAGE_SENT);
        ids(chat, message, into);
        time(message, into);
        String writer = writer(message);
        if (writer == null) {
            return Reject.of(Reason.MISSING_FIELD, "from");
        }
        into.put(EventField.THREAD_ID, chat.thread());
        into.put(EventField.CONVERSATION_KIND, chat.isGroup() ? "group" : "one_to_one");
        into.put(EventField.ACTOR, new Person(writer, null, null, null, null));
        if (!chat.isGroup()) {
            chat.writers.stream()
                    .filter(other -> !other.equals(writer))
                    .findFirst()
                    .ifPresent(other -> into.put(EventField.COUNTERPART, new Person(other, null, null, null, null)));
        }
        String text = text(message.path("text"));
        into.put(EventField.KIND, kind(message, text, into));
        text(into, text.isEmpty() ? null : text);
        return null;
    }

    private static void ids(Chat chat, JsonNode message, EventRecord into) {
        String id = Said.text(message, "id");
        if (id == null) {
            deriveIds(into);
            return;
        }
        // The chat's id is that of a person.
        into.hidesEventId = true;
        into.hidesMessageId = true;
        into.put(EventField.EVENT_ID, chat.thread() + ":" + id);
        into.put(EventField.MESSAGE_ID, chat.thread() + ":" + id);
        String repliedTo = Said.text(message, "reply_to_message_id");
        into.put(EventField.REPLY_TO, repliedTo == null ? null : chat.thread() + ":" + repliedTo);
    }

    private void time(JsonNode message, EventRecord into) {
        String local = Said.text(message, "date");
        if (message.has("date_unixtime") || local == null) {
            Said.time(EventField.OCCURRED_AT, into, message.path("date_unixtime"));
            return;
        }
        try {
            LocalDateTime time = LocalDateTime.parse(local);
            into.put(
                    EventField.OCCURRED_AT,
                    TimeText.micros(time.atZone(origin.zone()).toInstant()));
        } catch (DateTimeException e) {
            into.problem(Reason.BAD_TIME, "date");
        }
    }

    private static @Nullable String writer(JsonNode message) {
        String id = Said.text(message, "from_id");
        return id == null ? Said.text(message, "from") : id;
    }

    /** A text as it stands, or put together from its marked parts. */
    private static String text(JsonNode text) {
        if (text.isArray()) {
            StringBuilder parts = new StringBuilder();
            text.forEach(part -> parts.append(
                    part.isTextual() ? part.asText() : part.path("text").asText()));
            return parts.toString();
        }
        return text.asText();
    }

    private static String kind(JsonNode message, String text, EventRecord into) {
        switch (message.path("media_type").asText()) {
            case "voice_message" -> {
                JsonNode seconds = message.path("duration_seconds");
                if (seconds.canConvertToInt()) {
                    into.put(EventField.VOICE_MS, seconds.intValue() * 1000L);
                }
                return "voice_note";
            }
            case "sticker", "animation" -> {
                return "sticker";
            }
            case "video_file", "video_message" -> {
                return pack("video", text, into);
            }
            default -> {
                if (message.has("photo")) {
                    return pack("photo", text, into);
                }
                return text.isEmpty() || message.has("file") ? "unsupported" : "text";
            }
        }
    }

    private static String pack(String kind, String text, EventRecord into) {
        into.put(EventField.MEDIA, List.of(new MediaItem(1, kind, null, null, !text.isEmpty())));
        return "media_pack";
    }
}
