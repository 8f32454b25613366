package dev.sotto.kernel;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order to draw the answer of a cell, such as {@code %%chart line x=week_of y=reply_rate unit=percent}.
 *
 * @param columns the column for each part of the chart, by the part's name
 * @param title what the chart shows, for those who hear it; empty for what its columns are called
 */
record ChartOrder(ChartKind kind, Map<String, String> columns, Unit unit, String title) {

    /** How values are written. */
    enum Unit {
        NUMBER,
        /** A share of 1, written as percent. */
        PERCENT
    }

    private static final String MAGIC = "%%chart";
    private static final Pattern WORD = Pattern.compile("(\\w+)=(\"[^\"]*\"|'[^']*'|[^\\s\"']+)|(\\S+)");

    ChartOrder {
        columns = Map.copyOf(columns);
    }

    /** What a line that begins with a percent sign orders. */
    static ChartOrder of(String line) {
        String[] words = line.strip().split("\\s+", 3);
        if (!words[0].equals(MAGIC)) {
            throw refusal(
                    "'" + words[0] + "' is nothing that a cell can begin with", "Begin with " + MAGIC + " or SQL");
        }
        if (words.length == 1) {
            throw refusal("it is not said which", "Write " + MAGIC + " and one of " + ChartKind.words());
        }
        ChartKind kind = ChartKind.of(words[1])
                .orElseThrow(() -> refusal("there is no kind '" + words[1] + "'", "Take one of " + ChartKind.words()));
        return of(kind, words.length == 3 ? words[2] : "");
    }

    private static ChartOrder of(ChartKind kind, String options) {
        Map<String, String> columns = new LinkedHashMap<>();
        Unit unit = Unit.NUMBER;
        String title = "";
        Matcher words = WORD.matcher(options);
        while (words.find()) {
            if (words.group(1) == null) {
                throw refusal("'" + words.group() + "' is no name=value", usage(kind));
            }
            String value = unquoted(words.group(2));
            switch (words.group(1)) {
                case "title" -> title = value;
                case "unit" -> unit = unit(value);
                default -> {
                    if (!kind.parts().contains(words.group(1))) {
                        throw refusal("a " + kind.word() + " chart knows no '" + words.group(1) + "'", usage(kind));
                    }
                    columns.put(words.group(1), value);
                }
            }
        }
        for (String part : kind.needed()) {
            if (!columns.containsKey(part)) {
                throw refusal("a " + kind.word() + " chart needs " + part + "=COLUMN", usage(kind));
            }
        }
        return new ChartOrder(kind, columns, unit, title);
    }

    private static Unit unit(String word) {
        return switch (word) {
            case "number" -> Unit.NUMBER;
            case "percent" -> Unit.PERCENT;
            default -> throw refusal("there is no unit '" + word + "'", "Take number, or percent for shares of 1");
        };
    }

    private static String unquoted(String value) {
        char first = value.charAt(0);
        return first == '"' || first == '\'' ? value.substring(1, value.length() - 1) : value;
    }

    private static String usage(ChartKind kind) {
        return "Write " + MAGIC + " " + kind.usage() + " [unit=percent] [title=\"…\"]";
    }

    /** The column of a part, where it is given. */
    Optional<String> column(String part) {
        return Optional.ofNullable(columns.get(part));
    }

    /** That a chart cannot be drawn. */
    static SottoException refusal(String why, String remedy) {
        return new SottoException(Code.USE, "Cannot draw the chart: " + why + ". " + remedy + ".");
    }
}
