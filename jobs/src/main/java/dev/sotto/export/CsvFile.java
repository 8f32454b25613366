package dev.sotto.export;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Partner's rows as a CSV file: RFC 4180, UTF-8, numbers bare, an empty field where there is nothing.
 *
 * <p>A text that a spreadsheet could take for a formula begins with an apostrophe there, and stays as it is in Parquet.
 */
final class CsvFile {
    static final String NAME = "results.csv";

    private static final String LINE_END = "\r\n";
    // After what a spreadsheet trims: the signs of a formula and their full-width twins.
    private static final Pattern FORMULA = Pattern.compile(
            "^(?:[\\t\\r\\n\\x00]|[\\p{Z}\\p{C}\\s]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20])", Pattern.DOTALL);
    private static final Pattern SPECIAL = Pattern.compile("[\",;|'\\p{C}\\p{Z}\\s]");

    private CsvFile() {}

    /** The whole file, or a failure where a text is none that UTF-8 can hold. */
    static byte[] bytes(List<PartnerRow> rows) throws CharacterCodingException {
        StringBuilder text = new StringBuilder(Arrays.stream(PartnerColumn.values())
                        .map(PartnerColumn::column)
                        .collect(Collectors.joining(",")))
                .append(LINE_END);
        rows.forEach(row -> text.append(line(row)).append(LINE_END));
        ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    /** A row as the file has it, without the end of the line. */
    static String line(PartnerRow row) {
        List<String> fields = new ArrayList<>();
        for (PartnerColumn column : PartnerColumn.values()) {
            fields.add(field(column.of(row)));
        }
        return String.join(",", fields);
    }

    private static String field(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof Double number) {
            BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
            return exact.signum() == 0 ? "0" : exact.toPlainString();
        }
        return cell instanceof Long || cell instanceof LocalDate ? cell.toString() : text(cell.toString());
    }

    private static String text(String text) {
        boolean isFormula = FORMULA.matcher(text).find();
        if (!isFormula && !text.isEmpty() && !SPECIAL.matcher(text).find()) {
            return text;
        }
        return '"' + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
