package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.List;

/** How many messages there were, by kind, and how many contacts were active. */
final class MessageTruth {
    private static final String SENT = "messages_sent";
    private static final String ACTIVE = "active_contacts";

    private final TruthRows rows;

    MessageTruth(TruthRows rows) {
        this.rows = rows;
    }

    void add(List<SimulatedEvent> events) {
        TruthRows.Distinct active = rows.new Distinct();
        for (SimulatedEvent event : events) {
            String brand = event.text(EventField.BRAND_ID);
            if (Truth.isMessage(event)) {
                for (Scope scope : rows.scopes(brand, event.text(EventField.CAMPAIGN_ID))) {
                    rows.count(rows.day(SENT, scope, event.at));
                    rows.count(rows.week(SENT, scope, event.at));
                    rows.count(rows.week(SENT, scope, event.at, "kind", event.text(EventField.KIND)));
                }
            }
            Person actor = event.actor();
            if (actor != null && isActivity(event)) {
                for (Scope scope : rows.scopes(brand)) {
                    active.see(rows.day(ACTIVE, scope, event.at), actor.id());
                    active.see(rows.week(ACTIVE, scope, event.at), actor.id());
                }
            }
        }
    }

    private static boolean isActivity(SimulatedEvent event) {
        return Truth.isByContact(event)
                && switch (event.type) {
                    case MESSAGE_SENT -> Truth.isMessage(event);
                    case MESSAGE_REACTED -> !event.is(EventField.REMOVED);
                    case LINK_CLICKED, MESSAGE_PLAYED -> true;
                    default -> false;
                };
    }
}
