package dev.sotto.chart;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;

/** A typeface at a size, as charts ask for it: measured from our own file and never looked up on the machine. */
final class TypefaceFont extends Font {
    private static final long serialVersionUID = 1L;

    private final Typeface typeface;

    TypefaceFont(Typeface typeface, double size) {
        super("Inter", Font.PLAIN, (int) Math.round(size));
        this.typeface = typeface;
        this.pointSize = (float) size;
    }

    Typeface typeface() {
        return typeface;
    }

    double width(String text) {
        return typeface.width(text, pointSize);
    }

    double ascent() {
        return typeface.ascent(pointSize);
    }

    double descent() {
        return typeface.descent(pointSize);
    }

    @Override
    public Rectangle2D getStringBounds(String text, FontRenderContext context) {
        return new Rectangle2D.Double(0, -ascent(), width(text), ascent() + descent());
    }

    @Override
    public LineMetrics getLineMetrics(String text, FontRenderContext context) {
        return new Line(text.length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TypefaceFont font && font.typeface == typeface && font.pointSize == pointSize;
    }

    @Override
    public int hashCode() {
        return typeface.hashCode() * 31 + Float.hashCode(pointSize);
    }

    /** The height of a line, which is the same for every text. */
    private final class Line extends LineMetrics {
        private final int characters;

        Line(int characters) {
            this.characters = characters;
        }

        @Override
        public int getNumChars() {
            return characters;
        }

        @Override
        public float getAscent() {
            return (float) ascent();
        }

        @Override
        public float getDescent() {
            return (float) descent();
        }

        @Override
        public float getLeading() {
            return 0;
        }

        @Override
        public float getHeight() {
            return (float) (ascent() + descent());
        }

        @Override
        public int getBaselineIndex() {
            return Font.ROMAN_BASELINE;
        }

        @Override
        public float[] getBaselineOffsets() {
            return new float[] {0, 0, 0};
        }

        @Override
        public float getStrikethroughOffset() {
            return (float) -ascent() / 3;
        }

        @Override
        public float getStrikethroughThickness() {
            return 1;
        }

        @Override
        public float getUnderlineOffset() {
            return 1;
        }

        @Override
        public float getUnderlineThickness() {
            return 1;
        }
    }
}
