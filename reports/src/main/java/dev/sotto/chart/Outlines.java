package dev.sotto.chart;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The outlines of a TrueType file's glyphs, so that a host without any font can draw letters. */
final class Outlines {
    private static final int ON_CURVE = 1;
    private static final int SHORT_X = 2;
    private static final int SHORT_Y = 4;
    private static final int REPEATED = 8;
    private static final int SAME_X = 16;
    private static final int SAME_Y = 32;
    private static final int WORDS = 1;
    private static final int OFFSETS = 2;
    private static final int SCALED = 8;
    private static final int MORE = 32;
    private static final int SCALED_APART = 64;
    private static final int SCALED_WHOLLY = 128;
    private static final double FIXED = 16384;

    private final ByteBuffer glyphs;
    private final ByteBuffer places;
    private final boolean hasLongPlaces;
    private final Map<Integer, Path2D> read = new ConcurrentHashMap<>();

    Outlines(ByteBuffer glyphs, ByteBuffer places, boolean hasLongPlaces) {
        this.glyphs = glyphs;
        this.places = places;
        this.hasLongPlaces = hasLongPlaces;
    }

    /** A glyph in units of its typeface, upwards from the base line; read once, and not to be changed. */
    Path2D glyph(int glyph) {
        Path2D known = read.get(glyph);
        if (known == null) {
            known = path(glyph);
            read.put(glyph, known);
        }
        return known;
    }

    private Path2D path(int glyph) {
        int from = place(glyph);
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        if (place(glyph + 1) == from) {
            return path;
        }
        int contours = glyphs.getShort(from);
        if (contours < 0) {
            addParts(path, from + 10);
        } else {
            addContours(path, from + 10, contours);
        }
        return path;
    }

    private int place(int glyph) {
        return hasLongPlaces ? places.getInt(glyph * 4) : places.getChar(glyph * 2) * 2;
    }

    private void addParts(Path2D path, int start) {
        int at = start;
        int flags;
        do {
            flags = glyphs.getChar(at);
            int part = glyphs.getChar(at + 2);
            at += 4;
            boolean words = (flags & WORDS) != 0;
            double dx = words ? glyphs.getShort(at) : glyphs.get(at);
            double dy = words ? glyphs.getShort(at + 2) : glyphs.get(at + 1);
            at += words ? 4 : 2;
            double[] m = {1, 0, 0, 1};
            if ((flags & SCALED) != 0) {
                m[0] = m[3] = glyphs.getShort(at) / FIXED;
                at += 2;
            } else if ((flags & SCALED_APART) != 0) {
                m[0] = glyphs.getShort(at) / FIXED;
                m[3] = glyphs.getShort(at + 2) / FIXED;
                at += 4;
            } else if ((flags & SCALED_WHOLLY) != 0) {
                for (int i = 0; i < m.length; i++) {
                    m[i] = glyphs.getShort(at + 2 * i) / FIXED;
                }
                at += 8;
            }
            boolean isMoved = (flags & OFFSETS) != 0;
            Shape placed = new AffineTransform(m[0], m[1], m[2], m[3], isMoved ? dx : 0, isMoved ? dy : 0)
                    .createTransformedShape(glyph(part));
            path.append(placed, false);
        } while ((flags & MORE) != 0);
    }

    private void addContours(Path2D path, int start, int contours) {
        int points = glyphs.getChar(start + (contours - 1) * 2) + 1;
        int at = start + contours * 2;
        at += 2 + glyphs.getChar(at);
        int[] flags = new int[points];
        for (int i = 0; i < points; i++) {
            flags[i] = glyphs.get(at++) & 0xFF;
            if ((flags[i] & REPEATED) != 0) {
                int times = glyphs.get(at++) & 0xFF;
                for (; times > 0; times--, i++) {
                    flags[i + 1] = flags[i];
                }
            }
        }
        int[] xs = new int[points];
        at = coordinates(xs, flags, SHORT_X, SAME_X, at);
        int[] ys = new int[points];
        coordinates(ys, flags, SHORT_Y, SAME_Y, at);
        int first = 0;
        for (int contour = 0; contour < contours; contour++) {
            int last = glyphs.getChar(start + contour * 2);
            addContour(path, flags, xs, ys, first, last);
            first = last + 1;
        }
    }

    private int coordinates(int[] values, int[] flags, int isShort, int isSame, int start) {
        int at = start;
        int value = 0;
        for (int i = 0; i < values.length; i++) {
            if ((flags[i] & isShort) != 0) {
                int step = glyphs.get(at++) & 0xFF;
                value += (flags[i] & isSame) != 0 ? step : -step;
            } else if ((flags[i] & isSame) == 0) {
                value += glyphs.getShort(at);
                at += 2;
            }
            values[i] = value;
        }
        return at;
    }

    /** Between two points off the curve lies one on it, in their middle. */
    private static void addContour(Path2D path, int[] flags, int[] xs, int[] ys, int first, int last) {
        int count = last - first + 1;
        if (count < 2) {
            return;
        }
        int start = first;
        while (start <= last && (flags[start] & ON_CURVE) == 0) {
            start++;
        }
        boolean hasStart = start <= last;
        int from = hasStart ? start : first;
        double x = hasStart ? xs[from] : (xs[first] + xs[last]) / 2.0;
        double y = hasStart ? ys[from] : (ys[first] + ys[last]) / 2.0;
        path.moveTo(x, y);
        for (int i = hasStart ? 1 : 0; i <= count; i++) {
            int point = first + (from - first + i) % count;
            if (i == count && !hasStart) {
                break;
            }
            if ((flags[point] & ON_CURVE) != 0) {
                path.lineTo(xs[point], ys[point]);
                continue;
            }
            int next = first + (point - first + 1) % count;
            boolean isOn = (flags[next] & ON_CURVE) != 0;
            path.quadTo(
                    xs[point],
                    ys[point],
                    isOn ? xs[next] : (xs[point] + xs[next]) / 2.0,
                    isOn ? ys[next] : (ys[point] + ys[next]) / 2.0);
            i += isOn ? 1 : 0;
        }
        path.closePath();
    }
}
