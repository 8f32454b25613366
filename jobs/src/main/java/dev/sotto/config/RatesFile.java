package dev.sotto.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.domain.ExchangeRate;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code rates.csv}: a header, a rate a line, and comments after {@code #}. */
final class RatesFile {
    private static final List<String> COLUMNS = List.of("day", "currency", "rate");

    private RatesFile() {}

    static List<ExchangeRate> read(Path path) {
        List<String> lines = YamlFile.text(path).lines().toList();
        List<ExchangeRate> rates = new ArrayList<>();
        Map<List<Object>, Integer> seen = new HashMap<>();
        boolean headed = false;
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            YamlFile row = row(path, number, line);
            if (!headed) {
                headed = true;
                checkHeader(row, line);
                continue;
            }
            FileSchema.RATES.check(row);
            ExchangeRate rate = rate(Entry.of(row));
            Integer before = seen.putIfAbsent(List.of(rate.day(), rate.currency()), number);
            if (before != null) {
                throw Entry.of(row)
                        .refusal(
                                "currency",
                                "has a rate of that day on line " + before + " already",
                                "Keep one of them.");
            }
            rates.add(rate);
        }
        return rates;
    }

    private static void checkHeader(YamlFile row, String line) {
        if (!List.of(line.split("\\s*,\\s*", -1)).equals(COLUMNS)) {
            throw row.refusal(
                    JsonPointer.empty(), "the header is '" + Shown.text(line) + "'", "Write day,currency,rate.");
        }
    }

    // One row has the shape of a file, so that the same check words what is wrong with it.
    private static YamlFile row(Path path, int number, String line) {
        String[] cells = line.split(",", -1);
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.length; i++) {
            row.put(i < COLUMNS.size() ? COLUMNS.get(i) : "column " + (i + 1), cells[i].strip());
        }
        return new YamlFile(path, row, Map.of("", number));
    }

    private static ExchangeRate rate(Entry row) {
        if (row.text("currency").equals("EUR")) {
            throw row.refusal("currency", "is EUR, which the others are quoted in", "Remove the row.");
        }
        return new ExchangeRate(
                row.value("day", LocalDate::parse), row.text("currency"), row.value("rate", BigDecimal::new));
    }
}
