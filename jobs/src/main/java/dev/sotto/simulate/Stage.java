package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the events of one neighbourhood happen; it gives them their ids. */
final class Stage {
    final World world;
    final Calendar calendar;
    final long neighbourhood;
    final EffectLedger ledger;
    private final List<SimulatedEvent> events = new ArrayList<>();
    private final byte[] id = new byte[24];
    private final int prefix;
    private int end;

    Stage(World world, Calendar calendar, long neighbourhood, EffectLedger ledger) {
        this.world = world;
        this.calendar = calendar;
        this.neighbourhood = neighbourhood;
        this.ledger = ledger;
        byte[] begin = (Long.toString(neighbourhood, 36) + "-").getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(begin, 0, id, 0, begin.length);
        prefix = begin.length;
        end = prefix;
    }

    /** An id that no other thing in any neighbourhood has. */
    String id() {
        count();
        return new String(id, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** The next number to the base of 36, counted in its digits: every event asks for one. */
    private void count() {
        int at = end - 1;
        while (at >= prefix && id[at] == 'z') {
            id[at--] = '0';
        }
        if (at < prefix) {
            id[prefix] = (byte) (end == prefix ? '0' : '1');
            end++;
            Arrays.fill(id, prefix + 1, end, (byte) '0');
        } else {
            id[at] = (byte) (id[at] == '9' ? 'a' : id[at] + 1);
        }
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
