package dev.sotto.report;

import dev.sotto.chart.Hue;
import dev.sotto.chart.Typeface;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The style sheet of web pages, whole in one text: colours of both grounds, typefaces, layout. */
public final class PageStyle {

    /** The style sheet that every page carries. */
    public static final String SHEET = fonts() + colours() + Resource.text("page.css");

    private PageStyle() {}

    private static String fonts() {
        return Stream.of(Typeface.values()).map(WebFont::face).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String colours() {
        return ":root{color-scheme:light dark;%s}\n@media screen and (prefers-color-scheme:dark){:root{%s}}\n"
                .formatted(Hue.variables(Hue.Ground.LIGHT), Hue.variables(Hue.Ground.DARK));
    }
}
