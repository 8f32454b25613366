package dev.sotto.report;

/**
 * One number of a page: what it is, how it changed, and its course.
 *
 * @param value the number, or in one or two words why there is none
 * @param isNumber whether the value is a number
 * @param arrow ▲ or ▼, empty without a change
 * @param direction the arrow in a word, for those who hear the page
 * @param change the size of the change, or why there is no number
 * @param tone {@code good}, {@code bad} or {@code plain}
 * @param note what it is compared with
 * @param picture its course as SVG, empty where there is none
 */
public record Tile(
        String title,
        String value,
        boolean isNumber,
        String arrow,
        String direction,
        String change,
        String tone,
        String note,
        String picture) {}
