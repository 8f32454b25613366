package dev.sotto.report;

import dev.sotto.chart.Hue;
import java.util.Locale;
import java.util.stream.Stream;

/** The style sheet of reports on paper: a page has one ground there, so that each colour is itself. */
public final class PaperStyle {

    /** The style sheet that every report on paper carries. */
    public static final String SHEET = sheet();

    private PaperStyle() {}

    private static String sheet() {
        return Stream.of(Hue.values())
                .reduce(
                        Resource.text("paper.css"),
                        (css, hue) -> css.replace(
                                "var(--" + hue.name().toLowerCase(Locale.ROOT).replace('_', '-') + ")",
                                "#%06X".formatted(hue.light())),
                        (one, other) -> one);
    }
}
