package dev.sotto.sql;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SQL file and what its header says of the table or the units it makes.
 *
 * @param table namespace and name, which are also its path
 * @param comment what its rows are
 * @param grain columns that tell the rows of a table apart; a unit has none
 * @param reads the tables and views that it reads
 * @param text the SQL that runs
 */
public record SqlFile(String table, String comment, List<String> grain, List<String> reads, String owner, String text) {

    private static final Pattern TITLE = Pattern.compile("-- (?<name>[a-z_.]+): (?<comment>.+)");
    private static final Pattern ENTRY = Pattern.compile("-- (?<key>grain|reads|owner): +(?<value>.+)");

    public SqlFile {
        grain = List.copyOf(grain);
        reads = List.copyOf(reads);
    }

    /** Read a file whose path says that it makes this table. */
    public static SqlFile parse(String table, String text) {
        Map<String, String> entries = new TreeMap<>();
        String comment = "";
        for (String line : text.lines().takeWhile(l -> l.startsWith("--")).toList()) {
            Matcher title = TITLE.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (comment.isEmpty() && title.matches()) {
                if (!title.group("name").equals(table)) {
                    throw bug(table, "its header calls it " + title.group("name"));
                }
                comment = title.group("comment");
            } else if (entry.matches()) {
                entries.put(entry.group("key"), entry.group("value"));
            }
        }
        boolean isTable = !table.startsWith("units.");
        if (comment.isEmpty() || entries.size() != (isTable ? 3 : 2) || isTable != entries.containsKey("grain")) {
            throw bug(table, "its header lacks the sentence, the grain, the reads or the owner");
        }
        return new SqlFile(
                table,
                comment,
                isTable ? names(entries.getOrDefault("grain", "")) : List.of(),
                names(entries.getOrDefault("reads", "")),
                entries.getOrDefault("owner", ""),
                text);
    }

    /** Whether it says what a metric is: a column of units has its name, or a table gives it rows. */
    public boolean defines(String metric) {
        return table.startsWith("units.")
                ? Pattern.compile("\\bAS " + metric + "\\b").matcher(text).find()
                : text.contains("'" + metric + "'");
    }

    private static List<String> names(String value) {
        return List.of(value.split(", *"));
    }

    private static SottoException bug(String table, String why) {
        return new SottoException(Code.BUG, "Cannot use the SQL file of " + table + ": " + why + ".");
    }
}
