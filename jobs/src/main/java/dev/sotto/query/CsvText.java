package dev.sotto.query;

import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer as CSV by RFC 4180: a null is an empty field, an empty text a quoted one. */
final class CsvText {
    private static final String LINE_END = "\r\n";
    private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]");

    private final Answer answer;
    private long rows;

    CsvText(Answer answer) {
        this.answer = answer;
    }

    long write(PrintStream out) {
        out.print(line(answer.columns().stream().map(Answer.Column::name).toList()));
        answer.forEach(row -> {
            out.print(line(row));
            rows++;
        });
        return rows;
    }

    private static String line(List<? extends @Nullable Object> fields) {
        return fields.stream().map(CsvText::field).collect(Collectors.joining(",", "", LINE_END));
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = ValueText.of(value);
        boolean isPlain = !text.isEmpty() && !SPECIAL.matcher(text).find();
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
