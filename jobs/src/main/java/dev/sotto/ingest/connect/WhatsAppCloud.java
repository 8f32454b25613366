package dev.sotto.ingest.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.FoundRecord;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.Reject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the webhooks of the WhatsApp Cloud API: messages, echoes of the business app, and statuses. */
final class WhatsAppCloud implements Connector {
    private static final String PLATFORM = "whatsapp";

    private final Origin origin;
    private final WhatsAppContent content = new WhatsAppContent();

    WhatsAppCloud(Origin origin) {
        this.origin = origin;
    }

    @Override
    public boolean knows(JsonNode body) {
        return "whatsapp_business_account".equals(body.path("object").asText())
                || "whatsapp"
                        .equals(body.path("value").path("messaging_product").asText());
    }

    @Override
    public List<FoundRecord> records(JsonNode body) {
        List<FoundRecord> records = new ArrayList<>();
        if (body.hasNonNull("value")) {
            change(body, records);
        }
        for (JsonNode entry : Said.all(body, "entry")) {
            Said.all(entry, "changes").forEach(change -> change(change, records));
        }
        return records;
    }

    private void change(JsonNode change, List<FoundRecord> records) {
        int before = records.size();
        JsonNode value = change.path("value");
        String field = String.valueOf(Said.text(change, "field"));
        Said.all(value, "messages").forEach(message -> records.add(into -> inbound(value, message, into)));
        Said.all(value, "message_echoes").forEach(echo -> records.add(into -> outbound(value, echo, into)));
        Said.all(value, "statuses").forEach(status -> status(field, value, status, records));
        Said.all(value, "history").forEach(phase -> history(value, phase, records));
        if (records.size() == before) {
            records.add(
                    value.isObject()
                            ? FoundRecord.ignored(value.hasNonNull("errors") ? "errors" : field)
                            : FoundRecord.refused(Reject.of(Reason.UNKNOWN_SHAPE, "value")));
        }
    }

    /** What was said on a telephone before it was joined to the API; only what the business wrote names a recipient. */
    private void history(JsonNode value, JsonNode phase, List<FoundRecord> records) {
        for (JsonNode thread : Said.all(phase, "threads")) {
            for (JsonNode message : Said.all(thread, "messages")) {
                boolean isOutbound = message.hasNonNull("to");
                records.add(into -> isOutbound ? outbound(value, message, into) : inbound(value, message, into));
            }
        }
    }

    /** Calls and payments have statuses of their own, of which some have the words of a message's. */
    private void status(String field, JsonNode value, JsonNode status, List<FoundRecord> records) {
        String of = field.equals("calls") ? "call" : status.path("type").asText("message");
        records.add(
                switch (of) {
                    case "call" -> FoundRecord.ignored("calls");
                    case "payment" -> FoundRecord.ignored("payments");
                    default -> into -> status(value, status, into);
                });
    }

    private @Nullable Reject inbound(JsonNode value, JsonNode message, EventRecord into) {
        String user = user(value, Said.text(message, "from"), Said.text(message, "from_user_id"));
        return message(value, message, Said.contact(user), business(value), into);
    }

    private @Nullable Reject outbound(JsonNode value, JsonNode echo, EventRecord into) {
        String user = user(value, Said.text(echo, "to"), Said.text(echo, "to_user_id"));
        return message(value, echo, business(value), Said.contact(user), into);
    }

    private @Nullable Reject message(
            JsonNode value, JsonNode message, Person actor, Person counterpart, EventRecord into) {
        into.put(EventField.EVENT_ID, Said.text(message, "id"));
        Said.time(EventField.OCCURRED_AT, into, message.path("timestamp"));
        into.put(EventField.ACTOR, actor);
        into.put(EventField.COUNTERPART, counterpart);
        String user = "contact".equals(actor.role()) ? actor.id() : counterpart.id();
        thread(value, Said.text(message, "group_id"), user, into);
        into.put(EventField.REPLY_TO, Said.text(message.path("context"), "id"));
        String type = String.valueOf(Said.text(message, "type"));
        if (type.equals("edit")) {
            return Reject.of(Reason.IGNORED, "edit");
        }
        if (type.equals("revoke")) {
            into.put(EventField.MESSAGE_ID, Said.text(message.path("revoke"), "original_message_id"));
            origin.begin(into, PLATFORM, EventType.MESSAGE_DELETED);
        } else if (type.equals("reaction")) {
            JsonNode reaction = message.path("reaction");
            into.put(EventField.MESSAGE_ID, Said.text(reaction, "message_id"));
            // A reaction without an emoji takes the one before it back.
            into.put(EventField.REMOVED, Said.text(reaction, "emoji") == null ? Boolean.TRUE : null);
            into.put(EventField.REPLY_TO, null);
            origin.begin(into, PLATFORM, EventType.MESSAGE_REACTED);
        } else {
            into.put(EventField.MESSAGE_ID, Said.text(message, "id"));
            origin.begin(into, PLATFORM, EventType.MESSAGE_SENT);
            content.read(message, type, into);
        }
        return null;
    }

    /** A status is of one message and one recipient; in a group each recipient has one of their own. */
    private @Nullable Reject status(JsonNode value, JsonNode status, EventRecord into) {
        String word = String.valueOf(Said.text(status, "status"));
        EventType type = switch (word) {
            case "sent" -> EventType.MESSAGE_SENT;
            case "delivered" -> EventType.MESSAGE_DELIVERED;
            case "read" -> EventType.MESSAGE_READ;
            case "played" -> EventType.MESSAGE_PLAYED;
            case "failed" -> EventType.MESSAGE_FAILED;
            case "deleted" -> EventType.MESSAGE_DELETED;
            default -> null;
        };
        if (type == null) {
            return Reject.of(Reason.UNKNOWN_TYPE, "status");
        }
        boolean isGroup = "group".equals(status.path("recipient_type").asText());
        String recipient = Said.text(status, "recipient_id");
        String participant = isGroup ? Said.text(status, "recipient_participant_id") : recipient;
        String userId = Said.text(status, isGroup ? "recipient_participant_user_id" : "recipient_user_id");
        String user = user(value, participant, userId);
        String message = Said.text(status, "id");
        origin.begin(into, PLATFORM, type);
        into.put(EventField.MESSAGE_ID, message);
        Said.time(EventField.OCCURRED_AT, into, status.path("timestamp"));
        thread(value, isGroup ? recipient : null, user, into);
        into.put(EventField.CAMPAIGN_ID, campaign(status));
        Said.attribute(into, "pricing_category", Said.text(status.path("pricing"), "category"));
        Said.attribute(into, "error_code", Said.text(status.path("errors").path(0), "code"));
        boolean isOfBusiness = type == EventType.MESSAGE_SENT || type == EventType.MESSAGE_DELETED;
        into.put(EventField.ACTOR, isOfBusiness ? business(value) : Said.contact(user));
        into.put(EventField.COUNTERPART, isOfBusiness ? Said.contact(user) : business(value));
        if (type == EventType.MESSAGE_SENT) {
            // All that is known of a message that the API sent; an echo of it has the same id.
            into.put(EventField.EVENT_ID, message);
            into.put(EventField.KIND, "unsupported");
        } else if (message != null) {
            into.hidesEventId = isGroup;
            into.put(EventField.EVENT_ID, message + ":" + word + (isGroup ? ":" + user : ""));
        }
        return null;
    }

    /** What the sender let the platform carry along: by agreement the campaign's id. */
    private static @Nullable String campaign(JsonNode status) {
        String data = Said.text(status, "biz_opaque_callback_data");
        return data != null && data.matches("[\\p{Alnum}_.:-]{1,100}") ? data : null;
    }

    private static void thread(JsonNode value, @Nullable String group, @Nullable String user, EventRecord into) {
        into.put(EventField.CONVERSATION_KIND, group == null ? "one_to_one" : "group");
        into.put(EventField.THREAD_ID, group == null ? Said.pair(business(value).id(), user) : group);
    }

    private static Person business(JsonNode value) {
        JsonNode metadata = value.path("metadata");
        String number = Said.text(metadata, "phone_number_id");
        return Said.brand(number == null ? Said.text(metadata, "display_phone_number") : number);
    }

    /** The number of a user; where it is hidden, the id that stands for it, and the number that a contact joins to that. */
    private static @Nullable String user(JsonNode value, @Nullable String number, @Nullable String userId) {
        if (number != null) {
            return number;
        }
        List<JsonNode> contacts = Said.all(value, "contacts");
        for (JsonNode contact : contacts) {
            boolean isIt = userId == null ? contacts.size() == 1 : userId.equals(Said.text(contact, "user_id"));
            if (isIt) {
                String known = Said.text(contact, "wa_id");
                return known == null ? Said.text(contact, "user_id") : known;
            }
        }
        return userId;
    }
}
