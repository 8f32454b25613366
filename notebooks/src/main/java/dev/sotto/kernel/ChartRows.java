package dev.sotto.kernel;

import dev.sotto.query.Answer;
import dev.sotto.query.ValueText;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a chart is drawn of, by the columns that its order names.
 *
 * @param rows as values of plain Java
 */
record ChartRows(ChartOrder order, List<Answer.Column> columns, List<List<@Nullable Object>> rows) {

    ChartRows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The words of a part, one a row. */
    List<String> words(String part) {
        return values(part)
                .map(value -> value.map(ValueText::of).orElse("NULL"))
                .toList();
    }

    /** The numbers of a part, one a row, empty where there is NULL; without such a column all are empty. */
    List<OptionalDouble> numbers(String part) {
        if (order.column(part).isEmpty()) {
            return rows.stream().map(row -> OptionalDouble.empty()).toList();
        }
        return values(part)
                .map(value ->
                        value.map(each -> OptionalDouble.of(number(part, each))).orElseGet(OptionalDouble::empty))
                .toList();
    }

    /** The numbers of a part of which none may be missing. */
    List<Double> known(String part) {
        return numbers(part).stream()
                .map(number -> number.orElseThrow(() -> ChartOrder.refusal(
                        "column '" + named(part) + "' has a NULL", "Leave such rows out with WHERE … IS NOT NULL")))
                .toList();
    }

    /** The same, of which none may be below zero. */
    List<OptionalDouble> sizes(String part) {
        List<OptionalDouble> numbers = numbers(part);
        if (numbers.stream().anyMatch(number -> number.orElse(0) < 0)) {
            throw ChartOrder.refusal(
                    "column '" + named(part) + "' goes below zero, from where a "
                            + order.kind().word() + " chart measures",
                    "Draw intervals or contributions, or take other numbers");
        }
        return numbers;
    }

    /** The different words of a part, in the order of the rows. */
    List<String> different(String part) {
        return words(part).stream().distinct().toList();
    }

    /** What the column of a part is called. */
    String named(String part) {
        return order.column(part).orElse("");
    }

    private Stream<Optional<Object>> values(String part) {
        int column = column(named(part));
        return rows.stream().map(row -> Optional.ofNullable(row.get(column)));
    }

    private int column(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw ChartOrder.refusal(
                "the answer has no column '" + name + "'",
                "Take one of " + columns.stream().map(Answer.Column::name).collect(Collectors.joining(", ")));
    }

    private double number(String part, Object value) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw ChartOrder.refusal(
                "column '" + named(part) + "' holds something that is no number",
                "Name a column of numbers, or CAST it");
    }

    /** The numbers by the words of one part and of another; where two rows have the same, there is no telling which counts. */
    Map<List<String>, OptionalDouble> by(String one, String other, List<OptionalDouble> numbers) {
        List<String> ones = words(one);
        List<String> others = order.column(other).isPresent() ? words(other) : Collections.nCopies(rows.size(), "");
        Map<List<String>, OptionalDouble> found = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            List<String> place = List.of(ones.get(row), others.get(row));
            if (found.put(place, numbers.get(row)) != null) {
                throw ChartOrder.refusal(
                        "there are several rows of " + String.join(" ", place).strip(),
                        "Put them together with GROUP BY");
            }
        }
        return found;
    }
}
