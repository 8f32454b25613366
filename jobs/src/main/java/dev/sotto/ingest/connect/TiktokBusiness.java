package dev.sotto.ingest.connect;

import com.fasterxml.jackson.core.JsonParser;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the webhooks of TikTok Business Messaging, whose content is mostly JSON within JSON. */
final class TiktokBusiness implements Connector {
    private static final String PLATFORM = "tiktok";

    private final Origin origin;

    TiktokBusiness(Origin origin) {
        this.origin = origin;
    }

    @Override
    public boolean knows(JsonNode body) {
        return body.hasNonNull("content") && (body.hasNonNull("event") || body.hasNonNull("user_openid"))
                || body.hasNonNull("conversation_id") && body.hasNonNull("message_id");
    }

    @Override
    public List<FoundRecord> records(JsonNode body) {
        if (!body.hasNonNull("content")) {
            return List.of(into -> message(body, body, into));
        }
        String event = String.valueOf(Said.text(body, "event"));
        return List.of(
                switch (event) {
                    case "im_receive_msg", "im_send_msg" -> into -> content(body, into, this::message);
                    case "im_mark_read_msg" -> into -> content(body, into, this::read);
                    default -> FoundRecord.ignored(event.matches("[a-z_.]{1,60}") ? event : "unknown_event");
                });
    }

    private interface Reader {
        @Nullable
        Reject read(JsonNode body, JsonNode content, EventRecord into);
    }

    private static @Nullable Reject content(JsonNode body, EventRecord into, Reader reader) {
        JsonNode content = body.path("content");
        if (content.isTextual()) {
            byte[] bytes = content.asText().getBytes(StandardCharsets.UTF_8);
            Reason problem = StrictJson.problem(bytes, 0, bytes.length);
            if (problem != null) {
                return Reject.of(problem, "content");
            }
            try (JsonParser parser = StrictJson.parser(bytes, 0, bytes.length)) {
                content = StrictJson.tree(parser);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return content.isObject() ? reader.read(body, content, into) : Reject.of(Reason.UNKNOWN_SHAPE, "content");
    }

    private @Nullable Reject message(JsonNode body, JsonNode content, EventRecord into) {
        String id = Said.text(content, "message_id");
        origin.begin(into, PLATFORM, EventType.MESSAGE_SENT);
        into.put(EventField.EVENT_ID, id);
        into.put(EventField.MESSAGE_ID, id);
        Said.time(EventField.OCCURRED_AT, into, content.path("timestamp"), body.path("create_time"));
        envelope(body, content, into);
        kind(content, into);
        into.put(EventField.REPLY_TO, Said.text(content.path("referenced_message_info"), "referenced_message_id"));
        return null;
    }

    /** A person marked all that was sent to them as read. */
    private @Nullable Reject read(JsonNode body, JsonNode content, EventRecord into) {
        origin.begin(into, PLATFORM, EventType.MESSAGE_READ);
        JsonNode last = content.path("read").path("last_read_timestamp");
        Said.time(EventField.WATERMARK_AT, into, last, content.path("timestamp"), body.path("create_time"));
        Said.time(EventField.OCCURRED_AT, into, content.path("timestamp"), last, body.path("create_time"));
        envelope(body, content, into);
        String conversation = Said.text(content, "conversation_id");
        into.hidesEventId = true;
        Person reader = into.person(EventField.ACTOR);
        into.put(
                EventField.EVENT_ID,
                conversation == null
                        ? null
                        : String.join(
                                ":",
                                conversation,
                                "read",
                                reader == null ? "" : String.valueOf(reader.role()),
                                String.valueOf(into.number(EventField.WATERMARK_AT))));
        return null;
    }

    private static void envelope(JsonNode body, JsonNode content, EventRecord into) {
        String business = Said.text(body, "user_openid");
        String from = Said.text(content.path("from_user"), "id");
        String to = Said.text(content.path("to_user"), "id");
        if (body.hasNonNull("create_time") && body.hasNonNull("content")) {
            Said.time(EventField.RECEIVED_AT, into, body.path("create_time"));
        }
        into.put(EventField.THREAD_ID, Said.text(content, "conversation_id"));
        into.put(EventField.CONVERSATION_KIND, "one_to_one");
        into.put(EventField.ACTOR, person(from, business, to));
        into.put(EventField.COUNTERPART, person(to, business, from));
    }

    /** Of two persons one is the business; without its id nobody knows which. */
    private static Person person(@Nullable String id, @Nullable String business, @Nullable String other) {
        if (business == null || !business.equals(id) && !business.equals(other)) {
            return new Person(id, null, null, null, null);
        }
        return business.equals(id) ? Said.brand(id) : Said.contact(id);
    }

    private static void kind(JsonNode content, EventRecord into) {
        String type = String.valueOf(Said.text(content, "type"));
        String kind = switch (type) {
            case "text" -> "text";
            case "image" -> "media_pack";
            case "share_post" -> "platform_share";
            case "sticker" -> "sticker";
            // Whatever it is, it is no voice note before the platform says so.
            default -> "unsupported";
        };
        into.put(EventField.KIND, kind);
        if (kind.equals("text")) {
            Said.length(into, Said.text(content.path("text"), "body"));
        } else if (kind.equals("media_pack")) {
            into.put(EventField.MEDIA, List.of(new MediaItem(1, "photo", null, null, null)));
        } else if (kind.equals("unsupported")) {
            Said.attribute(into, "type", type);
        }
    }
}
