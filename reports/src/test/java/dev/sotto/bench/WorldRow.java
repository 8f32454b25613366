package dev.sotto.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A row of {@code log.events} as JSON, with the columns that ingest works out. */
final class WorldRow {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> BRAND_SIDE = Set.of("brand", "agent", "creator", "ambassador");
    private static final Set<String> OUTSIDE = Set.of("contact", "partner");

    private WorldRow() {}

    static String json(Map<String, Object> row) {
        Map<String, Object> complete = new LinkedHashMap<>(row);
        Object contact = contact(row);
        complete.put("direction", direction(row));
        complete.put("contact_id", contact);
        complete.put("cluster_key", (long) key(row, contact).hashCode() * 2_654_435_761L);
        complete.put("occurred_at", time(row.get("occurred_at")));
        complete.computeIfPresent("watermark_at", (column, value) -> time(value));
        complete.values().removeIf(Objects::isNull);
        try {
            return JSON.writeValueAsString(complete);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In a group or under a brand, whoever is not named is of the other side. */
    private static String direction(Map<String, Object> row) {
        Object other = row.get("counterpart_role");
        boolean isWithin = row.get("brand_id") != null;
        Object kind = row.get("conversation_kind");
        boolean isShared = "group".equals(kind) || "creator_room".equals(kind);
        if (isOutside(row.get("actor_role"))) {
            return isBrandSide(other) || other == null && isWithin ? "inbound" : null;
        }
        boolean isOutbound = isOutside(other) || other == null && (isWithin || isShared);
        return isBrandSide(row.get("actor_role")) && isOutbound ? "outbound" : null;
    }

    /** An ambassador is of the brand's side, and the person that its events lie with. */
    private static Object contact(Map<String, Object> row) {
        if (isOutside(row.get("actor_role"))) {
            return isOutside(row.get("counterpart_role")) ? null : row.get("actor_id");
        }
        boolean isOfAmbassador = "ambassador".equals(row.get("actor_role"));
        return isOutside(row.get("counterpart_role"))
                ? row.get("counterpart_id")
                : isOfAmbassador ? row.get("actor_id") : null;
    }

    private static String key(Map<String, Object> row, Object contact) {
        Object one = row.get("actor_id");
        Object two = row.get("counterpart_id");
        if (contact != null) {
            return "contact" + contact;
        }
        if (one != null && two != null) {
            boolean isInOrder = one.toString().compareTo(two.toString()) < 0;
            return "pair" + (isInOrder ? one + "|" + two : two + "|" + one);
        }
        return "else" + Objects.requireNonNullElse(row.get("thread_id"), row.get("platform"));
    }

    private static String time(Object value) {
        long micros = (Long) value;
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000)
                .toString();
    }

    private static boolean isOutside(Object role) {
        return role != null && OUTSIDE.contains(role);
    }

    private static boolean isBrandSide(Object role) {
        return role != null && BRAND_SIDE.contains(role);
    }
}
