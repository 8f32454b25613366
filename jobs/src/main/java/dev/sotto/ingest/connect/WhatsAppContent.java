package dev.sotto.ingest.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.domain.EventField;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.MediaItem;
import java.util.List;
import java.util.Set;

/** Tells the kind of a WhatsApp message from its type, and keeps of its content nothing but measures. */
final class WhatsAppContent {
    private static final Set<String> ANSWERS = Set.of("button_reply", "list_reply", "nfm_reply");

    void read(JsonNode message, String type, EventRecord into) {
        into.put(EventField.KIND, kind(message, type));
        switch (type) {
            case "text" -> Said.length(into, Said.text(message.path("text"), "body"));
            case "button" -> Said.length(into, Said.text(message.path("button"), "text"));
            case "interactive" -> {
                JsonNode interactive = message.path("interactive");
                JsonNode answer = interactive.path(String.valueOf(Said.text(interactive, "type")));
                Said.length(into, Said.text(answer, "title"));
            }
            case "image", "video" -> {
                boolean isCaptioned = Said.text(message.path(type), "caption") != null;
                String kind = type.equals("image") ? "photo" : "video";
                into.put(EventField.MEDIA, List.of(new MediaItem(1, kind, null, null, isCaptioned)));
            }
            default -> {}
        }
        if ("unsupported".equals(into.text(EventField.KIND))) {
            Said.attribute(into, "type", type);
            Said.attribute(into, "error_code", Said.text(message.path("errors").path(0), "code"));
        }
        if (Said.isTrue(message.path("context"), "forwarded")
                || Said.isTrue(message.path("context"), "frequently_forwarded")) {
            into.attribute("forwarded", "true");
        }
        JsonNode referral = message.path("referral");
        Said.attribute(into, "referral_type", Said.text(referral, "source_type"));
        Said.attribute(into, "referral_id", Said.text(referral, "source_id"));
    }

    /** Documents, places, cards and orders are messages of no kind that is measured here. */
    private static String kind(JsonNode message, String type) {
        return switch (type) {
            case "text", "button" -> "text";
            case "interactive" ->
                ANSWERS.contains(message.path("interactive").path("type").asText()) ? "text" : "unsupported";
            // An audio file is no voice note; only one recorded in the app is marked so.
            case "audio" -> Said.isTrue(message.path("audio"), "voice") ? "voice_note" : "unsupported";
            case "voice" -> "voice_note";
            case "image", "video" -> "media_pack";
            case "sticker" -> "sticker";
            case "system", "request_welcome" -> "system";
            default -> "unsupported";
        };
    }
}
