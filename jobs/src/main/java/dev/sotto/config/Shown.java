package dev.sotto.config;

import com.fasterxml.jackson.databind.JsonNode;

/** A value of a file as a message shows it: on one line, and not endless. */
final class Shown {
    private static final int LONGEST = 80;

    private Shown() {}

    static String value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.textValue().isEmpty() ? "empty" : "'" + text(node.textValue()) + "'";
            case ARRAY -> "a list";
            case OBJECT -> "a group of keys";
            case NULL, MISSING -> "empty";
            default -> node.asText();
        };
    }

    static String text(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
