package dev.sotto.query;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkThrowable;
import org.jspecify.annotations.Nullable;

/** What Spark says of a wrong statement, as one line with its place: no class names, no plans, no states. */
final class SqlError {
    private static final Pattern PLACE = Pattern.compile("\\(?line (\\d+),? pos (\\d+)\\)?");
    private static final Pattern NOISE = Pattern.compile("^\\s*\\[[A-Z0-9_.]+\\]\\s*|\\s*SQLSTATE: \\w+;?");

    private SqlError() {}

    /** The error as one that a person can act on; an error that is not the statement's own stays as it is. */
    static RuntimeException of(Throwable error) {
        Throwable told = told(error);
        if (told instanceof SottoException known) {
            return known;
        }
        if (told instanceof SparkThrowable spark && spark.getCondition() != null) {
            return new SottoException(Code.USE, "Cannot run the statement: " + sentence(spark, told), error);
        }
        return error instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(error);
    }

    // What Sotto has said already, or else the innermost cause that Spark has a word for: what failed in a task, and
    // not that a stage was given up for it.
    private static Throwable told(Throwable error) {
        Throwable told = error;
        for (Throwable at = error; at != null; at = at.getCause()) {
            if (at instanceof SottoException) {
                return at;
            }
            if (at instanceof SparkThrowable spark && spark.getCondition() != null) {
                told = at;
            }
        }
        return told;
    }

    private static String sentence(SparkThrowable spark, Throwable error) {
        String message = error.getMessage() == null ? spark.getCondition() : error.getMessage();
        String first = NOISE.matcher(firstParagraph(message)).replaceAll("");
        String what = PLACE.matcher(first).replaceAll("").strip().replaceAll("[.;,\\s]+$", "");
        String place = place(spark, message);
        return what.replaceAll("\\s+", " ") + place + ". " + remedy(spark.getCondition()) + ".";
    }

    private static String firstParagraph(String message) {
        String text = message.strip();
        int end = text.length();
        for (String mark : new String[] {"\n\n", "\n== SQL", ";\n'", "\n\tat "}) {
            int at = text.indexOf(mark);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return text.substring(0, end);
    }

    private static String place(SparkThrowable spark, String message) {
        Matcher told = PLACE.matcher(message);
        if (told.find()) {
            return words(Integer.parseInt(told.group(1)), Integer.parseInt(told.group(2)) + 1);
        }
        QueryContext context = firstContext(spark);
        return context == null || context.fragment().isBlank() ? "" : ", at '" + context.fragment() + "'";
    }

    private static @Nullable QueryContext firstContext(SparkThrowable spark) {
        QueryContext[] contexts = spark.getQueryContext();
        return contexts == null || contexts.length == 0 ? null : contexts[0];
    }

    private static String words(int line, int column) {
        return String.format(Locale.ROOT, " (line %d, column %d)", line, column);
    }

    private static String remedy(String condition) {
        if (condition.startsWith("UNRESOLVED_COLUMN")) {
            return "DESCRIBE the table to see its columns";
        }
        if (condition.startsWith("TABLE_OR_VIEW_NOT_FOUND")) {
            return "SHOW TABLES lists what there is";
        }
        if (condition.startsWith("DIVIDE_BY_ZERO")) {
            return "Use try_divide where a divisor can be 0";
        }
        if (condition.startsWith("CAST_INVALID_INPUT")) {
            return "Use try_cast where a value can be of another kind";
        }
        return "Correct it there and try again";
    }
}
