package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the nudity filter looked at and hit, and how often access was denied for age. */
final class SafetyTruth {
    static final Set<EventType> TYPES = Set.of(EventType.FILTER_SCANNED, EventType.FILTER_HIT, EventType.ACCESS_DENIED);

    private static final String HITS = "filter_hit_rate";
    private static final String DENIALS = "age_denials";

    private static final class Check {
        final SimulatedEvent first;
        final Map<String, Long> scanned = new LinkedHashMap<>();
        final Map<String, Set<Long>> hit = new LinkedHashMap<>();

        Check(SimulatedEvent first) {
            this.first = first;
        }
    }

    private final TruthRows rows;

    SafetyTruth(TruthRows rows) {
        this.rows = rows;
    }

    void add(List<SimulatedEvent> events) {
        Map<String, Check> checks = new LinkedHashMap<>();
        for (SimulatedEvent event : events) {
            if (event.type == EventType.ACCESS_DENIED) {
                denied(event);
            } else {
                String message = String.valueOf(event.text(EventField.MESSAGE_ID));
                String side = String.valueOf(event.text(EventField.SIDE));
                Check check = checks.computeIfAbsent(message, ignored -> new Check(event));
                if (event.type == EventType.FILTER_SCANNED) {
                    check.scanned.merge(side, event.number(EventField.ITEMS), Math::max);
                } else {
                    check.hit.computeIfAbsent(side, ignored -> new TreeSet<>()).add(event.number(EventField.POSITION));
                }
            }
        }
        checks.values().forEach(this::check);
    }

    private void check(Check check) {
        SimulatedEvent first = check.first;
        long scanned =
                check.scanned.values().stream().mapToLong(Long::longValue).max().orElse(0);
        long hit = check.hit.values().stream().flatMap(Set::stream).distinct().count();
        for (Scope scope : rows.scopes(first.text(EventField.BRAND_ID), first.text(EventField.CAMPAIGN_ID))) {
            rows.week(HITS, scope, first.at).ratio(hit, scanned);
            check.scanned.forEach((side, items) -> {
                long hits = check.hit.getOrDefault(side, Set.of()).size();
                rows.weekly(HITS).slice("side", side).at(scope, first.at).ratio(hits, items);
            });
        }
    }

    /** Denials have no person, so nobody is left out. */
    private void denied(SimulatedEvent event) {
        if ("under_16".equals(event.text(EventField.REASON))) {
            rows.scopes(null).forEach(scope -> denial(scope, event));
            denial(rows.platform(event.text(EventField.PLATFORM)), event);
        }
    }

    private void denial(Scope scope, SimulatedEvent event) {
        rows.day(DENIALS, scope, event.at).count();
        rows.week(DENIALS, scope, event.at).count();
    }
}
