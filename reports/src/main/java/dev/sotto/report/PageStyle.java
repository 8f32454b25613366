package dev.sotto.report;

import dev.sotto.chart.Hue;
import dev.sotto.chart.Typeface;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The style sheet of web pages, whole in one text: colours of both grounds, typefaces, layout. */
public final class PageStyle {

    /** The style sheet that every page carries. */
    public static final String SHEET = fonts() + colours() + layout();

    private PageStyle() {}

    private static String fonts() {
        return Stream.of(Typeface.values()).map(WebFont::face).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String colours() {
        return ":root{color-scheme:light dark;%s}\n@media screen and (prefers-color-scheme:dark){:root{%s}}\n"
                .formatted(Hue.variables(Hue.Ground.LIGHT), Hue.variables(Hue.Ground.DARK));
    }

    private static String layout() {
        try (InputStream sheet = PageStyle.class.getResourceAsStream("page.css")) {
            return new String(Objects.requireNonNull(sheet, "page.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.BUG,
                    "Cannot read the style sheet page.css: " + e.getMessage() + ". Build the product again.",
                    e);
        }
    }
}
