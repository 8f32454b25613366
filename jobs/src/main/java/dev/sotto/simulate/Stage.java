package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Where the events of one neighbourhood happen; it gives them their ids. */
final class Stage {
    final World world;
    final Calendar calendar;
    final long neighbourhood;
    final EffectLedger ledger;
    private final String prefix;
    private final List<SimulatedEvent> events = new ArrayList<>();
    private int ids;

    Stage(World world, Calendar calendar, long neighbourhood, EffectLedger ledger) {
        this.world = world;
        this.calendar = calendar;
        this.neighbourhood = neighbourhood;
        this.ledger = ledger;
        prefix = Long.toString(neighbourhood, 36) + "-";
    }

    /** An id that no other thing in any neighbourhood has. */
    String id() {
        return prefix + Integer.toString(ids++, 36);
    }

    SimulatedEvent event(EventType type, long at, ZoneId zone, String source, String platform) {
        SimulatedEvent event = new SimulatedEvent(type, at, zone)
                .with(EventField.EVENT_ID, id())
                .with(EventField.SOURCE, source)
                .with(EventField.PLATFORM, platform);
        events.add(event);
        return event;
    }

    List<SimulatedEvent> events() {
        return events;
    }

    /** Whether this neighbourhood is one of every so many; the first always is. */
    boolean isOneIn(int every) {
        return every > 0 && neighbourhood % every == 0;
    }
}
