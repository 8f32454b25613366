package dev.sotto.query;

import java.util.ArrayList;
import java.util.List;

/** SQL text cut into statements at its semicolons; those in quotes and comments are none. */
public final class Statements {
    private final List<String> complete = new ArrayList<>();
    private final StringBuilder rest = new StringBuilder();

    private Statements(String sql) {
        int from = 0;
        int at = 0;
        while (at < sql.length()) {
            if (sql.charAt(at) == ';') {
                add(sql.substring(from, at));
                from = ++at;
            } else {
                at = skip(sql, at);
            }
        }
        rest.append(sql, from, sql.length());
    }

    /** The statements of a text, the last one with or without its semicolon. */
    public static List<String> of(String sql) {
        Statements statements = new Statements(sql);
        statements.add(statements.rest.toString());
        return List.copyOf(statements.complete);
    }

    /** Whether a text that is being typed ends where a statement does. */
    public static boolean isComplete(String sql) {
        return new Statements(sql).rest.toString().isBlank();
    }

    private void add(String statement) {
        if (!withoutComments(statement).isBlank()) {
            complete.add(statement.strip());
        }
    }

    // The position behind whatever begins at one: a quoted text, a comment, or a single character.
    private static int skip(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            return behindQuote(sql, at, c);
        }
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end + 1;
        }
        return sql.startsWith("/*", at) ? behindComment(sql, at) : at + 1;
    }

    private static int behindQuote(String sql, int at, char quote) {
        for (int i = at + 1; i < sql.length(); i++) {
            if (sql.charAt(i) == '\\' && quote != '`') {
                i++;
            } else if (sql.charAt(i) == quote) {
                return i + 1;
            }
        }
        return sql.length();
    }

    private static int behindComment(String sql, int at) {
        int depth = 0;
        for (int i = at; i < sql.length(); i++) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (sql.startsWith("*/", i)) {
                i++;
                if (--depth == 0) {
                    return i + 1;
                }
            }
        }
        return sql.length();
    }

    private static String withoutComments(String sql) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        while (at < sql.length()) {
            int next = skip(sql, at);
            boolean isComment = sql.startsWith("--", at) || sql.startsWith("/*", at);
            kept.append(isComment ? "" : sql.substring(at, next));
            at = next;
        }
        return kept.toString();
    }
}
