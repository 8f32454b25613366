package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What surrounds the messages: composing, shares, filters of adults, wishes and rooms, by the week in which it was. */
final class HabitTruth {
    static final Set<EventType> TYPES =
            Set.of(EventType.COMPOSE_STARTED, EventType.MESSAGE_SENT, EventType.SHARE_SENT, EventType.LIVE_WISH);

    private static final int UNKNOWN = 0;
    private static final int OFF = 1;
    private static final int ON = 2;

    private final TruthRows rows;
    private final TruthSeries composing;
    private final TruthSeries shares;
    private final TruthSeries filters;
    private final TruthSeries wishes;
    private final TruthSeries rooms;

    HabitTruth(TruthRows rows) {
        this.rows = rows;
        composing = rows.weekly("compose_latency");
        shares = rows.weekly("dm_share_of_shares");
        filters = rows.weekly("filter_enabled_share");
        wishes = rows.weekly("live_wish_fulfilment");
        rooms = rows.weekly("room_participation");
    }

    void add(List<SimulatedEvent> events, Collection<Past> lives) {
        Map<String, SimulatedEvent> begun = new HashMap<>();
        Map<String, SimulatedEvent> wished = new HashMap<>();
        for (SimulatedEvent event : events) {
            switch (event.type) {
                case COMPOSE_STARTED -> begun.put(String.valueOf(event.text(EventField.COMPOSE_ID)), event);
                case MESSAGE_SENT -> composed(event, begun);
                case SHARE_SENT -> shared(event);
                case LIVE_WISH -> wished(event, wished);
                default -> {}
            }
        }
        wished.values().forEach(wish -> judge(wish, false));
        for (Past past : lives) {
            filter(past.all);
            rooms(past);
        }
    }

    private void composed(SimulatedEvent message, Map<String, SimulatedEvent> begun) {
        String id = message.text(EventField.COMPOSE_ID);
        SimulatedEvent start = id == null ? null : begun.remove(id);
        if (start != null) {
            TruthSeries ofKind = composing.slice("kind", String.valueOf(message.text(EventField.KIND)));
            for (Scope scope : rows.scopes(message.text(EventField.BRAND_ID), message.text(EventField.CAMPAIGN_ID))) {
                composing.at(scope, message.at).duration(message.at - start.at);
                ofKind.at(scope, message.at).duration(message.at - start.at);
            }
        }
    }

    private void shared(SimulatedEvent share) {
        for (Scope scope : rows.scopes(share.text(EventField.BRAND_ID))) {
            shares.at(scope, share.at).judge("dm".equals(share.text(EventField.CHANNEL)), true);
        }
    }

    /** A wish is fulfilled by a later event of its room. */
    private void wished(SimulatedEvent event, Map<String, SimulatedEvent> open) {
        String room = String.valueOf(event.text(EventField.ROOM_ID));
        boolean isMade = "made".equals(event.text(EventField.STATE));
        SimulatedEvent before = isMade ? open.put(room, event) : open.remove(room);
        if (before != null) {
            judge(before, !isMade);
        }
    }

    private void judge(SimulatedEvent wish, boolean isFulfilled) {
        for (Scope scope : rows.scopes(wish.text(EventField.BRAND_ID))) {
            wishes.at(scope, wish.at).judge(isFulfilled, true);
        }
    }

    /** Adults who were active in a week, by their last setting at its end; nobody's filter is on by default. */
    private void filter(List<SimulatedEvent> life) {
        int state = UNKNOWN;
        int week = Integer.MIN_VALUE;
        boolean isActive = false;
        Scope house = rows.scopes(null).get(0);
        for (SimulatedEvent event : life) {
            boolean isSetting = event.type == EventType.FILTER_SETTING && event.isByContact();
            Person actor = isSetting || event.isActivity() ? event.actor() : null;
            if (actor == null || !"18_plus".equals(actor.ageBand())) {
                continue;
            }
            int itsWeek = MarkedDays.monday(house.days().of(event.at));
            if (itsWeek != week && isActive) {
                filters.on(house, week).judge(state == ON, true);
                isActive = false;
            }
            week = itsWeek;
            isActive |= event.isActivity();
            if (isSetting) {
                state = event.is(EventField.ENABLED) ? ON : OFF;
            }
        }
        if (isActive) {
            filters.on(house, week).judge(state == ON, true);
        }
    }

    /** Members of a room by the weeks in which they were there, and whether they wrote; who is banned still is a member. */
    private void rooms(Past past) {
        SimulatedEvent joined = null;
        long leftAt = rows.watermark();
        for (SimulatedEvent event : past.others) {
            joined = event.type == EventType.ROOM_JOINED ? event : joined;
            leftAt = event.type == EventType.ROOM_LEFT ? event.at : leftAt;
        }
        if (joined == null) {
            return;
        }
        for (Scope scope : rows.scopes(joined.text(EventField.BRAND_ID))) {
            int from = Math.floorDiv(scope.days().of(joined.at) - 4, 7);
            for (int week = from; scope.days().beginOf(7 * week + 11) <= rows.watermark(); week++) {
                long begin = scope.days().beginOf(7 * week + 4);
                long end = scope.days().beginOf(7 * week + 11);
                if (begin >= leftAt) {
                    break;
                }
                rooms.on(scope, 7 * week + 4).judge(hasWritten(past.written, begin, end), true);
            }
        }
    }

    private static boolean hasWritten(List<SimulatedEvent> messages, long begin, long end) {
        for (SimulatedEvent event : messages) {
            if (event.at >= begin && event.at < end && event.text(EventField.ROOM_ID) != null) {
                return true;
            }
        }
        return false;
    }
}
