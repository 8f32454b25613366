package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Makes records that are no events, out of events that are: one a reason for which a reader has to refuse them. */
final class Spoiler {
    /** Reasons with their weights; every one of them leaves exactly one thing wrong. */
    private static final Map<String, Integer> REASONS = new TreeMap<>(Map.ofEntries(
            Map.entry("not_json", 20),
            Map.entry("bad_time", 14),
            Map.entry("missing_time", 8),
            Map.entry("implausible_time", 6),
            Map.entry("unknown_type", 14),
            Map.entry("missing_field", 14),
            Map.entry("missing_event_id", 6),
            Map.entry("wrong_type", 10),
            Map.entry("impossible_value", 8),
            Map.entry("duplicate_key", 4),
            Map.entry("bad_utf8", 3),
            Map.entry("not_an_object", 3)));

    /**
     * What is to be wrong.
     *
     * @param cut where a line that is not whole ends, between the half and five sixths of it, from 0 to 1
     */
    record Fault(String reason, double cut) {
        static Fault drawn(Dice dice) {
            String reason = dice.pick(REASONS);
            return new Fault(reason, reason.equals("not_json") ? dice.unit() : 0);
        }
    }

    private final JsonLine json = new JsonLine();

    /** Spoil a copy of a message; the copy has an id that no event has. */
    byte[] spoil(SimulatedEvent event, Fault fault) {
        SimulatedEvent copy = event.renamed("bad-" + event.text(EventField.EVENT_ID));
        byte[] line = json.line(copy, event.at + 900);
        String text = new String(line, StandardCharsets.US_ASCII);
        return spoiled(fault, text);
    }

    /** Whether an event has everything that a reason may take away. */
    static boolean canSpoil(SimulatedEvent event) {
        return event.type == EventType.MESSAGE_SENT && "tiktok_business".equals(event.text(EventField.SOURCE));
    }

    private static byte[] spoiled(Fault fault, String text) {
        String reason = fault.reason();
        String spoiled = switch (reason) {
            case "not_json" -> text.substring(0, text.length() / 2 + (int) (fault.cut() * (text.length() / 3)));
            case "bad_time" -> text.replaceFirst("\"occurred_at\":\"\\d{4}-\\d\\d", "\"occurred_at\":\"2026-13");
            case "missing_time" -> text.replaceFirst("\"occurred_at\":\"[^\"]*\",", "");
            case "implausible_time" -> text.replaceFirst("\"occurred_at\":\"\\d{4}", "\"occurred_at\":\"1926");
            case "unknown_type" -> text.replace("\"message.sent\"", "\"message.whispered\"");
            case "missing_field" -> text.replaceFirst(",\"kind\":\"[^\"]*\"", "");
            case "missing_event_id" -> text.replaceFirst("\"event_id\":\"[^\"]*\",", "");
            case "wrong_type" -> text.replaceFirst("}$", ",\"items\":\"many\"}");
            case "impossible_value" ->
                text.replaceFirst("\"conversation_kind\":\"[^\"]*\"", "\"conversation_kind\":\"seance\"");
            case "duplicate_key" -> text.replaceFirst("}$", ",\"event_type\":\"message.read\"}");
            case "not_an_object" -> "[" + text + "]";
            default -> text;
        };
        byte[] line = spoiled.getBytes(StandardCharsets.US_ASCII);
        if (reason.equals("bad_utf8")) {
            // Within the quotes of the event's id, where no text may have this byte.
            line[text.indexOf("bad-") + 1] = (byte) 0xff;
        }
        return line;
    }
}
