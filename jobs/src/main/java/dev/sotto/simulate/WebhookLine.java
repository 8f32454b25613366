package dev.sotto.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.domain.EventField;
import dev.sotto.domain.LogFormat;
import java.util.Locale;

/** Writes what a webhook tells as the bodies that the platform sends, one a line. */
final class WebhookLine implements LineFormat {
    static final ObjectMapper JSON = new ObjectMapper();

    private final LogFormat format;
    private byte[] buffer = {};

    WebhookLine(LogFormat format) {
        this.format = format;
    }

    @Override
    public int encode(SimulatedEvent event, long receivedAt) {
        ObjectNode body = switch (format) {
            case WHATSAPP_CLOUD -> WhatsAppBody.of(event);
            case TIKTOK_BUSINESS -> TiktokBody.of(event, receivedAt);
            default -> MetaBody.of(event, receivedAt, format);
        };
        try {
            buffer = JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body that was made cannot be written", e);
        }
        return buffer.length;
    }

    @Override
    public byte[] buffer() {
        return buffer;
    }

    /** A number for somebody, as platforms that know no names give them: the letters of its id read to the base of 36. */
    static String number(Person person, String leading) {
        long value = 0;
        for (char letter : person.id().toCharArray()) {
            int digit = Character.digit(letter, 36);
            value = digit < 0 ? value : value * 36 + digit;
        }
        return leading + String.format(Locale.ROOT, "%012d", Math.floorMod(value, 1_000_000_000_000L));
    }

    /** Words that nobody wrote, as many characters as the message had. */
    static String words(SimulatedEvent event) {
        long length = event.number(EventField.TEXT_LENGTH);
        String filler = "lorem ipsum dolor sit amet ";
        StringBuilder words = new StringBuilder();
        while (words.length() < length) {
            words.append(filler);
        }
        words.setLength((int) length);
        return words.toString();
    }
}
