package dev.sotto.chart;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The parts of a change, which sum to the whole: a bar a part from a common zero, its words above it, and the whole last. */
public record ContributionBars(List<Part> parts, Part whole) {

    /** A part of a change, with its size and sign as words. */
    public record Part(String name, double value, String words) {}

    private static final double ROW = 36;
    private static final double BAR = 9;
    private static final double GAP = 12;

    public ContributionBars {
        parts = List.copyOf(parts);
    }

    /** The height that a number of parts wants, the whole not counted. */
    public static double height(int parts) {
        return (parts + 1) * ROW + GAP;
    }

    public Drawing draw(Size size) {
        double low = Math.min(
                Math.min(0, whole.value()),
                parts.stream().mapToDouble(Part::value).min().orElse(0));
        double high = Math.max(
                Math.max(0, whole.value()),
                parts.stream().mapToDouble(Part::value).max().orElse(0));
        NumberAxis across = Look.hidden(low, high > low ? high : low + 1);
        XYSeries bars = new XYSeries("parts");
        for (int part = 0; part < parts.size(); part++) {
            bars.add(parts.get(part).value(), part);
        }
        NumberAxis down = Look.hidden(0, parts.size() + 1.0);
        down.setInverted(true);
        XYPlot plot = new XYPlot(new XYSeriesCollection(bars), across, down, new XYLineAndShapeRenderer(false, false));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        return new Drawing(Look.bare(plot), size, (surface, area) -> draw(plot, surface, area));
    }

    private void draw(XYPlot plot, Graphics2D surface, Rectangle2D area) {
        double row = (area.getHeight() - GAP) / (parts.size() + 1);
        for (int i = 0; i < parts.size(); i++) {
            bar(plot, surface, area, parts.get(i), area.getMinY() + i * row, Hue.VOICE);
        }
        double line = area.getMinY() + parts.size() * row + GAP / 2;
        surface.setPaint(Hue.GRID.tint());
        surface.setStroke(Look.HAIR);
        surface.draw(new Line2D.Double(area.getMinX(), line, area.getMaxX(), line));
        bar(plot, surface, area, whole, line + GAP / 2, Hue.OTHER);
    }

    private static void bar(XYPlot plot, Graphics2D surface, Rectangle2D area, Part part, double top, Hue hue) {
        Look.right(surface, Look.STRONG, Hue.INK, part.words(), area.getMaxX(), top + 12);
        double room = area.getWidth() - Look.STRONG.width(part.words()) - GAP;
        String name = Look.fit(Look.NAMED, part.name(), room);
        Look.left(surface, Look.NAMED, Hue.INK, name, area.getMinX(), top + 12);
        double zero = LineChart.x(plot, 0, area);
        double end = LineChart.x(plot, part.value(), area);
        double width = Math.max(2, Math.abs(end - zero));
        double left = Math.min(Math.min(zero, end), area.getMaxX() - width);
        surface.setPaint(Hue.TRACK.tint());
        surface.fill(new RoundRectangle2D.Double(area.getMinX(), top + 18, area.getWidth(), BAR, 4, 4));
        surface.setPaint(hue.tint());
        surface.fill(new RoundRectangle2D.Double(left, top + 18, width, BAR, 4, 4));
        surface.setPaint(Hue.GHOST.tint());
        surface.setStroke(Look.HAIR);
        surface.draw(new Line2D.Double(zero, top + 16, zero, top + 20 + BAR));
    }
}
