package dev.sotto.ingest;

import dev.sotto.domain.SottoException;
import dev.sotto.ingest.file.CheckedInput;
import dev.sotto.ingest.file.InputFile;
import dev.sotto.ingest.file.InputFiles;
import dev.sotto.ingest.file.ParquetRows;
import dev.sotto.ingest.file.Survey;
import dev.sotto.ingest.file.UnpackedInput;
import dev.sotto.ingest.mapping.Cells;
import dev.sotto.ingest.mapping.ForeignRow;
import dev.sotto.ingest.mapping.Mapping;
import dev.sotto.ingest.record.Cut;
import dev.sotto.ingest.record.Frames;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.LineSplitter;
import dev.sotto.ingest.record.Unicode;
import dev.sotto.ingest.record.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The first rows of somebody's table, cut into columns in the way that fits them best.
 *
 * @param separator a word as a mapping writes it; empty for JSON Lines
 * @param columns the values of each column, by name; positions where there is no header
 */
record TableSample(Mapping.Format format, String separator, Mapping.Header header, Map<String, List<String>> columns) {
    private static final int MAX_ROWS = 2_000;

    private static final Map<String, String> SEPARATORS = separators();

    private static Map<String, String> separators() {
        Map<String, String> separators = new LinkedHashMap<>();
        separators.put("tab", "\t");
        separators.put("comma", ",");
        separators.put("semicolon", ";");
        separators.put("pipe", "|");
        separators.put("space", " ");
        separators.put("whitespace", "whitespace");
        return separators;
    }

    /** Read the beginning of a file. */
    static TableSample of(Path path) {
        List<Line> lines = new ArrayList<>();
        if (!Files.isRegularFile(path)) {
            throw unusable(path, "there is no such file");
        }
        // Any text will do here, so the mapping is one that asks nothing of the name.
        InputFiles.Candidate candidate = new InputFiles.Candidate(path, Mapping.canonicalTable(","), null, List.of());
        try {
            InputFile file = Survey.of(candidate);
            if (file.reading().cut() == Cut.ROWS) {
                try (ParquetRows rows = ParquetRows.open(file.place())) {
                    take(rows, lines);
                }
            } else {
                try (CheckedInput in = new Part(0, file, Part.WHOLE).open()) {
                    take(new LineSplitter(UnpackedInput.of(in, file)), lines);
                }
            }
        } catch (UnusableFileException e) {
            throw unusable(path, "it was refused as " + e.code());
        } catch (IOException e) {
            throw unusable(path, "reading it failed");
        }
        if (lines.isEmpty()) {
            throw unusable(path, "it holds no text in UTF-8");
        }
        return lines.get(0).bytes[0] == '{' ? jsonLines(lines) : delimited(path, lines);
    }

    private static void take(Frames frames, List<Line> into) throws IOException {
        while (into.size() < MAX_ROWS && frames.next()) {
            Line line = frames.line();
            boolean isText = !line.isTooLong && Unicode.isUtf8(line.bytes, line.start, line.start + line.size);
            if (isText && !line.isBlank()) {
                into.add(copy(line));
            }
        }
    }

    private static Line copy(Line line) {
        Line copy = new Line();
        copy.bytes = Arrays.copyOfRange(line.bytes, line.start, line.start + line.size);
        copy.size = line.size;
        return copy;
    }

    private static TableSample jsonLines(List<Line> lines) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        ForeignRow row = new ForeignRow();
        for (Line line : lines) {
            if (row.take(line) == null) {
                row.paths()
                        .forEach((path, value) -> columns.computeIfAbsent(path, name -> new ArrayList<>())
                                .add(value));
            }
        }
        return new TableSample(Mapping.Format.JSON_LINES, "", Mapping.Header.NONE, columns);
    }

    private static TableSample delimited(Path path, List<Line> lines) {
        List<String> texts = lines.stream().map(Line::text).toList();
        String best = "";
        List<List<String>> rows = List.of();
        for (Map.Entry<String, String> separator : SEPARATORS.entrySet()) {
            List<List<String>> cut = cut(texts, separator.getValue());
            if (!cut.isEmpty()
                    && (best.isEmpty() || cut.get(0).size() > rows.get(0).size())) {
                best = separator.getKey();
                rows = cut;
            }
        }
        if (best.isEmpty()) {
            throw unusable(path, "no separator cuts its lines into the same number of columns");
        }
        boolean hasHeader = isHeader(rows);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rows.get(0).size(); i++) {
            names.add(hasHeader ? rows.get(0).get(i).strip() : String.valueOf(i + 1));
        }
        Map<String, List<String>> columns = new LinkedHashMap<>();
        names.forEach(name -> columns.put(name, new ArrayList<>()));
        for (List<String> row : rows.subList(hasHeader ? 1 : 0, rows.size())) {
            for (int i = 0; i < names.size(); i++) {
                columns.computeIfAbsent(names.get(i), name -> new ArrayList<>()).add(row.get(i));
            }
        }
        Mapping.Header header = hasHeader ? Mapping.Header.FIRST_LINE : Mapping.Header.NONE;
        return new TableSample(Mapping.Format.DELIMITED, best, header, columns);
    }

    /** The rows that have as many cells as the first; none where that is one cell, or where few rows have it. */
    private static List<List<String>> cut(List<String> texts, String separator) {
        Cells cells = new Cells(separator, Mapping.Quoting.DOUBLE);
        List<List<String>> rows = new ArrayList<>();
        for (String text : texts) {
            List<String> row = cells.split(text);
            if (row != null && (rows.isEmpty() || row.size() == rows.get(0).size())) {
                rows.add(row);
            }
        }
        boolean fits = !rows.isEmpty() && rows.get(0).size() > 1 && rows.size() >= texts.size() * 0.9;
        return fits ? rows : List.of();
    }

    /** Whether the first row holds names: words that differ, are no numbers or times, and do not come again below. */
    private static boolean isHeader(List<List<String>> rows) {
        List<String> first = rows.get(0);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < first.size(); i++) {
            String name = first.get(i).strip();
            if (name.isEmpty() || !names.add(name) || !name.matches("[\\p{L}_][\\p{L}\\p{N}_ .\\-/()]*")) {
                return false;
            }
            for (List<String> row : rows.subList(1, rows.size())) {
                if (row.get(i).strip().equals(name)) {
                    return false;
                }
            }
        }
        return true;
    }

    Set<String> names() {
        return new LinkedHashSet<>(columns.keySet());
    }

    private static SottoException unusable(Path path, String why) {
        return new SottoException(
                SottoException.Code.DATA,
                "Cannot propose a mapping for " + InputFiles.shown(path) + ": " + why
                        + ". Give a delimited table or JSON Lines, packed with gzip or zstd or not at all.");
    }
}
