package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Who came back until a horizon, who used the platform again, and in which state contacts were week by week. */
final class ReturnTruth {
    private static final List<Integer> HORIZONS = List.of(4, 8, 12);
    private static final int WEEK = 7;
    private static final int SILENCE = 28;

    /** Epoch day 4 was the first Monday. */
    private static final int MONDAY = 4;

    private final TruthRows rows;

    ReturnTruth(TruthRows rows) {
        this.rows = rows;
    }

    void add(List<SimulatedEvent> events, Collection<List<SimulatedEvent>> lives) {
        // Whoever becomes an ambassador uses the platform as the same person.
        Map<String, List<Long>> sessions = new HashMap<>();
        for (SimulatedEvent event : events) {
            Person actor = event.actor();
            if (event.type == EventType.SESSION_STARTED && actor != null) {
                sessions.computeIfAbsent(actor.id(), ignored -> new ArrayList<>())
                        .add(event.at);
            }
        }
        for (List<SimulatedEvent> life : lives) {
            returns(life, sessions);
            states(life);
            stays(life);
        }
    }

    private void returns(List<SimulatedEvent> life, Map<String, List<Long>> sessions) {
        List<Long> written = new ArrayList<>();
        String brand = null;
        String person = null;
        for (SimulatedEvent event : life) {
            if (Truth.isMessage(event) && Truth.isByContact(event)) {
                written.add(event.at);
                brand = event.text(EventField.BRAND_ID);
                Person actor = event.actor();
                person = actor == null ? person : actor.id();
            }
        }
        if (written.isEmpty()) {
            return;
        }
        for (Scope scope : rows.scopes(brand)) {
            until("retention_on_or_after", scope, written.get(0), written);
        }
        until("platform_retention", rows.scopes(null).get(0), written.get(0), sessions.getOrDefault(person, List.of()));
    }

    private void until(String metric, Scope scope, long first, List<Long> returns) {
        for (int horizon : HORIZONS) {
            long end = first + (horizon + 1) * Calendar.WEEK;
            for (int week = 1; week <= horizon; week++) {
                long begin = first + week * Calendar.WEEK;
                boolean isBack = returns.stream().anyMatch(at -> at >= begin && at < end);
                rows.weekly(metric)
                        .slice("horizon,week", horizon + "," + week)
                        .at(scope, first)
                        .judge(isBack, end <= rows.watermark());
            }
        }
    }

    private void states(List<SimulatedEvent> life) {
        Map<Scope, NavigableSet<Integer>> active = new HashMap<>();
        for (SimulatedEvent event : life) {
            if (MessageTruth.isActivity(event)) {
                for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID))) {
                    active.computeIfAbsent(scope, ignored -> new TreeSet<>())
                            .add(Math.floorDiv(scope.days().of(event.at) - MONDAY, WEEK));
                }
            }
        }
        active.forEach((scope, weeks) -> {
            for (int week : weeks) {
                boolean wasThere = weeks.contains(week - 1);
                count(scope, week, week == weeks.first() ? "new" : wasThere ? "returning" : "resurrected");
                if (!weeks.contains(week + 1)) {
                    count(scope, week + 1, "dormant");
                }
            }
        });
    }

    /** From the first day to the last before four weeks of silence, in days of the brand. */
    private void stays(List<SimulatedEvent> life) {
        NavigableSet<Long> moments = new TreeSet<>();
        String brand = null;
        for (SimulatedEvent event : life) {
            if (MessageTruth.isActivity(event)) {
                moments.add(event.at);
                brand = event.text(EventField.BRAND_ID);
            }
        }
        if (brand == null) {
            return;
        }
        List<Scope> scopes = rows.scopes(brand);
        LocalDays days = scopes.get(scopes.size() - 1).days();
        int first = days.of(moments.first());
        int last = first;
        for (long at : moments) {
            if (days.of(at) > last + SILENCE) {
                break;
            }
            last = days.of(at);
        }
        boolean isOver = last != days.of(moments.last()) || days.beginOf(last + SILENCE + 1) <= rows.watermark();
        for (Scope scope : scopes) {
            TruthCell stay = rows.week("time_to_churn_survival", scope, moments.first());
            if (isOver) {
                stay.duration((last - first) * Calendar.DAY);
            } else {
                stay.waiting((last - first) * Calendar.DAY);
            }
        }
    }

    /** In weeks that are over. */
    private void count(Scope scope, int week, String state) {
        int monday = WEEK * week + MONDAY;
        if (scope.days().beginOf(monday + WEEK) <= rows.watermark()) {
            rows.weekly("lifecycle_contacts")
                    .slice("state", state)
                    .on(scope, monday)
                    .count();
        }
    }
}
