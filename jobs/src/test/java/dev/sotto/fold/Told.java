package dev.sotto.fold;

import static dev.sotto.domain.EventType.MESSAGE_DELIVERED;
import static dev.sotto.domain.EventType.MESSAGE_READ;
import static dev.sotto.domain.EventType.MESSAGE_SENT;

import dev.sotto.domain.BusinessCalendar;
import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.fold.FoldEvent.Details;
import dev.sotto.fold.FoldEvent.Direction;
import dev.sotto.fold.FoldEvent.Media;
import dev.sotto.fold.FoldEvent.Party;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A story told to a fold, event by event, and the rows that it ends in. */
final class Told {

    static final String CONTACT = "contact";
    static final String AGENT = "agent";
    static final long START = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();
    static final long MINUTE = 60_000L;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /** Weekdays from nine to five, except the Epiphany. */
    static final BusinessCalendar CALENDAR = new BusinessCalendar(
            Stream.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY)
                    .collect(Collectors.toMap(day -> day, day -> List.of(BusinessCalendar.Span.parse("09:00-17:00")))),
            Set.of(LocalDate.of(2026, 1, 6)));

    private final List<FoldEvent> events = new ArrayList<>();

    static FoldSettings settings() {
        return new FoldSettings(
                ZoneId.of("UTC"),
                Map.of("b", ZoneId.of("Europe/Paris")),
                Map.of(
                        "c", new FoldSettings.Conversion("b", EventType.ORDER_PURCHASED, 7 * DAY),
                        "clicks", new FoldSettings.Conversion("b", EventType.LINK_CLICKED, 7 * DAY)),
                Map.of(),
                Set.of("silent"),
                Map.of("young", START + 28 * DAY),
                DAY,
                new FoldSettings.Inbox(
                        Map.of("s", Set.of(MESSAGE_SENT, MESSAGE_DELIVERED, MESSAGE_READ)),
                        Map.of("tiktok", List.of(new FoldSettings.Limits(START + 30 * DAY, 90_000, 12))),
                        Map.of("b", CALENDAR)),
                Map.of("steps", Set.of("welcome", "draft")));
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
        private String ticket;
        private Details details = Details.NONE;

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

        Telling ofTicket(String ticket) {
            this.ticket = ticket;
            return this;
        }

        /** A channel, a state, a feature, a tier or a target. */
        Telling saying(String word) {
            details = new Details(word, -1, null, null, false, Media.NONE, List.of());
            return this;
        }

        Telling with(Details details) {
            this.details = details;
            return this;
        }

        Telling aged(String band) {
            actor = new Party(actor.id(), actor.role(), band);
            return this;
        }

        /** Composed so, with a word that tells more. */
        Telling composed(String compose, String word) {
            details = new Details(word, -1, compose, null, false, Media.NONE, List.of());
            return this;
        }

        /** A word, a number, and what it is about. */
        Telling about(String id, String manner, String word, long number) {
            details = new Details(
                    word, number, null, null, false, Media.NONE, List.of(), new FoldEvent.Work(id, manner, null));
            return this;
        }

        Telling outOfApp(String target) {
            details = new Details(target, -1, null, null, true, Media.NONE, List.of());
            return this;
        }

        Telling scored(int score) {
            details = new Details(null, score, null, null, false, Media.NONE, List.of());
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
                    ticket,
                    reason,
                    side,
                    watermarkAt,
                    position,
                    items,
                    amount,
                    amount == 0 ? null : "EUR",
                    isAutomatic,
                    isAddressed,
                    isRemoved,
                    details));
            return Told.this;
        }
    }

    Telling tell(EventType type, long at) {
        return new Telling(type, START + at);
    }

    /** The rows that the fold ends in, of what folds are shown, as maps from column to value. */
    List<Map<String, Object>> to(Fold fold) {
        OwnClicks clicks = new OwnClicks();
        events.stream().filter(clicks::counts).forEach(fold::accept);
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
