package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who bought again within ninety days, of those who had not yet a week after their first purchase. */
final class RepeatTruth {
    private static final long LANDMARK = Calendar.WEEK;
    private static final long HORIZON = 90 * Calendar.DAY;

    private final TruthRows rows;

    RepeatTruth(TruthRows rows) {
        this.rows = rows;
    }

    void add(Past past) {
        List<SimulatedEvent> purchases = new ArrayList<>();
        for (SimulatedEvent event : past.others) {
            if (event.type == EventType.ORDER_PURCHASED) {
                purchases.add(event);
            }
        }
        if (purchases.isEmpty()) {
            return;
        }
        SimulatedEvent first = purchases.get(0);
        long second = purchases.size() == 1 ? Long.MAX_VALUE : purchases.get(1).at;
        if (second <= first.at + LANDMARK) {
            return;
        }
        TruthSeries all = rows.weekly("repeat_purchase_after_dm");
        TruthSeries arm = all.slice("personal_message", isReached(past, first) ? "reached" : "not_reached");
        for (Scope scope : rows.scopes(first.text(EventField.BRAND_ID))) {
            boolean isMature = first.at + HORIZON <= rows.watermark();
            all.at(scope, first.at).judge(second <= first.at + HORIZON, isMature);
            arm.at(scope, first.at).judge(second <= first.at + HORIZON, isMature);
        }
    }

    /** Whether a personal message first came to it within the week after its first purchase. */
    private static boolean isReached(Past past, SimulatedEvent first) {
        Set<String> personal = new HashSet<>();
        for (SimulatedEvent event : past.all) {
            if (event.isOutbound() && event.is(EventField.PERSONALISED)) {
                personal.add(String.valueOf(event.text(EventField.MESSAGE_ID)));
            }
        }
        return past.all.stream()
                .filter(event -> event.type == EventType.MESSAGE_DELIVERED
                        || event.type == EventType.MESSAGE_READ
                        || event.type == EventType.MESSAGE_PLAYED)
                .filter(event -> personal.remove(String.valueOf(event.text(EventField.MESSAGE_ID))))
                .anyMatch(event -> event.at > first.at && event.at < first.at + LANDMARK);
    }
}
