package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who came back until a horizon, who used the platform again, and in which state contacts were week by week. */
final class ReturnTruth {
    static final Set<EventType> TYPES = Set.of(EventType.SESSION_STARTED);

    private static final List<Integer> HORIZONS = List.of(4, 8, 12);
    private static final int WEEK = 7;
    private static final int SILENCE = 28;

    private final TruthRows rows;
    private final TruthSeries stays;
    private final TruthSeries states;
    private final List<Returns> brands = new ArrayList<>();
    private final List<Returns> platforms = new ArrayList<>();
    private final MarkedDays weeks = new MarkedDays();

    /** Who came back in a week or after it, until a horizon. */
    private record Returns(int horizon, int week, TruthSeries series) {
        static void all(TruthSeries series, List<Returns> into) {
            for (int horizon : HORIZONS) {
                for (int week = 1; week <= horizon; week++) {
                    into.add(new Returns(horizon, week, series.slice("horizon,week", horizon + "," + week)));
                }
            }
        }
    }

    ReturnTruth(TruthRows rows) {
        this.rows = rows;
        stays = rows.weekly("time_to_churn_survival");
        states = rows.weekly("lifecycle_contacts");
        Returns.all(rows.weekly("retention_on_or_after"), brands);
        Returns.all(rows.weekly("platform_retention"), platforms);
    }

    void add(List<SimulatedEvent> events, Collection<Past> lives) {
        // Whoever becomes an ambassador uses the platform as the same person.
        Map<String, List<SimulatedEvent>> sessions = new HashMap<>();
        for (SimulatedEvent event : events) {
            Person actor = event.actor();
            if (actor != null) {
                sessions.computeIfAbsent(actor.id(), ignored -> new ArrayList<>())
                        .add(event);
            }
        }
        for (Past past : lives) {
            returns(past, sessions);
            states(past);
            stays(past);
        }
    }

    private void returns(Past past, Map<String, List<SimulatedEvent>> sessions) {
        if (past.written.isEmpty()) {
            return;
        }
        SimulatedEvent last = past.written.get(past.written.size() - 1);
        Person person = last.actor();
        long first = past.written.get(0).at;
        for (Scope scope : rows.scopes(last.text(EventField.BRAND_ID))) {
            until(brands, scope, first, past.written);
        }
        List<SimulatedEvent> used = person == null ? List.of() : sessions.getOrDefault(person.id(), List.of());
        until(platforms, rows.scopes(null).get(0), first, used);
    }

    /** Whether the last before the horizon is not before the week. */
    private void until(List<Returns> series, Scope scope, long first, List<SimulatedEvent> returns) {
        int day = scope.days().of(first);
        int horizon = 0;
        long last = 0;
        for (Returns one : series) {
            long end = first + (one.horizon() + 1) * Calendar.WEEK;
            if (one.horizon() != horizon) {
                horizon = one.horizon();
                last = lastBefore(end, returns);
            }
            boolean isBack = last >= first + one.week() * Calendar.WEEK;
            one.series().on(scope, day).judge(isBack, end <= rows.watermark());
        }
    }

    private static long lastBefore(long end, List<SimulatedEvent> returns) {
        long last = Long.MIN_VALUE;
        for (SimulatedEvent event : returns) {
            last = event.at < end ? event.at : last;
        }
        return last;
    }

    private void states(Past past) {
        for (Scope scope : past.scopes) {
            weeks.weeks(scope, past.active, event -> false);
            for (int i = 0; i < weeks.size(); i++) {
                int monday = weeks.day(i);
                boolean wasThere = i > 0 && weeks.day(i - 1) == monday - WEEK;
                count(scope, monday, i == 0 ? "new" : wasThere ? "returning" : "resurrected");
                if (i + 1 == weeks.size() || weeks.day(i + 1) != monday + WEEK) {
                    count(scope, monday + WEEK, "dormant");
                }
            }
        }
    }

    /** From the first day to the last before four weeks of silence, in days of the brand. */
    private void stays(Past past) {
        if (past.active.isEmpty()) {
            return;
        }
        long from = past.active.get(0).at;
        SimulatedEvent latest = past.active.get(past.active.size() - 1);
        String brand = latest.text(EventField.BRAND_ID);
        if (brand == null) {
            return;
        }
        List<Scope> scopes = rows.scopes(brand);
        LocalDays days = scopes.get(scopes.size() - 1).days();
        int first = days.of(from);
        int last = first;
        for (SimulatedEvent event : past.active) {
            int day = days.of(event.at);
            if (day > last + SILENCE) {
                break;
            }
            last = day;
        }
        boolean isOver = last != days.of(latest.at) || days.beginOf(last + SILENCE + 1) <= rows.watermark();
        for (Scope scope : scopes) {
            TruthCell stay = stays.at(scope, from);
            if (isOver) {
                stay.duration((last - first) * Calendar.DAY);
            } else {
                stay.waiting((last - first) * Calendar.DAY);
            }
        }
    }

    /** In weeks that are over. */
    private void count(Scope scope, int monday, String state) {
        if (scope.days().beginOf(monday + WEEK) <= rows.watermark()) {
            states.slice("state", state).on(scope, monday).count();
        }
    }
}
