package dev.sotto.simulate;

import dev.sotto.domain.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The events of a neighbourhood by their types, so that whoever counts a few of them does not pass by all the others. */
final class ByType {
    private final Map<Set<EventType>, List<SimulatedEvent>> lists = new HashMap<>();
    private final List<List<List<SimulatedEvent>>> listsOfType = new ArrayList<>();
    private List<SimulatedEvent> all = List.of();

    ByType() {
        for (int i = 0; i < EventType.values().length; i++) {
            listsOfType.add(new ArrayList<>());
        }
    }

    /** Hold these events and no others. */
    void take(List<SimulatedEvent> events) {
        all = events;
        lists.values().forEach(List::clear);
        for (SimulatedEvent event : events) {
            for (List<SimulatedEvent> list : listsOfType.get(event.type.ordinal())) {
                list.add(event);
            }
        }
    }

    /** Those of some types, in the order of all; the list is filled anew when others are taken. */
    List<SimulatedEvent> of(Set<EventType> types) {
        return lists.computeIfAbsent(types, wanted -> {
            List<SimulatedEvent> list = new ArrayList<>();
            wanted.forEach(type -> listsOfType.get(type.ordinal()).add(list));
            all.stream().filter(event -> wanted.contains(event.type)).forEach(list::add);
            return list;
        });
    }
}
