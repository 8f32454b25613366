package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one contact did and what was done to it, in order; what several ask for is picked out once. */
final class Past {
    private static final Set<EventType> MESSAGES = EnumSet.of(
            EventType.MESSAGE_SENT, EventType.MESSAGE_DELIVERED, EventType.MESSAGE_READ, EventType.MESSAGE_PLAYED);

    final List<SimulatedEvent> all = new ArrayList<>(64);

    /** Its messages. */
    final List<SimulatedEvent> written = new ArrayList<>();

    /** What made it active. */
    final List<SimulatedEvent> active = new ArrayList<>();

    /** What is neither a message nor what became of one. */
    final List<SimulatedEvent> others = new ArrayList<>();

    /** Where any of it counts: everywhere, and at its brands. */
    final List<Scope> scopes = new ArrayList<>(2);

    private @Nullable String brand;

    void add(SimulatedEvent event, TruthRows rows) {
        all.add(event);
        if (!MESSAGES.contains(event.type)) {
            others.add(event);
        }
        if (event.isActivity()) {
            active.add(event);
            if (event.isMessage()) {
                written.add(event);
            }
        }
        String its = event.text(EventField.BRAND_ID);
        if (scopes.isEmpty() || its != null && !its.equals(brand)) {
            for (Scope scope : rows.scopes(its)) {
                if (!scopes.contains(scope)) {
                    scopes.add(scope);
                }
            }
            brand = its;
        }
    }
}
