package dev.sotto.chart;

import dev.sotto.domain.SottoException;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A weight of the typeface that charts and pages are set in, read from its own TrueType file, so that text measures the same
 * on every machine and a host without any font can draw.
 */
public enum Typeface {
    REGULAR(400),
    MEDIUM(500),
    SEMIBOLD(600);

    private static final int HEADER = 12;
    private static final int DIRECTORY_ENTRY = 16;

    private final int weight;
    private final byte[] file;
    private final int unitsPerEm;
    private final int ascent;
    private final int descent;
    private final char[] glyphs = new char[Character.MAX_VALUE + 1];
    private final int[] advances;
    private final Outlines outlines;

    Typeface(int weight) {
        this.weight = weight;
        this.file = read(name().toLowerCase(Locale.ROOT));
        Map<String, ByteBuffer> tables = tables(file);
        unitsPerEm = table(tables, "head").getShort(18);
        ByteBuffer horizontal = table(tables, "hhea");
        ascent = horizontal.getShort(4);
        descent = -horizontal.getShort(6);
        advances = new int[horizontal.getShort(34)];
        ByteBuffer metrics = table(tables, "hmtx");
        for (int glyph = 0; glyph < advances.length; glyph++) {
            advances[glyph] = Short.toUnsignedInt(metrics.getShort(glyph * 4));
        }
        mapCharacters(table(tables, "cmap"));
        boolean hasLongPlaces = table(tables, "head").getShort(50) == 1;
        outlines = new Outlines(table(tables, "glyf"), table(tables, "loca"), hasLongPlaces);
    }

    /** Its weight as CSS counts it, 400 to 600. */
    public int weight() {
        return weight;
    }

    /** A copy of its TrueType file, to embed in a document. */
    public byte[] file() {
        return file.clone();
    }

    /** How wide a line of text is at a size, in the unit of that size. */
    public double width(String text, double size) {
        long units = 0;
        for (int i = 0; i < text.length(); i++) {
            units += advances[Math.min(glyphs[text.charAt(i)], advances.length - 1)];
        }
        return units * size / unitsPerEm;
    }

    /** A line of text as a shape, with its left end at a point of the base line. */
    Shape outline(String text, double size, double x, double y) {
        Path2D line = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double scale = size / unitsPerEm;
        double at = x;
        for (int i = 0; i < text.length(); i++) {
            int glyph = glyphs[text.charAt(i)];
            line.append(
                    new AffineTransform(scale, 0, 0, -scale, at, y).createTransformedShape(outlines.glyph(glyph)),
                    false);
            at += width(text.substring(i, i + 1), size);
        }
        return line;
    }

    double ascent(double size) {
        return ascent * size / unitsPerEm;
    }

    double descent(double size) {
        return descent * size / unitsPerEm;
    }

    /** Whether it has a glyph for a character. */
    boolean covers(char character) {
        return glyphs[character] != 0;
    }

    /** Fill the map of characters from the segments of a format 4 subtable. */
    private void mapCharacters(ByteBuffer cmap) {
        int at = cmap.getInt(8);
        int segments = cmap.getShort(at + 6) / 2;
        int ends = at + 14;
        int starts = ends + segments * 2 + 2;
        int deltas = starts + segments * 2;
        int offsets = deltas + segments * 2;
        for (int segment = 0; segment < segments; segment++) {
            int first = cmap.getChar(starts + segment * 2);
            int last = cmap.getChar(ends + segment * 2);
            int delta = cmap.getShort(deltas + segment * 2);
            int offset = cmap.getChar(offsets + segment * 2);
            for (int character = first; character <= last && character < Character.MAX_VALUE; character++) {
                int glyph = character;
                if (offset != 0) {
                    glyph = cmap.getChar(offsets + segment * 2 + offset + (character - first) * 2);
                }
                glyphs[character] = offset != 0 && glyph == 0 ? 0 : (char) (glyph + delta);
            }
        }
    }

    private static Map<String, ByteBuffer> tables(byte[] file) {
        ByteBuffer font = ByteBuffer.wrap(file);
        Map<String, ByteBuffer> tables = new HashMap<>();
        for (int i = 0; i < font.getShort(4); i++) {
            int entry = HEADER + i * DIRECTORY_ENTRY;
            String tag = new String(file, entry, 4, StandardCharsets.US_ASCII);
            tables.put(tag, font.slice(font.getInt(entry + 8), font.getInt(entry + 12)));
        }
        return tables;
    }

    private static ByteBuffer table(Map<String, ByteBuffer> tables, String tag) {
        return Objects.requireNonNull(tables.get(tag), tag);
    }

    private static byte[] read(String name) {
        String resource = "inter-" + name + ".ttf";
        try (InputStream stream = Typeface.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(stream, resource).readAllBytes();
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.BUG,
                    "Cannot read the typeface " + resource + ": " + e.getMessage() + ". Build the product again.",
                    e);
        }
    }
}
