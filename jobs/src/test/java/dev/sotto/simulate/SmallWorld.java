package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A handful of events of an agent of Verlaine and its contacts, and what is true of them. */
final class SmallWorld {
    static final Calendar CALENDAR = new Calendar(SimulationSettings.DEFAULT_START_ON, 12);
    static final Person AGENT = Person.staff("verlaine-agent-1", "agent");
    static final Person ANNA = new Person("anna", "contact", "18_plus", "declared", null);
    static final Person BEN = new Person("ben", "contact", "18_plus", "declared", null);

    private static final long START = CALENDAR.startAt() + 12 * Calendar.HOUR;

    final List<SimulatedEvent> events = new ArrayList<>();

    /** Something that happened so many hours after noon of the first Monday. */
    SimulatedEvent event(EventType type, double hours, Person actor, @Nullable Person counterpart) {
        Person contact = actor.isContact() || counterpart == null ? actor : counterpart;
        SimulatedEvent event = new SimulatedEvent(type, START + (long) (hours * Calendar.HOUR), ZoneOffset.UTC)
                .with(EventField.EVENT_ID, "e" + events.size())
                .with(EventField.SOURCE, "tiktok_business")
                .with(EventField.PLATFORM, "tiktok")
                .with(EventField.BRAND_ID, "verlaine")
                .with(EventField.THREAD_ID, "t-" + contact.id())
                .with(EventField.CONVERSATION_KIND, "one_to_one")
                .with(EventField.ACTOR, actor)
                .with(EventField.COUNTERPART, counterpart);
        events.add(event);
        return event;
    }

    SimulatedEvent sent(double hours, Person actor, Person counterpart, String kind) {
        return event(EventType.MESSAGE_SENT, hours, actor, counterpart)
                .with(EventField.KIND, kind)
                .with(EventField.MESSAGE_ID, "m" + events.size());
    }

    /** The true cells of a metric in the first bucket of a scope, by slice value; empty stands for none. */
    Map<String, TruthCell> cells(String metric, String scope) {
        Truth truth = new Truth(World.read(null), CALENDAR);
        truth.add(events);
        Map<String, TruthCell> cells = new TreeMap<>();
        new TreeMap<>(truth.cells()).forEach((key, cell) -> {
            if (key.metric().equals(metric) && key.scope().name().equals(scope)) {
                String campaign = Objects.requireNonNullElse(key.scope().campaignId(), "");
                cells.putIfAbsent(campaign + Objects.requireNonNullElse(key.sliceValue(), ""), cell);
            }
        });
        return cells;
    }

    /** Numerator, denominator and pending. */
    String ratio(String metric, String scope, String slice) {
        TruthCell cell = cells(metric, scope).get(slice);
        return cell == null ? "none" : cell.numerator + "/" + cell.denominator + "+" + cell.pending;
    }

    /** How many ended, of how many, and the median in hours. */
    String times(String metric, String scope, String slice) {
        TruthCell cell = cells(metric, scope).get(slice);
        if (cell == null || cell.durations == null) {
            return "none";
        }
        Long median = cell.durations.percentile(0.5);
        return cell.durations.size() + "/" + cell.denominator + ":"
                + (median == null ? "none" : median / (double) Calendar.HOUR);
    }
}
