package dev.sotto.chart;

import java.awt.FontMetrics;

/** What a font measures, in whole units where Java's interface allows no fraction. */
final class TypefaceMetrics extends FontMetrics {
    private static final long serialVersionUID = 1L;

    private final TypefaceFont measured;

    TypefaceMetrics(TypefaceFont font) {
        super(font);
        this.measured = font;
    }

    @Override
    public int getAscent() {
        return (int) Math.round(measured.ascent());
    }

    @Override
    public int getDescent() {
        return (int) Math.round(measured.descent());
    }

    @Override
    public int charWidth(char character) {
        return stringWidth(String.valueOf(character));
    }

    @Override
    public int charsWidth(char[] characters, int offset, int length) {
        return stringWidth(new String(characters, offset, length));
    }

    @Override
    public int stringWidth(String text) {
        return (int) Math.ceil(measured.width(text));
    }
}
