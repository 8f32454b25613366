package dev.sotto.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;

/** The bodies of TikTok Business Messaging, whose content is JSON within JSON. */
final class TiktokBody {
    private TiktokBody() {}

    static ObjectNode of(SimulatedEvent event, long receivedAt) {
        Dialogue dialogue = Dialogue.of(event);
        boolean isByHouse = dialogue.isByHouse();
        String account = id(dialogue.account());
        String contact = id(dialogue.contact());
        ObjectNode content = WebhookLine.JSON.createObjectNode();
        content.put("conversation_id", event.text(EventField.THREAD_ID)).put("timestamp", event.at);
        content.putObject("from_user").put("id", isByHouse ? account : contact);
        content.putObject("to_user").put("id", isByHouse ? contact : account);
        String word;
        if (event.type == EventType.MESSAGE_READ) {
            word = "im_mark_read_msg";
            content.putObject("read").put("last_read_timestamp", event.number(EventField.WATERMARK_AT));
        } else {
            word = isByHouse ? "im_send_msg" : "im_receive_msg";
            content.put("message_id", event.text(EventField.MESSAGE_ID));
            said(event, content);
        }
        return WebhookLine.JSON
                .createObjectNode()
                .put("client_key", "simulated")
                .put("event", word)
                .put("create_time", receivedAt / 1000)
                .put("user_openid", account)
                .put("content", content.toString());
    }

    private static String id(Person person) {
        return "_000" + person.id();
    }

    private static void said(SimulatedEvent event, ObjectNode content) {
        if (event.text(EventField.REPLY_TO) != null) {
            content.putObject("referenced_message_info").put("referenced_message_id", event.text(EventField.REPLY_TO));
        }
        switch (String.valueOf(event.text(EventField.KIND))) {
            case "text" -> content.put("type", "text").putObject("text").put("body", WebhookLine.words(event));
            case "media_pack" ->
                content.put("type", "image").putObject("image").put("media_id", event.text(EventField.EVENT_ID));
            case "platform_share" ->
                content.put("type", "share_post")
                        .putObject("share_post")
                        .put("embed_url", "https://www.tiktok.com/embed");
            case "sticker" -> content.put("type", "sticker");
            default -> content.put("type", "other");
        }
    }
}
