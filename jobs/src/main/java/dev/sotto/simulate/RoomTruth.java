package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How full creator rooms were, how often somebody was banned there, and who bought after a post that promotes. */
final class RoomTruth {
    private static final long BUYS_WITHIN = 7 * Calendar.DAY;
    private static final long PER_THOUSAND = 1000;
    private static final int MOST_PARTICIPANTS = 300;
    private static final int MOST_MODERATORS = 5;
    private static final int MOST_ROOMS = 20;

    static final Set<EventType> TYPES = Stream.concat(
                    EnumSet.range(EventType.ROOM_CREATED, EventType.ROOM_PROMO_POSTED).stream(),
                    Stream.of(EventType.MESSAGE_SENT, EventType.ORDER_PURCHASED))
            .collect(Collectors.toUnmodifiableSet());

    /** Who is in something now, and how many were after each change. */
    private final class Crowd {
        final String rule;
        final int most;
        final Set<String> there = new HashSet<>();
        private final List<SimulatedEvent> changes = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();

        Crowd(String rule, int most) {
            this.rule = rule;
            this.most = most;
        }

        void joins(@Nullable String one, SimulatedEvent event) {
            if (one != null && there.add(one)) {
                changed(event);
                policy.check(rule, event, event.at, there.size() <= most);
            }
        }

        boolean leaves(@Nullable String one, SimulatedEvent event) {
            boolean wasThere = there.remove(one);
            if (wasThere) {
                changed(event);
            }
            return wasThere;
        }

        private void changed(SimulatedEvent event) {
            changes.add(event);
            sizes.add(there.size());
        }

        /** The most of each week, up to the last for which the log is complete. */
        void peaks(TruthSeries series) {
            if (changes.isEmpty()) {
                return;
            }
            for (Scope scope : rows.scopes(changes.get(0).text(EventField.BRAND_ID))) {
                Map<Integer, Integer> peaks = new TreeMap<>();
                for (int i = 0; i < sizes.size(); i++) {
                    long from = changes.get(i).at;
                    long until = i + 1 < sizes.size() ? changes.get(i + 1).at : rows.watermark();
                    for (int week = week(scope, from); week <= week(scope, Math.max(from, until - 1)); week++) {
                        peaks.merge(week, sizes.get(i), Math::max);
                    }
                }
                peaks.forEach((week, peak) -> series.on(scope, 7 * week + 4).ratio(peak, most));
            }
        }
    }

    /** A room while it is told of. */
    private final class Members {
        final Crowd participants = new Crowd("room_participants", MOST_PARTICIPANTS);
        final Crowd moderators = new Crowd("room_moderators", MOST_MODERATORS);
        final Set<String> banned = new HashSet<>();
    }

    private final TruthRows rows;
    private final PolicyTruth policy;
    private final TruthSeries bans;
    private final TruthSeries promos;
    private final TruthSeries places;
    private final TruthSeries moderation;
    private final TruthSeries ofCreators;

    RoomTruth(TruthRows rows, PolicyTruth policy) {
        this.rows = rows;
        this.policy = policy;
        bans = rows.weekly("room_ban_rate");
        promos = rows.weekly("room_promo_conversion_rate");
        places = rows.weekly("room_occupancy");
        moderation = rows.weekly("room_moderator_occupancy");
        ofCreators = rows.weekly("creator_room_occupancy");
    }

    private static int week(Scope scope, long at) {
        return Math.floorDiv(scope.days().of(at) - 4, 7);
    }

    void add(List<SimulatedEvent> events) {
        Map<String, Members> rooms = new LinkedHashMap<>();
        Map<String, Crowd> creators = new LinkedHashMap<>();
        for (SimulatedEvent event : events) {
            String room = event.text(EventField.ROOM_ID);
            if (room == null) {
                continue;
            }
            if (event.type == EventType.ROOM_CREATED) {
                creators.computeIfAbsent(actor(event), ignored -> new Crowd("creator_rooms", MOST_ROOMS))
                        .joins(room, event);
            }
            Members members = rooms.computeIfAbsent(room, ignored -> new Members());
            if (event.type == EventType.ROOM_PROMO_POSTED) {
                promoted(event, members.participants.there, events);
            }
            count(event);
            move(members, event);
        }
        creators.values().forEach(crowd -> crowd.peaks(ofCreators));
        rooms.values().forEach(members -> members.participants.peaks(places));
        rooms.values().forEach(members -> members.moderators.peaks(moderation));
    }

    private static String actor(SimulatedEvent event) {
        Person actor = event.actor();
        return actor == null ? "" : actor.id();
    }

    private static @Nullable String other(SimulatedEvent event) {
        Person other = event.counterpart();
        return other == null ? null : other.id();
    }

    /** Whoever is banned takes no place, nor moderates, until the ban ends; then it is back unless it left meanwhile. */
    private static void move(Members members, SimulatedEvent event) {
        switch (event.type) {
            case ROOM_JOINED -> {
                members.banned.remove(actor(event));
                members.participants.joins(actor(event), event);
            }
            case ROOM_LEFT -> {
                members.banned.remove(actor(event));
                members.participants.leaves(actor(event), event);
            }
            case ROOM_BANNED -> {
                if (members.participants.leaves(other(event), event)) {
                    members.banned.add(String.valueOf(other(event)));
                }
                members.moderators.leaves(other(event), event);
            }
            case ROOM_UNBANNED -> {
                if (members.banned.remove(other(event))) {
                    members.participants.joins(other(event), event);
                }
            }
            case ROOM_MODERATOR_ASSIGNED -> members.moderators.joins(other(event), event);
            case ROOM_MODERATOR_REMOVED -> members.moderators.leaves(other(event), event);
            default -> {}
        }
    }

    private void count(SimulatedEvent event) {
        int banned = event.type == EventType.ROOM_BANNED ? 1 : 0;
        int posted = event.isMessage() ? 1 : 0;
        if (banned + posted > 0) {
            for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID))) {
                bans.at(scope, event.at).ratio(PER_THOUSAND * banned, posted);
            }
        }
    }

    /** Of those who are there, who buys anything of the brand within a week. */
    private void promoted(SimulatedEvent post, Set<String> present, List<SimulatedEvent> events) {
        String brand = String.valueOf(post.text(EventField.BRAND_ID));
        Set<String> buyers = new HashSet<>();
        for (SimulatedEvent event : events) {
            boolean isInTime = event.at > post.at && event.at <= post.at + BUYS_WITHIN;
            if (isInTime && event.type == EventType.ORDER_PURCHASED && brand.equals(event.text(EventField.BRAND_ID))) {
                buyers.add(actor(event));
            }
        }
        boolean isMature = post.at + BUYS_WITHIN <= rows.watermark();
        TruthSeries ofKind = promos.slice("promo", String.valueOf(post.text(EventField.PROMO)));
        for (String member : present) {
            for (Scope scope : rows.scopes(brand)) {
                promos.at(scope, post.at).judge(buyers.contains(member), isMature);
                ofKind.at(scope, post.at).judge(buyers.contains(member), isMature);
            }
        }
    }
}
