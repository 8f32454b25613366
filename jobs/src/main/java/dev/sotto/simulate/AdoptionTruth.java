package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which formats contacts use of those that they have, and on how many of their days. */
final class AdoptionTruth {
    private static final String METRIC = "format_adoption";
    private static final List<String> FORMATS = List.of("voice_note", "media_pack");
    private static final int SPELL_WEEKS = 4;
    private static final double PARTS = 1e9;

    /** Those who are known to have a format, and all, are counted apart: which of them count is known at the end. */
    private static final String HAVING = "having";

    private static final String ANYBODY = "anybody";

    private final TruthRows rows;
    private final TruthSeries richDays;

    /** By platform and format: when somebody was first told to have it. */
    private final Map<String, Long> toldAt = new TreeMap<>();

    AdoptionTruth(TruthRows rows) {
        this.rows = rows;
        richDays = rows.weekly("rich_active_days");
    }

    void add(Collection<List<SimulatedEvent>> lives) {
        for (List<SimulatedEvent> life : lives) {
            FORMATS.forEach(format -> adoption(life, format));
            richDays(life);
        }
    }

    private void adoption(List<SimulatedEvent> life, String format) {
        long enabledAt = Long.MAX_VALUE;
        String platform = "";
        Map<Scope, Map<Integer, Boolean>> writers = new HashMap<>();
        for (SimulatedEvent event : life) {
            if (event.type == EventType.FEATURE_ENABLED && format.equals(event.text(EventField.FEATURE))) {
                enabledAt = Math.min(enabledAt, event.at);
                toldAt.merge(event.text(EventField.PLATFORM) + ' ' + format, enabledAt, Math::min);
            } else if (Truth.isMessage(event) && Truth.isByContact(event)) {
                platform = String.valueOf(event.text(EventField.PLATFORM));
                boolean isUsing = format.equals(event.text(EventField.KIND));
                for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID))) {
                    int week = Math.floorDiv(scope.days().of(event.at) - 4, 7);
                    writers.computeIfAbsent(scope, ignored -> new TreeMap<>()).merge(week, isUsing, Boolean::logicalOr);
                }
            }
        }
        String platformAndFormat = platform + ' ' + format;
        long hasItFrom = enabledAt;
        writers.forEach((scope, weeks) -> weeks.forEach((week, isUsing) -> {
            int monday = 7 * week + 4;
            TruthSeries series = rows.weekly(METRIC);
            series.slice(ANYBODY, platformAndFormat).on(scope, monday).judge(isUsing, true);
            if (hasItFrom < scope.days().beginOf(monday + 7)) {
                series.slice(HAVING, platformAndFormat).on(scope, monday).judge(isUsing, true);
            }
        }));
    }

    /** Of four weeks that end with each, the share of the days with a voice note or pack among those with anything. */
    private void richDays(List<SimulatedEvent> life) {
        Map<Scope, Map<Integer, Boolean>> days = new HashMap<>();
        for (SimulatedEvent event : life) {
            if (MessageTruth.isActivity(event)) {
                boolean isRich =
                        Truth.isMessage(event) && FORMATS.contains(String.valueOf(event.text(EventField.KIND)));
                for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID))) {
                    days.computeIfAbsent(scope, ignored -> new TreeMap<>())
                            .merge(scope.days().of(event.at), isRich, Boolean::logicalOr);
                }
            }
        }
        days.forEach((scope, active) -> {
            Set<Integer> weeks = new HashSet<>();
            active.keySet().forEach(day -> {
                for (int later = 0; later < SPELL_WEEKS; later++) {
                    weeks.add(Math.floorDiv(day - 4, 7) + later);
                }
            });
            weeks.forEach(week -> spell(scope, active, 7 * week + 4));
        });
    }

    private void spell(Scope scope, Map<Integer, Boolean> active, int monday) {
        if (scope.days().beginOf(monday) > rows.watermark()) {
            return;
        }
        int all = 0;
        int rich = 0;
        for (Map.Entry<Integer, Boolean> day : active.entrySet()) {
            boolean isIn = day.getKey() >= monday - 7 * (SPELL_WEEKS - 1) && day.getKey() < monday + 7;
            all += isIn ? 1 : 0;
            rich += isIn && day.getValue() ? 1 : 0;
        }
        if (scope.days().beginOf(monday + 7) <= rows.watermark()) {
            richDays.on(scope, monday).mean((double) rich / all, PARTS);
        } else {
            richDays.on(scope, monday).judge(false, false);
        }
    }

    void add(AdoptionTruth other) {
        other.toldAt.forEach((key, at) -> toldAt.merge(key, at, Math::min));
    }

    /** Put the adoption of each format in place of what was counted: of those who have it, of all where nobody was told. */
    void resolve(Map<TruthKey, TruthCell> cells) {
        Map<TruthKey, TruthCell> counted = new HashMap<>(cells);
        counted.keySet().removeIf(key -> !key.metric().equals(METRIC));
        cells.keySet().removeAll(counted.keySet());
        counted.forEach((key, cell) -> {
            String platformAndFormat = String.valueOf(key.sliceValue());
            boolean isTold = toldAt.getOrDefault(platformAndFormat, Long.MAX_VALUE)
                    < key.scope().days().beginOf(key.startOn() + 7);
            if ((isTold ? HAVING : ANYBODY).equals(key.slice())) {
                String format = platformAndFormat.substring(platformAndFormat.indexOf(' ') + 1);
                cells.computeIfAbsent(
                                new TruthKey(METRIC, key.scope(), key.period(), key.startOn(), "kind", format),
                                ignored -> new TruthCell())
                        .add(cell);
            }
        });
    }
}
