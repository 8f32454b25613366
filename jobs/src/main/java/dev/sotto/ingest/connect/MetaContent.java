package dev.sotto.ingest.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.domain.EventField;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.MediaItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells the kind of a message of Messenger or Instagram from its attachments, and keeps of its content nothing but measures. */
final class MetaContent {
    private static final Set<String> SHARES =
            Set.of("share", "story_mention", "story", "ig_reel", "reel", "ig_post", "post", "ig_story", "fallback");

    private MetaContent() {}

    static void read(JsonNode message, EventRecord into) {
        List<JsonNode> attachments = Said.all(message, "attachments");
        into.put(EventField.KIND, kind(message, attachments));
        String text = Said.text(message, "text");
        boolean isPack = "media_pack".equals(into.text(EventField.KIND));
        if (isPack) {
            into.put(EventField.MEDIA, media(attachments, text != null));
        } else {
            Said.length(into, text);
        }
        if ("unsupported".equals(into.text(EventField.KIND)) && !attachments.isEmpty()) {
            Said.attribute(into, "type", Said.text(attachments.get(0), "type"));
        }
        JsonNode repliedTo = message.path("reply_to");
        into.put(EventField.REPLY_TO, Said.text(repliedTo, "mid"));
        if (repliedTo.hasNonNull("story")) {
            into.attribute("story_reply", "true");
        }
        referral(message.path("referral"), into);
    }

    /** How a person came here, as far as no person shows in it. */
    static void referral(JsonNode referral, EventRecord into) {
        Said.attribute(into, "referral_type", Said.text(referral, "source"));
        Said.attribute(into, "referral_id", Said.text(referral, "ad_id"));
        Said.attribute(into, "referral_ref", Said.text(referral, "ref"));
    }

    private static String kind(JsonNode message, List<JsonNode> attachments) {
        if (Said.isTrue(message, "is_unsupported")) {
            return "unsupported";
        }
        boolean isSticker = message.hasNonNull("sticker_id")
                || attachments.stream().anyMatch(item -> item.path("payload").hasNonNull("sticker_id"));
        if (isSticker) {
            return "sticker";
        }
        if (attachments.isEmpty()) {
            return message.hasNonNull("text") || message.hasNonNull("quick_reply") ? "text" : "unsupported";
        }
        if (attachments.stream().allMatch(item -> isMedia(type(item)))) {
            return "media_pack";
        }
        JsonNode first = attachments.get(0);
        return switch (type(first)) {
            case "audio" -> "voice_note";
            case "like_heart" -> "sticker";
            case "template" -> first.path("payload").hasNonNull("product") ? "platform_share" : "text";
            default ->
                SHARES.contains(type(first)) ? "platform_share" : message.hasNonNull("text") ? "text" : "unsupported";
        };
    }

    private static List<MediaItem> media(List<JsonNode> attachments, boolean isCaptioned) {
        List<MediaItem> media = new ArrayList<>();
        for (JsonNode attachment : attachments) {
            String kind = type(attachment).equals("image") ? "photo" : "video";
            media.add(new MediaItem(media.size() + 1, kind, null, null, isCaptioned && media.isEmpty()));
        }
        return media;
    }

    private static boolean isMedia(String type) {
        return type.equals("image") || type.equals("video");
    }

    private static String type(JsonNode attachment) {
        return String.valueOf(Said.text(attachment, "type"));
    }
}
