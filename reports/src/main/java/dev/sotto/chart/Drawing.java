package dev.sotto.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;

/** A chart at its final size, ready for a medium. */
public final class Drawing {

    /** What is drawn over a chart where its data are: direct labels, which may lie outside of the plot. */
    interface Labels {
        void draw(Graphics2D surface, Rectangle2D area);
    }

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

    /** The picture as an inline SVG element that adds nothing to the words beside it, and so is not read aloud. */
    public String decorativeSvg(String id) {
        SvgGraphics surface = new SvgGraphics(id);
        paint(surface);
        return "<svg aria-hidden=\"true\" viewBox=\"0 0 %1$s %2$s\" width=\"%1$s\" height=\"%2$s\">%3$s</svg>"
                .formatted(SvgText.number(size.width()), SvgText.number(size.height()), surface.elements());
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
