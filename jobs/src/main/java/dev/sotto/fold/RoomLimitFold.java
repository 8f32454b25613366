package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How full a creator room, or a creator's list of rooms, was at any time, and which events took it beyond a limit of the
 * policy in force: only their order tells.
 *
 * <p>It is given the events of one room, or the rooms that one creator made. A room's id stands where the thread's does. A
 * creator is there as the host and takes no place; nor does whoever is banned, until the ban ends.
 */
public final class RoomLimitFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.room_conflicts",
            "One row an accepted event that took a creator room, or a creator's rooms, beyond a limit of the policy.",
            List.of(
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("room_id", "STRING", "The room."),
                    new Column(
                            "rule",
                            "STRING",
                            "room_too_many_participants, room_too_many_moderators or creator_too_many_rooms."),
                    new Column("source", "STRING", "The source of the event."),
                    new Column("event_id", "STRING", "The event."),
                    new Column("occurred_at", "TIMESTAMP", "When it happened."),
                    new Column("occurred_on", "DATE", "Local day of occurred_at in the brand's zone."),
                    new Column("occurred_site_on", "DATE", "Local day of occurred_at in the site's zone."),
                    new Column("reached", "BIGINT", "How many there were then."),
                    new Column("allowed", "BIGINT", "How many the policy in force allows.")),
            Layout.AS_THEY_COME);

    public static final Table LOADS = new Table(
            "journeys.room_loads",
            "One row a change of how many participants or moderators a room has, or rooms a creator.",
            List.of(
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("load_kind", "STRING", "participants, moderators or rooms."),
                    new Column("subject_id", "STRING", "The room; of rooms, the creator as a pseudonym."),
                    new Column("since_at", "TIMESTAMP", "From when on there were so many."),
                    new Column("since_on", "DATE", "Local day of since_at in the brand's zone."),
                    new Column("since_site_on", "DATE", "Local day of since_at in the site's zone."),
                    new Column("until_at", "TIMESTAMP", "Up to when, exclusive; null while nothing changes."),
                    new Column("until_on", "DATE", "Local day of the last millisecond before until_at; brand's zone."),
                    new Column("until_site_on", "DATE", "Likewise in the site's zone."),
                    new Column("load", "BIGINT", "How many there were."),
                    new Column("allowed", "BIGINT", "How many the policy in force allows."),
                    new Column("is_addition", "BOOLEAN", "It became more.")),
            Layout.AS_THEY_COME);

    private static final Set<EventType> CHANGES = EnumSet.range(EventType.ROOM_CREATED, EventType.ROOM_UNBANNED);

    /** What is limited, and the rule that says so. */
    private enum Kind {
        PARTICIPANTS("participants", "room_too_many_participants"),
        MODERATORS("moderators", "room_too_many_moderators"),
        ROOMS("rooms", "creator_too_many_rooms");

        final String word;
        final String rule;

        Kind(String word, String rule) {
            this.word = word;
            this.rule = rule;
        }

        int allowed(PlatformPolicy.Room limits) {
            return switch (this) {
                case PARTICIPANTS -> limits.maxParticipants();
                case MODERATORS -> limits.maxModerators();
                case ROOMS -> limits.maxRoomsPerCreator();
            };
        }
    }

    /** So many from an event on. */
    private record Load(Kind kind, FoldEvent event, int load, int allowed, boolean isAddition) {}

    private final FoldSettings settings;
    private final Map<Kind, Set<String>> there = new HashMap<>();
    private final Set<String> banned = new HashSet<>();
    private final List<Load> loads = new ArrayList<>();

    public RoomLimitFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        if (!CHANGES.contains(event.type())) {
            return;
        }
        String actor = event.actor().id();
        // Somebody names or bans another, unless the log only says whom it befell.
        String other =
                event.counterpart().id() == null ? actor : event.counterpart().id();
        switch (event.type()) {
            case ROOM_JOINED -> {
                banned.remove(actor);
                if (!"creator".equals(event.actor().role())) {
                    add(Kind.PARTICIPANTS, actor, event);
                }
            }
            case ROOM_LEFT -> {
                banned.remove(actor);
                remove(Kind.PARTICIPANTS, actor, event);
            }
            case ROOM_BANNED -> {
                if (other != null && remove(Kind.PARTICIPANTS, other, event)) {
                    banned.add(other);
                }
                remove(Kind.MODERATORS, other, event);
            }
            case ROOM_UNBANNED -> {
                if (banned.remove(other)) {
                    add(Kind.PARTICIPANTS, other, event);
                }
            }
            case ROOM_MODERATOR_ASSIGNED -> add(Kind.MODERATORS, other, event);
            case ROOM_MODERATOR_REMOVED -> remove(Kind.MODERATORS, other, event);
            case ROOM_CREATED -> add(Kind.ROOMS, event.threadId(), event);
            default -> {}
        }
    }

    private Set<String> all(Kind kind) {
        return there.computeIfAbsent(kind, ignored -> new HashSet<>());
    }

    /** One who is in already takes no place. */
    private void add(Kind kind, @Nullable String one, FoldEvent event) {
        if (one != null && all(kind).add(one)) {
            loads.add(load(kind, event, true));
        }
    }

    private boolean remove(Kind kind, @Nullable String one, FoldEvent event) {
        boolean wasThere = one != null && all(kind).remove(one);
        if (wasThere) {
            loads.add(load(kind, event, false));
        }
        return wasThere;
    }

    private Load load(Kind kind, FoldEvent event, boolean isAddition) {
        int allowed = kind.allowed(settings.room(event.platform(), event.at()));
        return new Load(kind, event, all(kind).size(), allowed, isAddition);
    }

    @Override
    public void finish(RowSink sink) {
        Map<Kind, Long> next = new HashMap<>();
        Deque<Runnable> rows = new ArrayDeque<>();
        for (int i = loads.size() - 1; i >= 0; i--) {
            Load load = loads.get(i);
            Long until = next.put(load.kind(), load.event().at());
            rows.push(() -> row(load, until, sink));
        }
        rows.forEach(Runnable::run);
        there.clear();
        banned.clear();
        loads.clear();
    }

    private void row(Load load, @Nullable Long until, RowSink sink) {
        FoldEvent event = load.event();
        // What lasts no millisecond was there at that one.
        Long last = until == null ? null : Long.valueOf(Math.max(event.at(), until - 1));
        sink.row(
                LOADS,
                event.platform(),
                event.brandId(),
                load.kind().word,
                load.kind() == Kind.ROOMS ? event.actor().id() : event.threadId(),
                event.at(),
                settings.brandDay(event.brandId(), event.at()),
                settings.siteDay(event.at()),
                until,
                last == null ? null : settings.brandDay(event.brandId(), last),
                last == null ? null : settings.siteDay(last),
                (long) load.load(),
                (long) load.allowed(),
                load.isAddition());
        if (load.isAddition() && load.load() > load.allowed()) {
            sink.row(
                    TABLE,
                    event.platform(),
                    event.brandId(),
                    event.threadId(),
                    load.kind().rule,
                    event.source(),
                    event.eventId(),
                    event.at(),
                    settings.brandDay(event.brandId(), event.at()),
                    settings.siteDay(event.at()),
                    (long) load.load(),
                    (long) load.allowed());
        }
    }
}
