package dev.sotto.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.domain.EventField;
import dev.sotto.domain.LogFormat;

/** The bodies of Messenger and Instagram, which share one form: messages, echoes, receipts, reactions. */
final class MetaBody {
    private MetaBody() {}

    static ObjectNode of(SimulatedEvent event, long receivedAt, LogFormat format) {
        Dialogue dialogue = Dialogue.of(event);
        boolean isByHouse = dialogue.isByHouse();
        String user = WebhookLine.number(dialogue.contact(), "72");
        String page = WebhookLine.number(dialogue.account(), "10");
        boolean isMessenger = format == LogFormat.MESSENGER;
        ObjectNode body = WebhookLine.JSON.createObjectNode().put("object", isMessenger ? "page" : "instagram");
        ObjectNode entry = body.putArray("entry").addObject().put("id", page).put("time", receivedAt);
        ObjectNode item = entry.putArray("messaging").addObject();
        item.putObject("sender").put("id", isByHouse ? page : user);
        item.putObject("recipient").put("id", isByHouse ? user : page);
        item.put("timestamp", event.at);
        String mid = event.text(EventField.MESSAGE_ID);
        switch (event.type) {
            case MESSAGE_DELIVERED ->
                item.putObject("delivery").put("watermark", event.number(EventField.WATERMARK_AT));
            case MESSAGE_READ -> {
                ObjectNode read = item.putObject("read");
                if (isMessenger) {
                    read.put("watermark", event.number(EventField.WATERMARK_AT));
                } else {
                    read.put("mid", mid);
                }
            }
            case MESSAGE_REACTED -> reaction(event, item.putObject("reaction").put("mid", mid));
            case MESSAGE_DELETED -> item.putObject("message").put("mid", mid).put("is_deleted", true);
            default -> {
                ObjectNode message = item.putObject("message").put("mid", mid);
                if (isByHouse) {
                    message.put("is_echo", true);
                }
                said(event, message);
            }
        }
        return body;
    }

    private static void reaction(SimulatedEvent event, ObjectNode reaction) {
        if (event.is(EventField.REMOVED)) {
            reaction.put("action", "unreact");
        } else {
            reaction.put("action", "react").put("reaction", "love").put("emoji", "\u2764");
        }
    }

    private static void said(SimulatedEvent event, ObjectNode message) {
        if (event.text(EventField.REPLY_TO) != null) {
            message.putObject("reply_to").put("mid", event.text(EventField.REPLY_TO));
        }
        switch (String.valueOf(event.text(EventField.KIND))) {
            case "text" -> message.put("text", WebhookLine.words(event));
            case "voice_note" -> attachment(message.putArray("attachments"), "audio");
            case "platform_share" -> attachment(message.putArray("attachments"), "share");
            case "sticker" ->
                attachment(message.putArray("attachments"), "image")
                        .withObjectProperty("payload")
                        .put("sticker_id", 369_239_263_222_822L);
            case "media_pack" -> {
                ArrayNode attachments = message.putArray("attachments");
                for (MediaItem media : Webhook.items(event)) {
                    attachment(attachments, media.kind().equals("photo") ? "image" : "video");
                    if (media.isCaptioned()) {
                        message.put("text", "lorem");
                    }
                }
            }
            default -> message.put("is_unsupported", true);
        }
    }

    private static ObjectNode attachment(ArrayNode attachments, String type) {
        ObjectNode attachment = attachments.addObject().put("type", type);
        attachment.putObject("payload").put("url", "https://cdn.example/" + type);
        return attachment;
    }
}
