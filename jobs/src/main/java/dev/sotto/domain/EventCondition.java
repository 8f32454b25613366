package dev.sotto.domain;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** What it asks for, such as {@code message.sent where direction is inbound}. */
    public String words() {
        return where.isEmpty()
                ? type.dotted()
                : type.dotted()
                        + where.entrySet().stream()
                                .map(asked -> asked.getKey() + " is " + String.join(" or ", asked.getValue()))
                                .collect(Collectors.joining(" and ", " where ", ""));
    }
}
