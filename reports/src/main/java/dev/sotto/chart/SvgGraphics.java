package dev.sotto.chart;

import static dev.sotto.chart.SvgText.number;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Rectangle2D;
import org.jspecify.annotations.Nullable;

/**
 * A drawing surface that writes SVG: text stays text, sizes keep their fractions, and a {@link Tint} becomes a CSS variable,
 * so that one picture follows the reader from light to dark.
 */
final class SvgGraphics extends DrawingSurface {
    /** What sets the text of a picture. */
    enum Text {
        /** The page around it, which brings the typeface. */
        OF_A_PAGE,
        /** Any typeface that there is, stretched to the width that the picture counts on. */
        OF_ANY_TYPEFACE
    }

    private final StringBuilder svg;
    private final String idPrefix;
    private final int[] clips;
    private final Text text;

    private AffineTransform transform = new AffineTransform();
    private @Nullable Shape clip;
    private Paint paint = Hue.INK.tint();
    private Stroke stroke = new BasicStroke();
    private Composite composite = AlphaComposite.SrcOver;
    private TypefaceFont font = new TypefaceFont(Typeface.REGULAR, 12);

    /** A surface whose ids begin with a prefix, so that pictures of one page do not meet. */
    SvgGraphics(String idPrefix) {
        this(idPrefix, Text.OF_A_PAGE);
    }

    SvgGraphics(String idPrefix, Text text) {
        this(new StringBuilder(4096), idPrefix, new int[1], text);
    }

    private SvgGraphics(StringBuilder svg, String idPrefix, int[] clips, Text text) {
        this.svg = svg;
        this.idPrefix = idPrefix;
        this.clips = clips;
        this.text = text;
    }

    /** What was drawn, as elements without an enclosing {@code svg}. */
    String elements() {
        return svg.toString();
    }

    @Override
    public Graphics create() {
        SvgGraphics copy = new SvgGraphics(svg, idPrefix, clips, text);
        copy.transform = new AffineTransform(transform);
        copy.clip = clip;
        copy.paint = paint;
        copy.stroke = stroke;
        copy.composite = composite;
        copy.font = font;
        return copy;
    }

    @Override
    public void fill(Shape shape) {
        Rectangle2D bounds = shape.getBounds2D();
        if (bounds.isEmpty() || isClippedAway(bounds)) {
            return;
        }
        String clipping = clipping(bounds);
        svg.append(SvgPath.element(shape, transform))
                .append(colour("fill"))
                .append(clipping)
                .append("/>");
    }

    @Override
    public void draw(Shape shape) {
        BasicStroke line = stroke instanceof BasicStroke basic ? basic : new BasicStroke();
        Rectangle2D bounds = shape.getBounds2D();
        double reach = line.getLineWidth() / 2 + 0.01;
        bounds.setRect(
                bounds.getX() - reach,
                bounds.getY() - reach,
                bounds.getWidth() + 2 * reach,
                bounds.getHeight() + 2 * reach);
        if (isClippedAway(bounds)) {
            return;
        }
        String clipping = clipping(bounds);
        svg.append(SvgPath.element(shape, transform))
                .append(" fill=\"none\"")
                .append(colour("stroke"))
                .append(pen(line))
                .append(clipping)
                .append("/>");
    }

    @Override
    public void drawString(String words, float x, float y) {
        if (words.isBlank()) {
            return;
        }
        svg.append("<text");
        if ((transform.getType() & ~AffineTransform.TYPE_TRANSLATION) == 0) {
            svg.append(" x=\"").append(number(x + transform.getTranslateX()));
            svg.append("\" y=\"").append(number(y + transform.getTranslateY())).append('"');
        } else {
            double[] m = new double[6];
            transform.getMatrix(m);
            svg.append(" transform=\"matrix(");
            for (double value : m) {
                svg.append(number(value)).append(' ');
            }
            svg.append(")\" x=\"")
                    .append(number(x))
                    .append("\" y=\"")
                    .append(number(y))
                    .append('"');
        }
        svg.append(" font-size=\"").append(number(font.getSize2D())).append('"');
        if (font.typeface() != Typeface.REGULAR) {
            svg.append(" font-weight=\"").append(font.typeface().weight()).append('"');
        }
        if (text == Text.OF_ANY_TYPEFACE) {
            svg.append(" lengthAdjust=\"spacingAndGlyphs\" textLength=\"")
                    .append(number(font.width(words)))
                    .append('"');
        }
        svg.append(colour("fill")).append('>').append(SvgText.escape(words)).append("</text>");
    }

    /** The attributes of a paint, with its opacity where it is not whole. */
    private String colour(String attribute) {
        Color color = paint instanceof Color plain ? plain : Color.BLACK;
        String value = color instanceof Tint tint ? tint.css() : "#%06X".formatted(color.getRGB() & 0xFFFFFF);
        double opacity = color.getAlpha() / 255.0 * (composite instanceof AlphaComposite alpha ? alpha.getAlpha() : 1);
        String attributes = " " + attribute + "=\"" + value + '"';
        return opacity < 0.999 ? attributes + " " + attribute + "-opacity=\"" + number(opacity) + '"' : attributes;
    }

    private static String pen(BasicStroke line) {
        StringBuilder pen = new StringBuilder(" stroke-width=\"")
                .append(number(line.getLineWidth()))
                .append('"');
        if (line.getEndCap() == BasicStroke.CAP_ROUND) {
            pen.append(" stroke-linecap=\"round\"");
        }
        if (line.getLineJoin() == BasicStroke.JOIN_ROUND) {
            pen.append(" stroke-linejoin=\"round\"");
        }
        float[] dashes = line.getDashArray();
        if (dashes != null) {
            pen.append(" stroke-dasharray=\"");
            for (int i = 0; i < dashes.length; i++) {
                pen.append(i == 0 ? "" : " ").append(number(dashes[i]));
            }
            pen.append('"');
        }
        return pen.toString();
    }

    private boolean isClippedAway(Rectangle2D bounds) {
        return clip != null && !clip.intersects(bounds);
    }

    /** A reference to the clip, defined just before its use; nothing where the shape lies within it anyway. */
    private String clipping(Rectangle2D bounds) {
        Shape within = clip;
        if (within == null || within.contains(bounds)) {
            return "";
        }
        String id = idPrefix + "-clip" + ++clips[0];
        svg.append("<clipPath id=\"").append(id).append("\">");
        svg.append(SvgPath.element(within, transform)).append("/></clipPath>");
        return " clip-path=\"url(#" + id + ")\"";
    }

    @Override
    public void clip(@Nullable Shape shape) {
        if (shape == null || clip == null) {
            clip = shape;
        } else if (clip instanceof Rectangle2D one && shape instanceof Rectangle2D other) {
            clip = one.createIntersection(other);
        } else {
            Area area = new Area(clip);
            area.intersect(new Area(shape));
            clip = area;
        }
    }

    @Override
    public @Nullable Shape getClip() {
        return clip;
    }

    @Override
    public void setClip(@Nullable Shape shape) {
        clip = shape;
    }

    @Override
    public void transform(AffineTransform change) {
        if (clip != null) {
            try {
                clip = change.createInverse().createTransformedShape(clip);
            } catch (NoninvertibleTransformException e) {
                clip = new Rectangle2D.Double();
            }
        }
        transform.concatenate(change);
    }

    @Override
    public void setTransform(AffineTransform change) {
        AffineTransform before = transform;
        Shape whole = clip == null ? null : before.createTransformedShape(clip);
        transform = new AffineTransform(change);
        if (whole != null) {
            try {
                clip = change.createInverse().createTransformedShape(whole);
            } catch (NoninvertibleTransformException e) {
                clip = new Rectangle2D.Double();
            }
        }
    }

    @Override
    public AffineTransform getTransform() {
        return new AffineTransform(transform);
    }

    @Override
    public void setPaint(@Nullable Paint paint) {
        if (paint != null) {
            this.paint = paint;
        }
    }

    @Override
    public Paint getPaint() {
        return paint;
    }

    @Override
    public void setStroke(Stroke stroke) {
        this.stroke = stroke;
    }

    @Override
    public Stroke getStroke() {
        return stroke;
    }

    @Override
    public void setComposite(Composite composite) {
        this.composite = composite;
    }

    @Override
    public Composite getComposite() {
        return composite;
    }

    @Override
    public void setFont(@Nullable Font font) {
        if (font instanceof TypefaceFont ours) {
            this.font = ours;
        }
    }

    @Override
    public TypefaceFont getFont() {
        return font;
    }
}
