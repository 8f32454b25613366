package dev.sotto.ingest;

import dev.sotto.domain.AgeBand;
import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.domain.Role;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.MediaItem;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.Reject;
import dev.sotto.ingest.record.TimeText;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a record must have and may not claim to be an event. */
final class EventRules {
    private static final EventField[] FIELDS = EventField.values();
    private static final List<EventField> NAMED = List.of(EventField.SOURCE, EventField.PLATFORM);
    private static final List<EventField> KEY = List.of(EventField.SOURCE, EventField.EVENT_ID);
    private static final Set<String> ROLES =
            Arrays.stream(Role.values()).map(Role::column).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> AGE_BANDS =
            Arrays.stream(AgeBand.values()).map(AgeBand::column).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> AGE_BASES = Set.of("verified", "declared", "unknown");

    private final long earliest;
    private final long latest;

    /** Rules with the window in which an event can have happened, both ends included. */
    EventRules(Instant earliest, Instant latest) {
        this.earliest = TimeText.micros(earliest);
        this.latest = TimeText.micros(latest);
    }

    /** Why a record is no event; null if it is one. */
    @Nullable
    Reject judge(EventRecord event) {
        Reject problem = event.problem();
        if (problem != null) {
            return problem;
        }
        problem = envelope(event);
        return problem == null ? payload(event) : problem;
    }

    private @Nullable Reject envelope(EventRecord event) {
        if (event.text(EventField.EVENT_ID) == null) {
            return Reject.of(Reason.MISSING_EVENT_ID);
        }
        Long occurredAt = event.number(EventField.OCCURRED_AT);
        if (occurredAt == null) {
            return Reject.of(Reason.MISSING_TIME);
        }
        if (occurredAt < earliest || occurredAt > latest) {
            return Reject.of(Reason.IMPLAUSIBLE_TIME, "occurred_at");
        }
        String type = event.text(EventField.EVENT_TYPE);
        if (type == null) {
            return Reject.of(Reason.MISSING_FIELD, "event_type");
        }
        if (EventType.named(type).isEmpty()) {
            return Reject.of(Reason.UNKNOWN_TYPE, "event_type");
        }
        for (EventField field : NAMED) {
            if (event.text(field) == null) {
                return Reject.of(Reason.MISSING_FIELD, field.logName());
            }
        }
        for (EventField field : KEY) {
            // The deduplication key joins the two with a zero character.
            if (hasControl(event.text(field))) {
                return Reject.of(Reason.IMPOSSIBLE_VALUE, field.logName());
            }
        }
        return null;
    }

    private static @Nullable Reject payload(EventRecord event) {
        EventType type = event.type();
        for (EventField field : type.required()) {
            if (event.value(field) == null) {
                return Reject.of(Reason.MISSING_FIELD, field.logName());
            }
        }
        boolean isReceipt = type == EventType.MESSAGE_DELIVERED || type == EventType.MESSAGE_READ;
        if (isReceipt && event.value(EventField.MESSAGE_ID) == null && event.value(EventField.WATERMARK_AT) == null) {
            return Reject.of(Reason.MISSING_FIELD, "message_id");
        }
        for (EventField field : FIELDS) {
            Object value = event.value(field);
            if (value != null) {
                String impossible = impossible(field, value, event);
                if (impossible != null) {
                    return Reject.of(Reason.IMPOSSIBLE_VALUE, impossible);
                }
            }
        }
        return kind(type, event.text(EventField.KIND));
    }

    /** A call is of kind group_voice, and nothing else is. */
    private static @Nullable Reject kind(EventType type, @Nullable String kind) {
        boolean isCall = type == EventType.CALL_STARTED || type == EventType.CALL_ENDED;
        boolean isWrong = kind != null && isCall != kind.equals("group_voice");
        return isWrong ? Reject.of(Reason.IMPOSSIBLE_VALUE, "kind") : null;
    }

    /** Where a value is impossible; null if it is fine. */
    private static @Nullable String impossible(EventField field, Object value, EventRecord event) {
        if (!field.words().isEmpty() && !field.words().contains(value)) {
            return field.logName();
        }
        return switch (field) {
            case TEXT_LENGTH, VOICE_MS, ITEMS, FOLLOWERS, AMOUNT_MINOR, SPEND_MINOR, SCORE ->
                (Long) value < 0 ? field.logName() : null;
            case POSITION, ROUND -> (Long) value < 1 ? field.logName() : null;
            case REGION -> code(field, value, 2, event);
            case CURRENCY -> code(field, value, 3, event);
            case ACTOR, COUNTERPART -> impossible(field.logName(), (Person) value);
            case RECIPIENTS -> impossibleRecipient(event.persons(field));
            case MEDIA -> impossibleItem(event.media());
            default -> null;
        };
    }

    private static @Nullable String impossible(String where, Person person) {
        if (person.role() != null && !ROLES.contains(person.role())) {
            return where + ".role";
        }
        if (person.ageBand() != null && !AGE_BANDS.contains(person.ageBand())) {
            return where + ".age_band";
        }
        if (person.ageBasis() != null && !AGE_BASES.contains(person.ageBasis())) {
            return where + ".age_basis";
        }
        return null;
    }

    private static @Nullable String impossibleRecipient(@Nullable List<Person> recipients) {
        for (Person recipient : recipients == null ? List.<Person>of() : recipients) {
            String where = impossible("recipients", recipient);
            if (where != null) {
                return where;
            }
        }
        return null;
    }

    private static @Nullable String impossibleItem(@Nullable List<MediaItem> items) {
        for (MediaItem item : items == null ? List.<MediaItem>of() : items) {
            if (!item.kind().equals("photo") && !item.kind().equals("video")) {
                return "media.kind";
            }
            if (item.origin() != null
                    && !item.origin().equals("camera")
                    && !item.origin().equals("gallery")) {
                return "media.origin";
            }
        }
        return null;
    }

    /** Letters of a code, put into upper case. */
    private static @Nullable String code(EventField field, Object value, int length, EventRecord event) {
        String code = (String) value;
        boolean isCode = code.length() == length;
        for (int i = 0; isCode && i < length; i++) {
            int small = code.charAt(i) | 32;
            isCode = small >= 'a' && small <= 'z';
        }
        if (isCode) {
            event.put(field, code.toUpperCase(Locale.ROOT));
        }
        return isCode ? null : field.logName();
    }

    private static boolean hasControl(@Nullable String text) {
        for (int i = 0; text != null && i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 32 || c == 127) {
                return true;
            }
        }
        return false;
    }
}
