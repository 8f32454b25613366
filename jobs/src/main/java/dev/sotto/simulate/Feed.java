package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What feeds do to events on their way into the log: they come late, twice, out of order, or broken. */
final class Feed {
    private static final byte[] BLANK = {};
    private static final int INDEX_BITS = 22;

    private final World.Dirt dirt;
    private final Calendar calendar;
    private final boolean canBeSpoiled;
    private final boolean canBeBroken;
    private final Spoiler spoiler = new Spoiler();
    private long[] places = new long[1 << 12];
    private @Nullable SimulatedEvent[] events = new SimulatedEvent[1 << 12];
    private byte[][] broken = new byte[1 << 12][];
    private int size;
    private LogCounts counts = new LogCounts();

    /** Takes a record as it arrived: an event, or the bytes of what is none. */
    interface Arrival {
        void take(long receivedAt, @Nullable SimulatedEvent event, byte[] broken);
    }

    Feed(World world, Calendar calendar, SimulationSettings.Format format) {
        this.dirt = world.dirt();
        this.calendar = calendar;
        this.canBeSpoiled = format.webhook().isEmpty();
        this.canBeBroken = format == SimulationSettings.Format.JSONL;
    }

    /** Take the events of a neighbourhood; chance decides what becomes of them. */
    void take(List<SimulatedEvent> happened, Dice dice) {
        for (SimulatedEvent event : happened) {
            take(event, dice);
        }
    }

    private void take(SimulatedEvent event, Dice dice) {
        boolean isLate = dice.chance(dirt.late());
        long lag = isLate ? Calendar.DAY + dice.minutes(1800, 0.7) : 100L * dice.between(1, 30);
        long receivedAt = Math.min(event.at + lag, calendar.endAt());
        if (receivedAt - event.at > Calendar.DAY) {
            counts.late++;
        }
        counts.accept(event.type);
        conflicts(event);
        put(receivedAt, event, BLANK);
        if (dice.chance(dirt.duplicate())) {
            long again = receivedAt + (dice.chance(0.5) ? dice.seconds(1, 400) : dice.minutes(4000, 0.6));
            counts.duplicates++;
            put(Math.min(again, calendar.endAt()), event, BLANK);
        }
        breaks(event, receivedAt, dice);
    }

    /** The same lots fall in every format, so that all formats hold the same events; only JSON Lines hold what is broken. */
    private void breaks(SimulatedEvent event, long receivedAt, Dice dice) {
        if (canBeSpoiled && Spoiler.canSpoil(event) && dice.chance(dirt.malformed())) {
            Spoiler.Fault fault = Spoiler.Fault.drawn(dice);
            if (canBeBroken) {
                counts.reject(fault.reason());
                put(receivedAt + 1, null, spoiler.spoil(event, fault));
            }
        }
        if (dice.chance(dirt.blank()) && canBeBroken) {
            counts.blank++;
            put(receivedAt + 2, null, BLANK);
        }
    }

    /** Rules that an event contradicts although it was accepted. */
    private void conflicts(SimulatedEvent event) {
        if (event.type != EventType.MESSAGE_SENT || !"tiktok".equals(event.text(EventField.PLATFORM))) {
            return;
        }
        if (event.number(EventField.VOICE_MS) > 60_000) {
            counts.conflict("voice_too_long");
        }
        if (event.value(EventField.MEDIA) instanceof List<?> media && media.size() > 9) {
            counts.conflict("pack_too_large");
        }
        Person actor = event.actor();
        if (actor != null && "under_16".equals(actor.ageBand())) {
            counts.conflict("under_16");
        }
    }

    private void put(long receivedAt, @Nullable SimulatedEvent event, byte[] bytes) {
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
            events = Arrays.copyOf(events, 2 * size);
            broken = Arrays.copyOf(broken, 2 * size);
        }
        places[size] = (receivedAt - calendar.startAt()) << INDEX_BITS | size;
        events[size] = event;
        broken[size] = bytes;
        size++;
    }

    int size() {
        return size;
    }

    /**
     * Hand everything on in the order of arrival, and forget it; answers what was counted since the last time.
     *
     * <p>Small numbers are sorted, arrival and place, rather than records: equal arrivals keep their order.
     */
    LogCounts drain(Arrival arrival) {
        Arrays.sort(places, 0, size);
        for (int i = 0; i < size; i++) {
            int index = (int) (places[i] & ((1 << INDEX_BITS) - 1));
            arrival.take((places[i] >> INDEX_BITS) + calendar.startAt(), events[index], broken[index]);
        }
        Arrays.fill(events, 0, size, null);
        Arrays.fill(broken, 0, size, BLANK);
        size = 0;
        LogCounts counted = counts;
        counts = new LogCounts();
        return counted;
    }
}
