package dev.sotto.ingest.connect;

import dev.sotto.domain.LogFormat;
import dev.sotto.ingest.record.BodyParser;
import java.util.List;

/** The connector of each format. */
public final class Connectors {
    private Connectors() {}

    /** What reads bodies and documents of a foreign format. */
    public static BodyParser of(LogFormat format, Origin origin) {
        return switch (format) {
            case WHATSAPP_CLOUD -> new Webhooks(List.of(new WhatsAppCloud(origin)));
            case MESSENGER, INSTAGRAM -> new Webhooks(List.of(new MetaMessaging(format, origin)));
            case TIKTOK_BUSINESS -> new Webhooks(List.of(new TiktokBusiness(origin)));
            case TIKTOK_EXPORT -> new TiktokExport(origin);
            case META_EXPORT -> new MetaExport(origin);
            case TELEGRAM_EXPORT -> new TelegramExport(origin);
            case CANONICAL, MAPPED, WHATSAPP_EXPORT, SIGNAL_EXPORT ->
                throw new IllegalArgumentException("no connector reads JSON of " + format.word());
        };
    }

    /** What reads the messages of a chat in text. */
    public static BodyParser ofChat(LogFormat format, Origin origin, ChatSurvey chat) {
        return new ChatText(format, origin, chat);
    }
}
