package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final TruthSeries adoption;
    private final TruthSeries richDays;
    private final MarkedDays spans = new MarkedDays();

    /** By platform and format: when somebody was first told to have it. */
    private final Map<String, Long> toldAt = new TreeMap<>();

    AdoptionTruth(TruthRows rows) {
        this.rows = rows;
        adoption = rows.weekly(METRIC);
        richDays = rows.weekly("rich_active_days");
    }

    void add(Collection<Past> lives) {
        for (Past past : lives) {
            FORMATS.forEach(format -> adoption(past, format));
            richDays(past);
        }
    }

    private void adoption(Past past, String format) {
        long enabledAt = Long.MAX_VALUE;
        for (SimulatedEvent event : past.others) {
            if (event.type == EventType.FEATURE_ENABLED && format.equals(event.text(EventField.FEATURE))) {
                enabledAt = Math.min(enabledAt, event.at);
                toldAt.merge(event.text(EventField.PLATFORM) + ' ' + format, enabledAt, Math::min);
            }
        }
        if (past.written.isEmpty()) {
            return;
        }
        SimulatedEvent last = past.written.get(past.written.size() - 1);
        String platformAndFormat = last.text(EventField.PLATFORM) + ' ' + format;
        TruthSeries anybody = adoption.slice(ANYBODY, platformAndFormat);
        TruthSeries having = adoption.slice(HAVING, platformAndFormat);
        for (Scope scope : past.scopes) {
            spans.weeks(scope, past.written, event -> format.equals(event.text(EventField.KIND)));
            for (int i = 0; i < spans.size(); i++) {
                int monday = spans.day(i);
                anybody.on(scope, monday).judge(spans.isMarked(i), true);
                if (enabledAt < scope.days().beginOf(monday + 7)) {
                    having.on(scope, monday).judge(spans.isMarked(i), true);
                }
            }
        }
    }

    /** Of four weeks that end with each, the share of the days with a voice note or pack among those with anything. */
    private void richDays(Past past) {
        for (Scope scope : past.scopes) {
            spans.days(scope, past.active, AdoptionTruth::isRich);
            int next = Integer.MIN_VALUE;
            for (int i = 0; i < spans.size(); i++) {
                int monday = MarkedDays.monday(spans.day(i));
                for (next = Math.max(next, monday); next < monday + 7 * SPELL_WEEKS; next += 7) {
                    spell(scope, next);
                }
            }
        }
    }

    private static boolean isRich(SimulatedEvent event) {
        return event.isMessage() && FORMATS.contains(String.valueOf(event.text(EventField.KIND)));
    }

    private void spell(Scope scope, int monday) {
        if (scope.days().beginOf(monday) > rows.watermark()) {
            return;
        }
        int all = 0;
        int rich = 0;
        for (int i = 0; i < spans.size(); i++) {
            boolean isIn = spans.day(i) >= monday - 7 * (SPELL_WEEKS - 1) && spans.day(i) < monday + 7;
            all += isIn ? 1 : 0;
            rich += isIn && spans.isMarked(i) ? 1 : 0;
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
