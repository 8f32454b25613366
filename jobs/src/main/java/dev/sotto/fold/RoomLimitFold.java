package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events took a creator room, or a creator's rooms, beyond a limit of the policy in force: only their order tells.
 *
 * <p>It is given the events of one room, or the rooms that one creator made. A room's id stands where the thread's does.
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
            Layout.sortedBy("occurred_at", "room_id"));

    private static final Set<EventType> CHANGES = EnumSet.range(EventType.ROOM_CREATED, EventType.ROOM_UNBANNED);

    private record Conflict(FoldEvent event, String rule, int reached, int allowed) {}

    private final FoldSettings settings;
    private final Set<String> participants = new HashSet<>();
    private final Set<String> moderators = new HashSet<>();
    private final Set<String> rooms = new HashSet<>();
    private final List<Conflict> conflicts = new ArrayList<>();

    public RoomLimitFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        if (!CHANGES.contains(event.type())) {
            return;
        }
        PlatformPolicy.Room limits = settings.room(event.platform(), event.at());
        String actor = event.actor().id();
        // Somebody names or bans another, unless the log only says whom it befell.
        String other =
                event.counterpart().id() == null ? actor : event.counterpart().id();
        switch (event.type()) {
            case ROOM_JOINED -> add(participants, actor, "room_too_many_participants", limits.maxParticipants(), event);
            case ROOM_LEFT -> participants.remove(actor);
            case ROOM_BANNED -> {
                participants.remove(other);
                moderators.remove(other);
            }
            case ROOM_MODERATOR_ASSIGNED ->
                add(moderators, other, "room_too_many_moderators", limits.maxModerators(), event);
            case ROOM_MODERATOR_REMOVED -> moderators.remove(other);
            case ROOM_CREATED ->
                add(rooms, event.threadId(), "creator_too_many_rooms", limits.maxRoomsPerCreator(), event);
            default -> {}
        }
    }

    /** One who is in already takes no place. */
    private void add(Set<String> all, @Nullable String one, String rule, int most, FoldEvent event) {
        if (one != null && all.add(one) && all.size() > most) {
            conflicts.add(new Conflict(event, rule, all.size(), most));
        }
    }

    @Override
    public void finish(RowSink sink) {
        for (Conflict conflict : conflicts) {
            FoldEvent event = conflict.event();
            sink.row(
                    TABLE,
                    event.platform(),
                    event.brandId(),
                    event.threadId(),
                    conflict.rule(),
                    event.source(),
                    event.eventId(),
                    event.at(),
                    settings.brandDay(event.brandId(), event.at()),
                    settings.siteDay(event.at()),
                    (long) conflict.reached(),
                    (long) conflict.allowed());
        }
        participants.clear();
        moderators.clear();
        rooms.clear();
        conflicts.clear();
    }
}
