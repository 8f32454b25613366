package dev.sotto.fold;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When each person was in a creator room, what they did there, and what was promoted.
 *
 * <p>A stay is [joined, left). A ban ends it; the end of the ban begins another, unless the person has left meanwhile.
 * Whoever joins again without leaving never left.
 */
public final class RoomStayFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.room_stays",
            "One row a stay of a person in a creator room.",
            List.of(
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("room_id", "STRING", "The room."),
                    new Column("person_id", "STRING", "The member, as a pseudonym."),
                    new Column("role", "STRING", "Its role; a creator is there as the host."),
                    new Column("joined_at", "TIMESTAMP", "From then on it was there."),
                    new Column("joined_on", "DATE", "Local day of joined_at in the brand's zone."),
                    new Column("joined_site_on", "DATE", "Local day of joined_at in the site's zone."),
                    new Column("left_at", "TIMESTAMP", "Up to then, exclusive; null while it is there."),
                    new Column("left_on", "DATE", "Local day of the last millisecond before left_at; brand's zone."),
                    new Column("left_site_on", "DATE", "Likewise in the site's zone."),
                    new Column("is_banned", "BOOLEAN", "A ban ended it.")),
            Layout.AS_THEY_COME);

    public static final Table ACTS = new Table(
            "journeys.room_acts",
            "One row a creator room, person and local day: what they wrote there, reacted to and were banned.",
            List.of(
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("room_id", "STRING", "The room."),
                    new Column("person_id", "STRING", "Who did it or was banned, as a pseudonym."),
                    new Column("acted_on", "DATE", "Local day in the brand's zone."),
                    new Column("acted_site_on", "DATE", "Local day in the site's zone."),
                    new Column("posts", "BIGINT", "Messages; the platform's own notices are not among them."),
                    new Column("reactions", "BIGINT", "Reactions, without those taken back."),
                    new Column("bans", "BIGINT", "Times it was banned.")),
            Layout.AS_THEY_COME);

    public static final Table PROMOS = new Table(
            "journeys.room_promos",
            "One row a post that promotes a launch or a LIVE in a creator room.",
            List.of(
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("campaign_id", "STRING", "The campaign; null outside campaigns."),
                    new Column("room_id", "STRING", "The room."),
                    new Column("promo", "STRING", "launch or live."),
                    new Column("posted_at", "TIMESTAMP", "When it was posted."),
                    new Column("posted_on", "DATE", "Local day of posted_at in the brand's zone."),
                    new Column("posted_site_on", "DATE", "Local day of posted_at in the site's zone.")),
            Layout.AS_THEY_COME);

    private record Place(String platform, @Nullable String brandId, String room, String person) {}

    private record Day(Place place, int on, int siteOn) {}

    private record Stay(
            Place place,
            @Nullable String role,
            long joinedAt,
            @Nullable Long leftAt,
            boolean isBanned) {}

    private final FoldSettings settings;
    private final Map<Place, Stay> open = new LinkedHashMap<>();
    private final Map<Place, Stay> banned = new HashMap<>();
    private final Map<String, String> roomOfThread = new HashMap<>();
    private final List<Stay> ended = new ArrayList<>();
    private final Map<Day, long[]> acts = new LinkedHashMap<>();
    private final List<FoldEvent> promos = new ArrayList<>();

    public RoomStayFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        String room = room(event);
        if (room == null) {
            return;
        }
        String actor = event.actor().id();
        String other =
                event.counterpart().id() == null ? actor : event.counterpart().id();
        switch (event.type()) {
            case ROOM_JOINED -> joined(place(event, room, actor), event);
            case ROOM_LEFT -> left(place(event, room, actor), event);
            case ROOM_BANNED -> banned(place(event, room, other), event);
            case ROOM_UNBANNED -> unbanned(place(event, room, other), event);
            case ROOM_PROMO_POSTED -> promos.add(event);
            case MESSAGE_SENT -> count(event.isMessage() ? place(event, room, actor) : null, event, 0);
            case MESSAGE_REACTED -> count(event.isRemoved() ? null : place(event, room, actor), event, 1);
            default -> {}
        }
    }

    /** A message may not name its room; whoever is in it was seen to join the room's thread. */
    private @Nullable String room(FoldEvent event) {
        String room = event.details().work().id();
        String thread = event.threadId();
        return switch (event.type()) {
            case ROOM_JOINED, ROOM_LEFT, ROOM_BANNED, ROOM_UNBANNED, ROOM_PROMO_POSTED -> {
                if (room != null && thread != null) {
                    roomOfThread.put(thread, room);
                }
                yield room;
            }
            case MESSAGE_SENT, MESSAGE_REACTED -> {
                boolean isElsewhere = event.isOneToOne() || room == null && thread == null;
                yield isElsewhere ? null : room == null ? roomOfThread.get(thread) : room;
            }
            default -> null;
        };
    }

    private static @Nullable Place place(FoldEvent event, String room, @Nullable String person) {
        return person == null ? null : new Place(event.platform(), event.brandId(), room, person);
    }

    private void joined(@Nullable Place place, FoldEvent event) {
        if (place != null) {
            banned.remove(place);
            open.computeIfAbsent(place, ignored -> new Stay(place, event.actor().role(), event.at(), null, false));
        }
    }

    private void left(@Nullable Place place, FoldEvent event) {
        banned.remove(place);
        end(place, event, false);
    }

    private @Nullable Stay end(@Nullable Place place, FoldEvent event, boolean isBan) {
        Stay stay = open.remove(place);
        if (stay != null) {
            ended.add(new Stay(stay.place(), stay.role(), stay.joinedAt(), event.at(), isBan));
        }
        return stay;
    }

    private void banned(@Nullable Place place, FoldEvent event) {
        count(place, event, 2);
        Stay stay = end(place, event, true);
        if (stay != null) {
            banned.put(stay.place(), stay);
        }
    }

    private void unbanned(@Nullable Place place, FoldEvent event) {
        Stay before = banned.remove(place);
        if (before != null) {
            open.put(before.place(), new Stay(before.place(), before.role(), event.at(), null, false));
        }
    }

    private void count(@Nullable Place place, FoldEvent event, int act) {
        if (place != null) {
            Day day = new Day(place, settings.brandDay(event.brandId(), event.at()), settings.siteDay(event.at()));
            acts.computeIfAbsent(day, ignored -> new long[3])[act]++;
        }
    }

    @Override
    public void finish(RowSink sink) {
        ended.addAll(open.values());
        ended.forEach(stay -> row(stay, sink));
        acts.forEach((day, counts) -> sink.row(
                ACTS,
                day.place().platform(),
                day.place().brandId(),
                day.place().room(),
                day.place().person(),
                day.on(),
                day.siteOn(),
                counts[0],
                counts[1],
                counts[2]));
        for (FoldEvent promo : promos) {
            sink.row(
                    PROMOS,
                    promo.platform(),
                    promo.brandId(),
                    promo.campaignId(),
                    promo.details().work().id(),
                    promo.details().word(),
                    promo.at(),
                    settings.brandDay(promo.brandId(), promo.at()),
                    settings.siteDay(promo.at()));
        }
        open.clear();
        banned.clear();
        roomOfThread.clear();
        ended.clear();
        acts.clear();
        promos.clear();
    }

    private void row(Stay stay, RowSink sink) {
        Place place = stay.place();
        Long leftAt = stay.leftAt();
        Long last = leftAt == null ? null : Long.valueOf(Math.max(stay.joinedAt(), leftAt - 1));
        sink.row(
                TABLE,
                place.platform(),
                place.brandId(),
                place.room(),
                place.person(),
                stay.role(),
                stay.joinedAt(),
                settings.brandDay(place.brandId(), stay.joinedAt()),
                settings.siteDay(stay.joinedAt()),
                leftAt,
                last == null ? null : settings.brandDay(place.brandId(), last),
                last == null ? null : settings.siteDay(last),
                stay.isBanned());
    }
}
