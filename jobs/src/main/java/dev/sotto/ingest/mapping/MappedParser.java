package dev.sotto.ingest.mapping;

import dev.sotto.domain.EventField;
import dev.sotto.ingest.record.DerivedIds;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.LineParser;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.Reject;
import dev.sotto.ingest.record.SensitiveKeys;
import dev.sotto.ingest.record.Unicode;
import dev.sotto.ingest.record.UnusableFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a line of somebody's own table by its mapping. */
public final class MappedParser extends LineParser {
    private final Mapping mapping;
    private final Cells cells;
    private final CellValues values = new CellValues();
    private final ForeignRow row = new ForeignRow();
    private final Set<EventField> derivedIds;
    private List<FieldRule> rules;
    private List<String> unknownColumns = List.of();
    private boolean awaitsHeader;

    public MappedParser(Mapping mapping) {
        this.mapping = mapping;
        this.cells = new Cells(mapping.separator(), mapping.quoting());
        this.rules = mapping.rules();
        this.derivedIds = mapping.derivedIds();
        row.columns(mapping.columns());
        boolean isTable = mapping.format() == Mapping.Format.DELIMITED;
        this.awaitsHeader = isTable && mapping.header() == Mapping.Header.FIRST_LINE;
    }

    @Override
    public boolean takesHeader(Line line) {
        if (!awaitsHeader) {
            return false;
        }
        awaitsHeader = false;
        List<String> names = line.isTooLong || !Unicode.isUtf8(line.bytes, line.start, line.start + line.size)
                ? null
                : cells.split(line.text());
        if (names == null) {
            throw new UnusableFileException("bad_header");
        }
        String twice = row.columns(ForeignRow.trimmed(names));
        if (twice != null) {
            throw new UnusableFileException("column_named_twice");
        }
        if (mapping.isCanonical()) {
            adoptCanonicalColumns();
        } else {
            boolean lacks =
                    rules.stream().flatMap(rule -> rule.columns().stream()).anyMatch(name -> !row.has(name));
            if (lacks) {
                throw new UnusableFileException("column_of_mapping_missing");
            }
        }
        return true;
    }

    private void adoptCanonicalColumns() {
        List<FieldRule> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String column : row.columns()) {
            Target.named(column)
                    .ifPresentOrElse(target -> known.add(FieldRule.column(target, column)), () -> unknown.add(column));
        }
        if (known.stream().noneMatch(rule -> rule.target().field() == EventField.EVENT_TYPE)) {
            throw new UnusableFileException("no_column_event_type");
        }
        rules = known;
        unknown.removeIf(column -> column.isEmpty() || SensitiveKeys.matches(column));
        unknownColumns = unknown;
    }

    @Override
    protected @Nullable Reject parse(Line line, EventRecord into) {
        Reject unreadable = mapping.format() == Mapping.Format.JSON_LINES ? row.take(line) : takeRow(line);
        if (unreadable != null) {
            return unreadable;
        }
        for (Mapping.Ignored ignored : mapping.ignored()) {
            String cell = row.cell(ignored.column());
            if (cell != null && ignored.values().contains(cell)) {
                return Reject.of(Reason.IGNORED, ignored.reason());
            }
        }
        for (FieldRule rule : rules) {
            apply(rule, line, into);
        }
        for (String column : unknownColumns) {
            String cell = row.cell(column);
            if (cell != null && !cell.isEmpty() && !SensitiveKeys.looksPersonal(cell)) {
                into.attribute(column, cell);
            }
        }
        derivedIds.forEach(field -> into.put(field, DerivedIds.PENDING));
        ageBasis(EventField.ACTOR, into);
        ageBasis(EventField.COUNTERPART, into);
        return null;
    }

    private @Nullable Reject takeRow(Line line) {
        if (!Unicode.isUtf8(line.bytes, line.start, line.start + line.size)) {
            return Reject.of(Reason.BAD_UTF8);
        }
        List<String> found = cells.split(line.text());
        if (found == null) {
            return Reject.of(Reason.MALFORMED_ROW, "quotes");
        }
        return row.take(found) ? null : Reject.of(Reason.MALFORMED_ROW, "number of columns");
    }

    private void apply(FieldRule rule, Line line, EventRecord into) {
        Target target = rule.target();
        switch (rule.make()) {
            case CONSTANT -> values.put(target, String.valueOf(rule.constant()), rule.time(), into);
            case LINE_NUMBER -> values.put(target, String.valueOf(line.number), rule.time(), into);
            case UNORDERED_PAIR -> values.put(target, pair(rule.columns()), rule.time(), into);
            case COLUMN -> column(rule, into);
            case EVENT_ID -> {}
        }
    }

    private void column(FieldRule rule, EventRecord into) {
        String cell = row.cell(rule.columns().get(0));
        if (cell == null) {
            into.problem(Reason.WRONG_TYPE, rule.target().name());
            return;
        }
        if (!rule.values().isEmpty() && !cell.isEmpty()) {
            String meaning = rule.values().getOrDefault(cell, rule.otherwise());
            if (meaning == null) {
                into.problem(Reason.IMPOSSIBLE_VALUE, rule.target().name());
                return;
            }
            cell = meaning;
        }
        values.put(rule.target(), cell, rule.time(), into);
    }

    /** Both values in their order, so that either direction gives the same; empty if one is missing. */
    private String pair(List<String> columns) {
        String one = row.cell(columns.get(0));
        String two = row.cell(columns.get(1));
        if (one == null || two == null || one.isEmpty() || two.isEmpty()) {
            return "";
        }
        String low = one.compareTo(two) <= 0 ? one : two;
        String high = low.equals(one) ? two : one;
        // The length makes the pair unambiguous whatever the ids hold.
        return low.length() + ":" + low + ":" + high;
    }

    private void ageBasis(EventField field, EventRecord into) {
        if (mapping.ageBasis() != null) {
            into.put(field, Person.withAgeBasis(into.person(field), mapping.ageBasis()));
        }
    }
}
