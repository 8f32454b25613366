package dev.sotto.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;

/** A chart at its final size, ready for a medium. */
public final class Drawing {

    /** What is drawn over a chart where its data are: direct labels, which may lie outside of the plot. */
    interface Labels {
        void draw(Graphics2D surface, Rectangle2D area);
    }

    /** How much ground a document has around its picture. */
    private static final double EDGE = 14;

    private final JFreeChart chart;
    private final Size size;
    private final Labels labels;

    Drawing(JFreeChart chart, Size size, Labels labels) {
        this.chart = chart;
        this.size = size;
        this.labels = labels;
    }

    /**
     * The picture as an inline SVG element that follows the page's colours and is read aloud by its title and description.
     *
     * @param id unique on the page; letters, digits and hyphens
     */
    public String svg(String id, String title, String description) {
        SvgGraphics surface = new SvgGraphics(id);
        paint(surface);
        return """
                <svg id="%1$s" role="img" aria-labelledby="%1$s-title %1$s-text" viewBox="0 0 %2$s %3$s" \
                width="%2$s" height="%3$s"><title id="%1$s-title">%4$s</title><desc id="%1$s-text">%5$s</desc>%6$s</svg>""".formatted(
                        id,
                        SvgText.number(size.width()),
                        SvgText.number(size.height()),
                        SvgText.escape(title),
                        SvgText.escape(description),
                        surface.elements());
    }

    /**
     * The picture as an SVG document of its own: on the ground of a card, light or dark as its reader prefers, in any typeface
     * that there is.
     *
     * @param id unique where several documents are put into one page; letters, digits and hyphens
     */
    public String document(String id, String title, String description) {
        SvgGraphics surface = new SvgGraphics(id, SvgGraphics.Text.OF_ANY_TYPEFACE);
        paint(surface);
        double width = size.width() + 2 * EDGE;
        double height = size.height() + 2 * EDGE;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" id="%1$s" role="img" aria-labelledby="%1$s-title %1$s-text" \
                viewBox="%2$s %2$s %3$s %4$s" width="%3$s" height="%4$s"><title id="%1$s-title">%5$s</title>\
                <desc id="%1$s-text">%6$s</desc><style>#%1$s{%7$s;font-family:Inter,system-ui,sans-serif}\
                @media(prefers-color-scheme:dark){#%1$s{%8$s}}</style>\
                <rect x="%2$s" y="%2$s" width="%3$s" height="%4$s" rx="10" fill="var(--card)"/>%9$s</svg>""".formatted(
                        id,
                        SvgText.number(-EDGE),
                        SvgText.number(width),
                        SvgText.number(height),
                        SvgText.escape(title),
                        SvgText.escape(description),
                        Hue.variables(Hue.Ground.LIGHT),
                        Hue.variables(Hue.Ground.DARK),
                        surface.elements());
    }

    /** The picture as an inline SVG element that adds nothing to the words beside it, and so is not read aloud. */
    public String decorativeSvg(String id) {
        SvgGraphics surface = new SvgGraphics(id);
        paint(surface);
        return "<svg aria-hidden=\"true\" viewBox=\"0 0 %1$s %2$s\" width=\"%1$s\" height=\"%2$s\">%3$s</svg>"
                .formatted(SvgText.number(size.width()), SvgText.number(size.height()), surface.elements());
    }

    /**
     * Paint the picture on a surface that is given, in the colours of light ground, with its top left corner at the origin.
     *
     * @param lettering how the surface's medium writes text
     */
    public void paint(Graphics2D surface, Lettering lettering) {
        paint(new PaintedGraphics(surface, lettering, Hue.Ground.LIGHT));
    }

    /** The picture as an opaque PNG of so many pixels for each of its own, on the ground of a card. */
    public byte[] png(int scale, Hue.Ground ground) {
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(size.width() * scale),
                (int) Math.ceil(size.height() * scale),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        canvas.scale(scale, scale);
        canvas.setPaint(new Color(Hue.CARD.tint().on(ground)));
        canvas.fill(new Rectangle2D.Double(0, 0, size.width() + 1, size.height() + 1));
        Lettering outlines =
                (surface, typeface, points, text, x, y) -> surface.fill(typeface.outline(text, points, x, y));
        paint(new PaintedGraphics(canvas, outlines, ground));
        canvas.dispose();
        try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How large the picture is. */
    public Size size() {
        return size;
    }

    private void paint(Graphics2D surface) {
        ChartRenderingInfo drawn = new ChartRenderingInfo();
        drawn.setEntityCollection(null);
        chart.draw(surface, new Rectangle2D.Double(0, 0, size.width(), size.height()), drawn);
        surface.setClip(null);
        labels.draw(surface, drawn.getPlotInfo().getDataArea());
    }

    JFreeChart chart() {
        return chart;
    }
}
