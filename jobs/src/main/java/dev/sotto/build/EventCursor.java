package dev.sotto.build;

import dev.sotto.domain.EventType;
import dev.sotto.domain.PlatformHosts;
import dev.sotto.fold.FoldEvent;
import dev.sotto.fold.FoldEvent.Details;
import dev.sotto.fold.FoldEvent.Direction;
import dev.sotto.fold.FoldEvent.Media;
import dev.sotto.fold.FoldEvent.Party;
import dev.sotto.fold.FoldEvent.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Reads the columns that folds need from Spark's rows.
 *
 * <p>Rows come sorted by key, so most ids repeat: a string equal to the one before it is not decoded again.
 */
final class EventCursor {

    /** What is read of an event, in the order of the constants below. */
    static final List<String> COLUMNS = List.of(
            "cluster_key",
            // The order of events knows milliseconds, and within one the source's own sequence.
            "unix_millis(occurred_at) AS occurred_at",
            "source_sequence",
            "event_type",
            "event_id",
            "source",
            "platform",
            "brand_id",
            "campaign_id",
            "thread_id",
            "conversation_kind",
            "direction",
            "contact_id",
            "actor_id",
            "actor_role",
            "actor_age_band",
            "counterpart_id",
            "counterpart_role",
            "counterpart_age_band",
            "message_id",
            "kind",
            "ticket_id",
            "reason",
            "side",
            "watermark_at",
            "position",
            "coalesce(items, media_items) AS items",
            "amount_minor",
            "currency",
            "is_automatic",
            "is_addressed",
            "removed",
            "CASE event_type WHEN 'share.sent' THEN channel WHEN 'live.wish' THEN state"
                    + " WHEN 'feature.enabled' THEN feature WHEN 'ticket.opened' THEN tier"
                    + " WHEN 'message.sent' THEN purpose WHEN 'reminder.shown' THEN outcome"
                    + " WHEN 'approval.decided' THEN decision WHEN 'contest.decided' THEN decision"
                    + " WHEN 'ambassador.step_done' THEN step WHEN 'contact.origin_checked' THEN result"
                    + " WHEN 'room.promo_posted' THEN promo WHEN 'filter.setting' THEN IF(enabled, 'on', 'off')"
                    + " WHEN 'contest.entered' THEN CASE WHEN preceded_by_text THEN 'text_first'"
                    + " WHEN with_media AND NOT preceded_by_text THEN 'media_only'"
                    + " WHEN NOT with_media THEN 'text_only' END"
                    + " WHEN 'link.clicked' THEN coalesce(target_platform, " + platformOf("host") + ")"
                    + " ELSE target_platform END",
            "coalesce(voice_ms, score, round, followers)",
            "compose_id",
            "template_id",
            "IF(event_type = 'link.clicked', NOT " + isOwn("platform", "host")
                    + " AND coalesce(off_platform, host IS NOT NULL), off_platform)",
            "media",
            "media_items",
            "recipients",
            "coalesce(creative_id, entry_id, room_id)",
            "CASE WHEN event_type = 'message.sent' THEN IF(personalised, 'personalised', NULL)"
                    + " WHEN event_type LIKE 'contract.%' THEN contract_id"
                    + " WHEN event_type = 'contest.decided' THEN decided_by"
                    + " WHEN event_type = 'ambassador.step_done' THEN IF(required = false, 'optional', 'required')"
                    + " WHEN event_type = 'room.created' THEN CASE"
                    + " WHEN has_subscription OR has_fan_club THEN 'offered'"
                    + " WHEN NOT has_subscription AND NOT has_fan_club THEN 'none' END END",
            "policy_conflict");

    private static final int KEY = 0;
    private static final int AT = 1;
    private static final int SEQUENCE = 2;
    private static final int TYPE = 3;
    private static final int THREAD = 9;
    private static final int DETAILS = 32;
    private static final int WORK = DETAILS + 8;
    private static final UTF8String CAMERA = UTF8String.fromString("camera");

    private final @Nullable UTF8String[] bytes = new UTF8String[COLUMNS.size()];
    private final @Nullable String[] texts = new String[COLUMNS.size()];

    /** Whether a host is the platform's own; unknown hosts and platforms without hosts have none. */
    private static String isOwn(String platform, String host) {
        StringBuilder isOwn = new StringBuilder("coalesce(CASE " + platform);
        PlatformHosts.PATTERNS.forEach(
                (name, hosts) -> isOwn.append(" WHEN '").append(name).append("' THEN " + matches(host, hosts)));
        return isOwn.append(" END, FALSE)").toString();
    }

    /** The platform that a host is of: the web where it is of none, and null where it is unknown. */
    private static String platformOf(String host) {
        StringBuilder platform = new StringBuilder("CASE");
        PlatformHosts.PATTERNS.forEach(
                (name, hosts) -> platform.append(" WHEN " + matches(host, hosts) + " THEN '" + name + "'"));
        return platform.append(" WHEN " + host + " IS NOT NULL THEN 'web' END").toString();
    }

    private static String matches(String host, String pattern) {
        return "lower(" + host + ") RLIKE r'" + pattern + "'";
    }

    /** The key that keeps a fold's events together: the stored one, or the thread's. */
    static long key(InternalRow row) {
        return row.getLong(KEY);
    }

    FoldEvent event(InternalRow row) {
        return new FoldEvent(
                row.getLong(AT),
                row.isNullAt(SEQUENCE) ? Long.MAX_VALUE : row.getLong(SEQUENCE),
                EventType.named(required(row, TYPE)).orElseThrow(),
                required(row, 4),
                required(row, 5),
                required(row, 6),
                text(row, 7),
                text(row, 8),
                text(row, THREAD),
                isOneToOne(text(row, 10)),
                direction(text(row, 11)),
                text(row, 12),
                new Party(text(row, 13), text(row, 14), text(row, 15)),
                new Party(text(row, 16), text(row, 17), text(row, 18)),
                text(row, 19),
                text(row, 20),
                text(row, 21),
                text(row, 22),
                text(row, 23),
                row.isNullAt(24) ? Long.MIN_VALUE : Math.floorDiv(row.getLong(24), 1000L),
                row.isNullAt(25) ? 0 : (int) row.getLong(25),
                row.isNullAt(26) ? 0 : (int) row.getLong(26),
                row.isNullAt(27) ? 0 : row.getLong(27),
                text(row, 28),
                !row.isNullAt(29) && row.getBoolean(29),
                !row.isNullAt(30) && row.getBoolean(30),
                !row.isNullAt(31) && row.getBoolean(31),
                details(row));
    }

    private Details details(InternalRow row) {
        boolean hasNone = true;
        for (int column = DETAILS; column < COLUMNS.size(); column++) {
            hasNone &= row.isNullAt(column);
        }
        if (hasNone) {
            return Details.NONE;
        }
        return new Details(
                text(row, DETAILS),
                row.isNullAt(DETAILS + 1) ? -1 : row.getLong(DETAILS + 1),
                text(row, DETAILS + 2),
                text(row, DETAILS + 3),
                !row.isNullAt(DETAILS + 4) && row.getBoolean(DETAILS + 4),
                media(row),
                row.isNullAt(DETAILS + 7) ? List.of() : contacts(row.getArray(DETAILS + 7)),
                work(row));
    }

    private Work work(InternalRow row) {
        boolean isAboutNothing = row.isNullAt(WORK) && row.isNullAt(WORK + 1) && row.isNullAt(WORK + 2);
        return isAboutNothing ? Work.NONE : new Work(text(row, WORK), text(row, WORK + 1), text(row, WORK + 2));
    }

    /** The pack may be known by its size only. */
    private static Media media(InternalRow row) {
        int items = row.isNullAt(DETAILS + 6) ? 0 : row.getInt(DETAILS + 6);
        if (row.isNullAt(DETAILS + 5)) {
            return items == 0 ? Media.NONE : new Media(items, 0, 0, 0, 0, 0, 0);
        }
        ArrayData media = row.getArray(DETAILS + 5);
        int[] known = new int[3];
        int[] is = new int[3];
        for (int i = 0; i < media.numElements(); i++) {
            InternalRow item = media.getStruct(i, 5);
            for (int fact = 0; fact < 3; fact++) {
                if (!item.isNullAt(2 + fact)) {
                    known[fact]++;
                    is[fact] += (fact == 0 ? item.getUTF8String(2).equals(CAMERA) : item.getBoolean(2 + fact)) ? 1 : 0;
                }
            }
        }
        return new Media(media.numElements(), known[0], is[0], known[1], is[1], known[2], is[2]);
    }

    private static List<String> contacts(ArrayData persons) {
        List<String> contacts = new ArrayList<>();
        for (int i = 0; i < persons.numElements(); i++) {
            InternalRow person = persons.getStruct(i, 5);
            Party party = new Party(
                    person.isNullAt(0) ? null : person.getUTF8String(0).toString(),
                    person.isNullAt(1) ? null : person.getUTF8String(1).toString(),
                    null);
            if (party.id() != null && party.isContact()) {
                contacts.add(party.id());
            }
        }
        return contacts;
    }

    /** A log that does not say is of conversations of two. */
    private static boolean isOneToOne(@Nullable String kind) {
        return kind == null || kind.equals("one_to_one");
    }

    private static Direction direction(@Nullable String direction) {
        if (direction == null) {
            return Direction.NEITHER;
        }
        return direction.equals("inbound") ? Direction.INBOUND : Direction.OUTBOUND;
    }

    private String required(InternalRow row, int column) {
        return Objects.requireNonNull(text(row, column), COLUMNS.get(column));
    }

    private @Nullable String text(InternalRow row, int column) {
        if (row.isNullAt(column)) {
            return null;
        }
        UTF8String now = row.getUTF8String(column);
        if (!now.equals(bytes[column])) {
            bytes[column] = now.clone();
            texts[column] = now.toString();
        }
        return texts[column];
    }
}
