package dev.sotto.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A row of {@code log.events} as JSON: with what ingest works out of an event (its direction, contact and key), or as the
 * line of a log that ingest has to read.
 */
final class WorldRow {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> BRAND_SIDE = Set.of("brand", "agent", "creator", "ambassador");

    private WorldRow() {}

    /** The columns that ingest works out, and the times as texts. */
    static String json(Map<String, Object> row) {
        Map<String, Object> complete = new LinkedHashMap<>(row);
        boolean isActorOutside = isOutside(row.get("actor_role"));
        boolean isOtherOutside = isOutside(row.get("counterpart_role"));
        boolean isInbound = isActorOutside
                && (isBrandSide(row.get("counterpart_role"))
                        || row.get("counterpart_role") == null && row.get("brand_id") != null);
        boolean isKnownPlace = row.get("brand_id") != null
                || "group".equals(row.get("conversation_kind"))
                || "creator_room".equals(row.get("conversation_kind"));
        boolean isOutbound = isBrandSide(row.get("actor_role"))
                && (isOtherOutside || row.get("counterpart_role") == null && isKnownPlace);
        Object contact = contact(row, isActorOutside, isOtherOutside);
        complete.put("direction", isInbound ? "inbound" : isOutbound ? "outbound" : null);
        complete.put("contact_id", contact);
        complete.put("cluster_key", (long) key(row, contact).hashCode() * 2_654_435_761L);
        return written(complete);
    }

    /** What a source writes of it: persons as objects, and nothing that is worked out. */
    static String line(Map<String, Object> row) {
        Map<String, Object> line = new LinkedHashMap<>(row);
        for (String person : List.of("actor", "counterpart")) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (String field : List.of("id", "role", "age_band")) {
                Object value = line.remove(person + "_" + field);
                if (value != null) {
                    fields.put(field, value);
                }
            }
            line.put(person, fields.isEmpty() ? null : fields);
        }
        line.keySet().removeAll(List.of("media_items", "is_addressed", "policy_conflict"));
        return written(line);
    }

    private static String written(Map<String, Object> row) {
        for (String time : List.of("occurred_at", "watermark_at", "expires_at", "received_at")) {
            row.computeIfPresent(time, (column, value) -> micros(value));
        }
        row.values().removeIf(Objects::isNull);
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one outside the brand; within it, an ambassador, or a creator beside the brand's own people. */
    private static Object contact(Map<String, Object> row, boolean isActorOutside, boolean isOtherOutside) {
        Object actor = row.get("actor_role");
        Object other = row.get("counterpart_role");
        if (isActorOutside || isOtherOutside) {
            return isActorOutside && isOtherOutside ? null : row.get(isActorOutside ? "actor_id" : "counterpart_id");
        }
        if ("ambassador".equals(actor) || "ambassador".equals(other)) {
            return row.get("ambassador".equals(actor) ? "actor_id" : "counterpart_id");
        }
        if ("creator".equals(actor) && ("brand".equals(other) || "agent".equals(other))) {
            return row.get("actor_id");
        }
        return "creator".equals(other) && ("brand".equals(actor) || "agent".equals(actor))
                ? row.get("counterpart_id")
                : null;
    }

    private static String key(Map<String, Object> row, Object contact) {
        Object one = row.get("actor_id");
        Object two = row.get("counterpart_id");
        if (contact != null) {
            return "contact" + contact;
        }
        if (one != null && two != null) {
            boolean isInOrder = one.toString().compareTo(two.toString()) < 0;
            return "pair" + (isInOrder ? one : two) + "|" + (isInOrder ? two : one);
        }
        if (row.get("thread_id") != null) {
            return "thread" + row.get("thread_id");
        }
        return one != null || two != null
                ? "person" + Objects.requireNonNullElse(one, two)
                : "else" + row.get("platform");
    }

    private static String micros(Object value) {
        long micros = (Long) value;
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000)
                .toString();
    }

    private static boolean isOutside(Object role) {
        return "contact".equals(role) || "partner".equals(role);
    }

    private static boolean isBrandSide(Object role) {
        return role != null && BRAND_SIDE.contains(role);
    }
}
