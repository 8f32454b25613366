package dev.sotto.ingest.connect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sotto.domain.LogFormat;
import dev.sotto.ingest.record.Cut;
import dev.sotto.ingest.record.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a foreign format from the first bytes of a file, where these leave no doubt. */
public final class Recognition {
    /** How much of a file's beginning is looked at: 1 MiB. */
    public static final int HEAD = 1 << 20;

    private static final Set<String> TIKTOK_SECTIONS = Set.of(
            "Activity",
            "Your Activity",
            "App Settings",
            "Profile",
            "Profile And Settings",
            "Tiktok Live",
            "TikTok Live",
            "Tiktok Shopping",
            "TikTok Shopping",
            "Comment",
            "Video",
            "Post",
            "Ads and data");

    private final Set<String> keys = new HashSet<>();

    private Recognition() {}

    /**
     * The format of a file.
     *
     * @param head the beginning of its content, unpacked
     * @return empty for a canonical log and for what could be anything
     */
    public static Optional<LogFormat> of(byte[] head) {
        int start = contentStart(head);
        if (start == head.length) {
            return Optional.empty();
        }
        boolean canBeJson = head[start] == '{' || head[start] == '[';
        return chat(head, start)
                .or(() -> canBeJson ? Optional.ofNullable(new Recognition().json(head, start)) : Optional.empty());
    }

    /** The formats of webhooks beside one of them; none beside anything else. */
    public static Set<LogFormat> besides(LogFormat format) {
        Set<LogFormat> webhooks = EnumSet.of(
                LogFormat.WHATSAPP_CLOUD, LogFormat.MESSENGER, LogFormat.INSTAGRAM, LogFormat.TIKTOK_BUSINESS);
        return webhooks.remove(format) ? webhooks : Set.of();
    }

    /** What a file of a format is cut into. */
    public static Cut cut(LogFormat format, byte[] head) {
        return switch (format) {
            case CANONICAL, MAPPED -> Cut.LINES;
            case WHATSAPP_EXPORT, SIGNAL_EXPORT -> Cut.MESSAGES;
            case TIKTOK_EXPORT, META_EXPORT, TELEGRAM_EXPORT -> Cut.DOCUMENT;
            case WHATSAPP_CLOUD, MESSENGER, INSTAGRAM, TIKTOK_BUSINESS -> bodies(head);
        };
    }

    /** One body a line, or one document: then its first line is only the beginning of something. */
    private static Cut bodies(byte[] head) {
        int start = contentStart(head);
        int first = lineEnd(head, start);
        int second = first;
        while (second < head.length && isSpace(head[second])) {
            second++;
        }
        boolean isSecondWhole = second < head.length
                && head[second] == '{'
                && head[second - 1] == '\n'
                && isWhole(head, second, lineEnd(head, second));
        if (first == head.length) {
            return head.length < HEAD ? Cut.LINES : Cut.DOCUMENT;
        }
        boolean isBegun = StrictJson.isBegun(head, start, first - start);
        return isBegun && !isSecondWhole ? Cut.DOCUMENT : Cut.LINES;
    }

    private static boolean isWhole(byte[] head, int from, int to) {
        return StrictJson.problem(head, from, to - from) == null;
    }

    private static int lineEnd(byte[] head, int from) {
        int end = from;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        return end;
    }

    private static int contentStart(byte[] head) {
        int at = head.length >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf ? 3 : 0;
        while (at < head.length && isSpace(head[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    private static Optional<LogFormat> chat(byte[] head, int start) {
        String line = new String(head, start, lineEnd(head, start) - start, StandardCharsets.UTF_8);
        return ChatPrefix.of(line)
                .map(prefix -> prefix.isOfSignal() ? LogFormat.SIGNAL_EXPORT : LogFormat.WHATSAPP_EXPORT);
    }

    private @Nullable LogFormat json(byte[] head, int start) {
        try (JsonParser parser = StrictJson.parser(head, start, head.length - start)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                first = parser.nextToken();
            }
            return first == JsonToken.START_OBJECT ? object(parser) : null;
        } catch (IOException e) {
            // The head ends in the middle of something, or is no JSON: what was seen has to do.
            return seen();
        }
    }

    private @Nullable LogFormat object(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            keys.add(key);
            if (key.equals("event_type") || key.equals("event_id")) {
                return null;
            }
            LogFormat told = told(key, value, parser);
            if (told != null) {
                return told;
            }
            parser.skipChildren();
        }
        return seen();
    }

    private static @Nullable LogFormat told(String key, JsonToken value, JsonParser parser) throws IOException {
        return switch (key) {
            case "object" -> value == JsonToken.VALUE_STRING ? envelope(parser.getText()) : null;
            case "client_key", "user_openid" -> LogFormat.TIKTOK_BUSINESS;
            case "event" ->
                value == JsonToken.VALUE_STRING && parser.getText().startsWith("im_")
                        ? LogFormat.TIKTOK_BUSINESS
                        : null;
            case "Direct Message", "Direct Messages" -> LogFormat.TIKTOK_EXPORT;
            case "messages" -> value == JsonToken.START_ARRAY ? messages(parser) : null;
            case "chats" -> value == JsonToken.START_OBJECT ? LogFormat.TELEGRAM_EXPORT : null;
            case "value" -> value == JsonToken.START_OBJECT ? change(parser) : null;
            default -> null;
        };
    }

    private static @Nullable LogFormat envelope(String object) {
        return switch (object) {
            case "whatsapp_business_account" -> LogFormat.WHATSAPP_CLOUD;
            case "page" -> LogFormat.MESSENGER;
            case "instagram" -> LogFormat.INSTAGRAM;
            default -> null;
        };
    }

    private static @Nullable LogFormat messages(JsonParser parser) throws IOException {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                if (Set.of("sender_name", "timestamp_ms", "senderName", "isUnsent")
                        .contains(key)) {
                    return LogFormat.META_EXPORT;
                }
                if (key.equals("date_unixtime") || key.equals("from_id") || key.equals("actor_id")) {
                    return LogFormat.TELEGRAM_EXPORT;
                }
                parser.nextToken();
                parser.skipChildren();
            }
        }
        while (parser.currentToken() != JsonToken.END_ARRAY && parser.nextToken() != null) {
            parser.skipChildren();
        }
        return null;
    }

    private static @Nullable LogFormat change(JsonParser parser) throws IOException {
        LogFormat told = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isProduct = parser.currentName().equals("messaging_product");
            parser.nextToken();
            told = isProduct ? LogFormat.WHATSAPP_CLOUD : told;
            parser.skipChildren();
        }
        return told;
    }

    private @Nullable LogFormat seen() {
        if (keys.containsAll(Set.of("conversation_id", "message_id"))
                && (keys.contains("from_user") || keys.contains("to_user"))) {
            return LogFormat.TIKTOK_BUSINESS;
        }
        long sections = keys.stream().filter(TIKTOK_SECTIONS::contains).count();
        return sections >= 2 ? LogFormat.TIKTOK_EXPORT : null;
    }
}
