package dev.sotto.ingest.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.domain.LogFormat;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.FoundRecord;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.Reject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the webhooks of Messenger and of Instagram, which share one form. */
final class MetaMessaging implements Connector {
    private static final List<String> RECORDS = List.of(
            "message",
            "delivery",
            "read",
            "reaction",
            "postback",
            "policy-enforcement",
            "policy_enforcement",
            "messaging_policy_enforcement");

    /** 2000-01-01 in microseconds. */
    private static final long EARLIEST = 946_684_800_000_000L;

    private final Origin origin;
    private final String object;
    private final String platform;

    /** Read bodies of {@link LogFormat#MESSENGER} or {@link LogFormat#INSTAGRAM}. */
    MetaMessaging(LogFormat format, Origin origin) {
        this.origin = origin;
        this.object = format == LogFormat.MESSENGER ? "page" : "instagram";
        this.platform = format.word();
    }

    @Override
    public boolean knows(JsonNode body) {
        boolean isBareChange = !body.hasNonNull("object") && body.has("field") && body.has("value");
        return object.equals(body.path("object").asText()) || isBareChange;
    }

    @Override
    public List<FoundRecord> records(JsonNode body) {
        List<FoundRecord> records = new ArrayList<>();
        if (body.hasNonNull("value")) {
            change(MissingNode.getInstance(), body, records);
        }
        for (JsonNode entry : Said.all(body, "entry")) {
            int before = records.size();
            Said.all(entry, "messaging").forEach(item -> item(entry, item, records));
            Said.all(entry, "standby").forEach(item -> item(entry, item, records));
            Said.all(entry, "changes").forEach(change -> change(entry, change, records));
            if (records.size() == before) {
                records.add(FoundRecord.ignored("empty"));
            }
        }
        return records;
    }

    /** A change carries what else stands under messaging, or something that is no message, such as a comment. */
    private void change(JsonNode entry, JsonNode change, List<FoundRecord> records) {
        JsonNode value = change.path("value");
        if (RECORDS.stream().anyMatch(key -> value.path(key).isObject())) {
            item(entry, value, records);
        } else {
            records.add(FoundRecord.ignored(String.valueOf(Said.text(change, "field"))));
        }
    }

    private void item(JsonNode entry, JsonNode item, List<FoundRecord> records) {
        String key = RECORDS.stream().filter(item::hasNonNull).findFirst().orElse(null);
        if (key == null) {
            records.add(FoundRecord.ignored(other(item)));
            return;
        }
        JsonNode said = item.path(key);
        List<JsonNode> mids = Said.all(item.path("delivery"), "mids");
        if (key.equals("delivery") && Said.text(said, "watermark") == null && !mids.isEmpty()) {
            mids.forEach(mid -> records.add(into -> receipt(entry, item, said, Said.text(mid), into)));
            return;
        }
        records.add(
                switch (key) {
                    case "message" -> into -> message(entry, item, said, into);
                    case "delivery", "read" -> into -> receipt(entry, item, said, Said.text(said, "mid"), into);
                    case "reaction" -> into -> reaction(entry, item, said, into);
                    case "postback" -> into -> postback(entry, item, said, into);
                    default -> into -> enforcement(entry, item, said, into);
                });
    }

    /** What an item is that is none of the records: the key that is not of the envelope. */
    private static String other(JsonNode item) {
        for (Map.Entry<String, JsonNode> field : item.properties()) {
            boolean isOfEnvelope = Set.of("sender", "recipient", "timestamp").contains(field.getKey());
            if (!isOfEnvelope && !field.getValue().isNull()) {
                return field.getKey();
            }
        }
        return "empty";
    }

    private @Nullable Reject message(JsonNode entry, JsonNode item, JsonNode message, EventRecord into) {
        String mid = Said.text(message, "mid");
        boolean isDeleted = Said.isTrue(message, "is_deleted");
        begin(entry, item, isDeleted ? EventType.MESSAGE_DELETED : EventType.MESSAGE_SENT, into);
        parties(entry, item, Said.isTrue(message, "is_echo"), into);
        into.put(EventField.MESSAGE_ID, mid);
        into.put(EventField.EVENT_ID, mid == null || !isDeleted ? mid : mid + ":deleted");
        if (!isDeleted) {
            MetaContent.read(message, into);
        }
        return null;
    }

    /** A receipt is of one message, or of all up to a watermark. */
    private @Nullable Reject receipt(
            JsonNode entry, JsonNode item, JsonNode receipt, @Nullable String mid, EventRecord into) {
        boolean isRead = item.hasNonNull("read");
        begin(entry, item, isRead ? EventType.MESSAGE_READ : EventType.MESSAGE_DELIVERED, into);
        JsonNode watermark = receipt.path("watermark");
        Said.time(EventField.OCCURRED_AT, into, item.path("timestamp"), watermark, entry.path("time"));
        parties(entry, item, false, into);
        into.put(EventField.MESSAGE_ID, mid);
        Said.time(EventField.WATERMARK_AT, into, watermark);
        String of = mid == null ? Said.pair(id(item, "sender"), id(item, "recipient")) : mid;
        String mark = Said.text(watermark);
        into.hidesEventId = mid == null;
        into.put(
                EventField.EVENT_ID,
                of == null ? null : of + ":" + (isRead ? "read" : "delivered") + (mark == null ? "" : ":" + mark));
        return null;
    }

    private @Nullable Reject reaction(JsonNode entry, JsonNode item, JsonNode reaction, EventRecord into) {
        begin(entry, item, EventType.MESSAGE_REACTED, into);
        parties(entry, item, false, into);
        String mid = Said.text(reaction, "mid");
        boolean isRemoved = "unreact".equals(reaction.path("action").asText());
        into.put(EventField.MESSAGE_ID, mid);
        into.put(EventField.REMOVED, isRemoved ? Boolean.TRUE : null);
        into.hidesEventId = true;
        into.put(
                EventField.EVENT_ID,
                mid == null
                        ? null
                        : String.join(
                                ":",
                                mid,
                                isRemoved ? "unreact" : "react",
                                String.valueOf(id(item, "sender")),
                                item.path("timestamp").asText()));
        return null;
    }

    /** A button that was pressed stands for the words on it. */
    private @Nullable Reject postback(JsonNode entry, JsonNode item, JsonNode postback, EventRecord into) {
        begin(entry, item, EventType.MESSAGE_SENT, into);
        parties(entry, item, false, into);
        String mid = Said.text(postback, "mid");
        String pair = Said.pair(id(item, "sender"), id(item, "recipient"));
        String own = pair == null
                ? null
                : pair + ":postback:" + item.path("timestamp").asText();
        into.put(EventField.MESSAGE_ID, mid == null ? own : mid);
        into.put(EventField.EVENT_ID, mid == null ? own : mid);
        into.hidesEventId = mid == null;
        into.hidesMessageId = mid == null;
        into.put(EventField.KIND, "text");
        Said.length(into, Said.text(postback, "title"));
        MetaContent.referral(postback.path("referral"), into);
        return null;
    }

    private @Nullable Reject enforcement(JsonNode entry, JsonNode item, JsonNode policy, EventRecord into) {
        begin(entry, item, EventType.MODERATION_ACTION, into);
        String account = id(item, "recipient");
        String action = Said.text(policy, "action");
        into.put(EventField.ACTOR, new Person(null, "moderator", null, null, null));
        into.put(EventField.COUNTERPART, Said.brand(account));
        into.put(EventField.ACTION, action);
        into.hidesEventId = true;
        into.put(
                EventField.EVENT_ID,
                account == null
                        ? null
                        : account + ":" + action + ":" + item.path("timestamp").asText());
        return action != null && !action.matches("[a-z_]{1,40}") ? Reject.of(Reason.IMPOSSIBLE_VALUE, "action") : null;
    }

    private void begin(JsonNode entry, JsonNode item, EventType type, EventRecord into) {
        origin.begin(into, platform, type);
        if (!item.hasNonNull("delivery") && !item.hasNonNull("read")) {
            Said.time(EventField.OCCURRED_AT, into, item.path("timestamp"));
        }
        // Some bodies carry a counter here, which says nothing.
        if (Said.micros(entry.path("time")) > EARLIEST) {
            Said.time(EventField.RECEIVED_AT, into, entry.path("time"));
        }
    }

    /** The account of the entry is the brand, whichever end of the message it stands at. */
    private static void parties(JsonNode entry, JsonNode item, boolean isEcho, EventRecord into) {
        String sender = id(item, "sender");
        String recipient = id(item, "recipient");
        String account = Said.text(entry, "id");
        boolean isFromBrand = isEcho || account != null && account.equals(sender);
        // An echo that names the account as its recipient has the two the wrong way round.
        boolean isTurned = isEcho && account != null && account.equals(recipient) && !account.equals(sender);
        String brand = isFromBrand && !isTurned ? sender : recipient;
        String contact = isFromBrand && !isTurned ? recipient : sender;
        into.put(EventField.ACTOR, isFromBrand ? Said.brand(brand) : Said.contact(contact));
        into.put(EventField.COUNTERPART, isFromBrand ? Said.contact(contact) : Said.brand(brand));
        into.put(EventField.THREAD_ID, Said.pair(brand, contact));
        into.put(EventField.CONVERSATION_KIND, "one_to_one");
    }

    private static @Nullable String id(JsonNode item, String key) {
        String id = Said.text(item.path(key), "id");
        return id == null ? Said.text(item.path(key), "user_ref") : id;
    }
}
