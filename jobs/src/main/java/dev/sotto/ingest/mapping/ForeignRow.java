package dev.sotto.ingest.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.Reject;
import dev.sotto.ingest.record.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The cells of one foreign record by column name, whether they stood in a table's row or in a JSON object. */
public final class ForeignRow {
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, @Nullable String> values = new HashMap<>();
    private List<String> columns = List.of();
    private List<String> cells = List.of();

    /** The columns of a table; by position they can always be named 1, 2, 3 …; answers a name that stands twice. */
    @Nullable
    String columns(List<String> names) {
        columns = List.copyOf(names);
        positions.clear();
        for (int i = 0; i < names.size(); i++) {
            if (positions.put(names.get(i), i) != null) {
                return names.get(i);
            }
        }
        for (int i = 0; i < names.size(); i++) {
            positions.putIfAbsent(String.valueOf(i + 1), i);
        }
        return null;
    }

    List<String> columns() {
        return columns;
    }

    /** Take a row of a table; false if it has another number of cells than there are columns. */
    boolean take(List<String> row) {
        cells = row;
        if (columns.isEmpty()) {
            for (int i = 0; i < row.size(); i++) {
                positions.put(String.valueOf(i + 1), i);
            }
            return true;
        }
        return row.size() == columns.size();
    }

    /** Take an object; nested ones by paths such as {@code from.id}. Arrays are no cells. */
    @Nullable
    public Reject take(Line line) {
        values.clear();
        Reason encoding = StrictJson.encodingProblem(line.bytes, line.start, line.size);
        if (encoding != null) {
            return Reject.of(encoding);
        }
        try (JsonParser parser = StrictJson.parser(line.bytes, line.start, line.size)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                parser.skipChildren();
                parser.finishToken();
                return Reject.of(first != null && parser.nextToken() == null ? Reason.NOT_AN_OBJECT : Reason.NOT_JSON);
            }
            object(parser, "");
            return parser.nextToken() == null ? null : Reject.of(Reason.NOT_JSON);
        } catch (JsonProcessingException e) {
            return Reject.of(StrictJson.reason(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void object(JsonParser parser, String prefix) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix + parser.currentName();
            switch (parser.nextToken()) {
                case START_OBJECT -> object(parser, path + ".");
                case START_ARRAY -> {
                    parser.skipChildren();
                    values.put(path, null);
                }
                case VALUE_NULL -> {}
                default -> values.put(path, parser.getText());
            }
        }
    }

    /** The cell of a column; empty where the record has none. Null where it holds what is no cell. */
    @Nullable
    String cell(String column) {
        if (!cells.isEmpty()) {
            Integer position = positions.get(column);
            return position == null || position >= cells.size() ? "" : cells.get(position);
        }
        return values.containsKey(column) ? values.get(column) : "";
    }

    /** The paths of an object and their values; those that hold no cell are left out. */
    public Map<String, String> paths() {
        Map<String, String> paths = new TreeMap<>();
        values.forEach((path, value) -> {
            if (value != null) {
                paths.put(path, value);
            }
        });
        return paths;
    }

    /** Whether a table has the column at all. */
    boolean has(String column) {
        return positions.containsKey(column);
    }

    static List<String> trimmed(List<String> names) {
        List<String> trimmed = new ArrayList<>();
        names.forEach(name -> trimmed.add(name.strip()));
        return trimmed;
    }
}
