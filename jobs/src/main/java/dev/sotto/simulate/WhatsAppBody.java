package dev.sotto.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;

/** The bodies of the WhatsApp Cloud API: messages of contacts, echoes of what the business app sent, statuses. */
final class WhatsAppBody {
    private WhatsAppBody() {}

    static ObjectNode of(SimulatedEvent event) {
        Dialogue dialogue = Dialogue.of(event);
        boolean isByHouse = dialogue.isByHouse();
        String user = WebhookLine.number(dialogue.contact(), "4915");
        String number = WebhookLine.number(dialogue.account(), "4930");
        ObjectNode body = WebhookLine.JSON.createObjectNode().put("object", "whatsapp_business_account");
        ObjectNode entry =
                body.putArray("entry").addObject().put("id", dialogue.account().id() + "-waba");
        ObjectNode change = entry.putArray("changes").addObject();
        ObjectNode value = change.putObject("value").put("messaging_product", "whatsapp");
        value.putObject("metadata").put("display_phone_number", number).put("phone_number_id", number);
        boolean isStatus = switch (event.type) {
            case MESSAGE_DELIVERED, MESSAGE_READ, MESSAGE_PLAYED, MESSAGE_FAILED -> true;
            default -> false;
        };
        if (isStatus) {
            change.put("field", "messages");
            status(event, value.putArray("statuses").addObject().put("recipient_id", user));
            return body;
        }
        change.put("field", isByHouse ? "smb_message_echoes" : "messages");
        ObjectNode message =
                value.putArray(isByHouse ? "message_echoes" : "messages").addObject();
        if (isByHouse) {
            message.put("from", number).put("to", user);
        } else {
            value.putArray("contacts").addObject().put("wa_id", user);
            message.put("from", user);
        }
        message.put("id", event.text(EventField.EVENT_ID)).put("timestamp", Long.toString(event.at / 1000));
        content(event, message);
        return body;
    }

    private static void status(SimulatedEvent event, ObjectNode status) {
        status.put("id", event.text(EventField.MESSAGE_ID))
                .put("status", event.type.dotted().substring("message.".length()))
                .put("timestamp", Long.toString(event.at / 1000));
        if (event.text(EventField.CAMPAIGN_ID) != null) {
            status.put("biz_opaque_callback_data", event.text(EventField.CAMPAIGN_ID));
        }
    }

    private static void content(SimulatedEvent event, ObjectNode message) {
        String of = event.text(EventField.MESSAGE_ID);
        if (event.type == EventType.MESSAGE_REACTED) {
            ObjectNode reaction = message.put("type", "reaction").putObject("reaction");
            reaction.put("message_id", of);
            if (!event.is(EventField.REMOVED)) {
                reaction.put("emoji", "\u2764");
            }
        } else if (event.type == EventType.MESSAGE_DELETED) {
            message.put("type", "revoke").putObject("revoke").put("original_message_id", of);
        } else {
            if (event.text(EventField.REPLY_TO) != null) {
                message.putObject("context").put("id", event.text(EventField.REPLY_TO));
            }
            said(event, message);
        }
    }

    private static void said(SimulatedEvent event, ObjectNode message) {
        switch (String.valueOf(event.text(EventField.KIND))) {
            case "text" -> message.put("type", "text").putObject("text").put("body", WebhookLine.words(event));
            case "voice_note" -> message.put("type", "audio").putObject("audio").put("voice", true);
            case "sticker" ->
                message.put("type", "sticker").putObject("sticker").put("mime_type", "image/webp");
            case "media_pack" -> {
                MediaItem item = Webhook.items(event).get(0);
                String type = item.kind().equals("photo") ? "image" : "video";
                ObjectNode media = message.put("type", type).putObject(type).put("id", event.text(EventField.EVENT_ID));
                if (item.isCaptioned()) {
                    media.put("caption", "lorem");
                }
            }
            default ->
                message.put("type", "unsupported")
                        .putArray("errors")
                        .addObject()
                        .put("code", 131_051);
        }
    }
}
