package dev.sotto.ingest.connect;

import dev.sotto.domain.LogFormat;
import dev.sotto.ingest.record.BodyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The connector of each format. */
public final class Connectors {
    private Connectors() {}

    /** What reads bodies and documents of a foreign format. */
    public static BodyParser of(LogFormat format, Origin origin) {
        return switch (format) {
            case WHATSAPP_CLOUD, MESSENGER, INSTAGRAM, TIKTOK_BUSINESS ->
                new Webhooks(List.of(connector(format, origin)));
            case TIKTOK_EXPORT -> new TiktokExport(origin);
            case META_EXPORT -> new MetaExport(origin);
            case TELEGRAM_EXPORT -> new TelegramExport(origin);
            case CANONICAL, MAPPED, WHATSAPP_EXPORT, SIGNAL_EXPORT ->
                throw new IllegalArgumentException("no connector reads JSON of " + format.word());
        };
    }

    /** What reads a file in which bodies of several platforms stand side by side. */
    public static BodyParser ofWebhooks(Map<LogFormat, Origin> origins) {
        List<Connector> connectors = new ArrayList<>();
        origins.forEach((format, origin) -> connectors.add(connector(format, origin)));
        return new Webhooks(connectors);
    }

    private static Connector connector(LogFormat format, Origin origin) {
        return switch (format) {
            case WHATSAPP_CLOUD -> new WhatsAppCloud(origin);
            case MESSENGER, INSTAGRAM -> new MetaMessaging(format, origin);
            case TIKTOK_BUSINESS -> new TiktokBusiness(origin);
            default -> throw new IllegalArgumentException(format.word() + " has no webhooks");
        };
    }

    /** What reads the messages of a chat in text. */
    public static BodyParser ofChat(LogFormat format, Origin origin, ChatSurvey chat) {
        return new ChatText(format, origin, chat);
    }
}
