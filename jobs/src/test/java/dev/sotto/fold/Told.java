package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.fold.FoldEvent.Direction;
import dev.sotto.fold.FoldEvent.Party;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A story told to a fold, event by event, and the rows that it ends in. */
final class Told {

    static final String CONTACT = "contact";
    static final String AGENT = "agent";
    static final long START = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();
    static final long MINUTE = 60_000L;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private final List<FoldEvent> events = new ArrayList<>();

    static FoldSettings settings() {
        return new FoldSettings(
                ZoneId.of("UTC"),
                Map.of("b", ZoneId.of("Europe/Paris")),
                Map.of("c", new FoldSettings.Conversion("b", EventType.ORDER_PURCHASED, 7 * DAY)),
                Map.of(),
                Set.of("silent"),
                Map.of("young", START + 28 * DAY),
                DAY);
    }

    /** An event to be refined before it is told. */
    final class Telling {
        private final EventType type;
        private final long at;
        private String source = "s";
        private String platform = "tiktok";
        private String campaign;
        private String thread = "t";
        private boolean isOneToOne = true;
        private Party actor = new Party(AGENT, "agent", "18_plus");
        private Party counterpart = new Party(CONTACT, "contact", "18_plus");
        private String message;
        private String kind;
        private String reason;
        private String side;
        private long watermarkAt = Long.MIN_VALUE;
        private int position;
        private int items;
        private long amount;
        private boolean isAutomatic;
        private boolean isAddressed;
        private boolean isRemoved;

        Telling(EventType type, long at) {
            this.type = type;
            this.at = at;
        }

        Telling from(String source) {
            this.source = source;
            return this;
        }

        Telling on(String platform) {
            this.platform = platform;
            return this;
        }

        Telling of(String campaign) {
            this.campaign = campaign;
            return this;
        }

        Telling in(String thread) {
            this.thread = thread;
            return this;
        }

        Telling inGroup() {
            isOneToOne = false;
            return this;
        }

        Telling byContact() {
            Party agent = actor;
            actor = counterpart;
            counterpart = agent;
            return this;
        }

        Telling by(String id, String role, String otherId, String otherRole) {
            actor = new Party(id, role, "18_plus");
            counterpart = new Party(otherId, otherRole, "18_plus");
            return this;
        }

        Telling message(String id, String kind) {
            this.message = id;
            this.kind = kind;
            return this;
        }

        Telling because(String reason) {
            this.reason = reason;
            return this;
        }

        Telling upTo(long watermarkAt) {
            this.watermarkAt = watermarkAt;
            return this;
        }

        Telling items(String side, int items, int position) {
            this.side = side;
            this.items = items;
            this.position = position;
            return this;
        }

        Telling worth(long amount) {
            this.amount = amount;
            return this;
        }

        Telling automatic() {
            isAutomatic = true;
            return this;
        }

        Telling addressed() {
            isAddressed = true;
            return this;
        }

        Telling removed() {
            isRemoved = true;
            return this;
        }

        Told then() {
            boolean isInbound = actor.isContact();
            boolean hasRoles = actor.role() != null;
            Direction direction = !hasRoles || "bot".equals(actor.role())
                    ? Direction.NEITHER
                    : isInbound ? Direction.INBOUND : Direction.OUTBOUND;
            String contact = isInbound || "ambassador".equals(actor.role())
                    ? actor.id()
                    : counterpart.isContact() ? counterpart.id() : null;
            events.add(new FoldEvent(
                    at,
                    Long.MAX_VALUE,
                    type,
                    "e" + events.size(),
                    source,
                    platform,
                    hasRoles ? "b" : null,
                    campaign,
                    thread,
                    isOneToOne,
                    direction,
                    contact,
                    actor,
                    counterpart,
                    message,
                    kind,
                    null,
                    reason,
                    side,
                    watermarkAt,
                    position,
                    items,
                    amount,
                    amount == 0 ? null : "EUR",
                    isAutomatic,
                    isAddressed,
                    isRemoved));
            return Told.this;
        }
    }

    Telling tell(EventType type, long at) {
        return new Telling(type, START + at);
    }

    /** The rows that the fold ends in, as maps from column to value. */
    List<Map<String, Object>> to(Fold fold) {
        events.forEach(fold::accept);
        List<Map<String, Object>> rows = new ArrayList<>();
        fold.finish((Table table, Object... values) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) {
                row.put(table.columns().get(i).name(), values[i]);
            }
            if (values.length != table.columns().size()) {
                throw new AssertionError(table.name() + " has a row of " + values.length + " values");
            }
            rows.add(row);
        });
        return rows;
    }
}
