package dev.sotto.query;

/** Text as one line that is safe on a terminal: control and direction characters are written out as escapes. */
public final class Printable {
    private Printable() {}

    /** The text with every such character written as an escape. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> line.append(escape(c));
                default -> line.appendCodePoint(c);
            }
        });
        return line.toString();
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(java.util.Locale.ROOT, "\\u{%x}", c);
        };
    }
}
