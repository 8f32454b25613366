package dev.sotto.domain;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which events are meant: of a type, with certain values.
 *
 * @param name what it is called among others
 * @param where by column of {@code log.events}: the values of which the event has one
 */
public record EventCondition(String name, EventType type, Map<String, List<String>> where) implements Serializable {

    public EventCondition {
        Map<String, List<String>> copy = new TreeMap<>();
        where.forEach((column, values) -> copy.put(column, List.copyOf(values)));
        where = copy;
    }
}
