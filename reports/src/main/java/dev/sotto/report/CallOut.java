package dev.sotto.report;

/**
 * Something that a reader should not miss: its name, and the rest of the sentence.
 *
 * @param tone {@code alert} or {@code plain}
 */
public record CallOut(String head, String body, String tone) {}
