package dev.sotto.chart;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.plot.XYPlot;

/** The direct labels of a line chart: the ends of its lines, its gaps and the step that stands out. */
final class LineLabels {
    private static final double SWATCH = 14;
    private static final double APART = 40;
    private static final double LINE_HEIGHT = 15;

    private final LineChart chart;
    private final XYPlot plot;
    private final Graphics2D surface;
    private final Rectangle2D area;
    private final Size size;

    LineLabels(LineChart chart, XYPlot plot, Graphics2D surface, Rectangle2D area, Size size) {
        this.chart = chart;
        this.plot = plot;
        this.surface = surface;
        this.area = area;
        this.size = size;
    }

    void draw() {
        for (int[] gap : chart.gaps()) {
            double middle = LineChart.x(plot, (gap[0] + gap[1]) / 2.0, area);
            double half = Look.NOTE.width(chart.gapName()) / 2;
            double x = Math.min(Math.max(middle, area.getMinX() + half), area.getMaxX() - half);
            Look.centre(surface, Look.NOTE, Hue.MUTED, chart.gapName(), x, area.getMinY() + 14);
        }
        chart.remark().ifPresent(this::mark);
        ends();
    }

    private void mark(LineChart.Remark remark) {
        OptionalDouble value = chart.values().get(remark.step());
        if (value.isEmpty()) {
            return;
        }
        double x = LineChart.x(plot, remark.step(), area);
        double y = LineChart.y(plot, value.getAsDouble(), area);
        Ellipse2D ring = new Ellipse2D.Double(x - 5, y - 5, 10, 10);
        surface.setPaint(Hue.CARD.tint());
        surface.fill(ring);
        surface.setStroke(Look.LINE);
        surface.setPaint(Hue.ALERT.tint());
        surface.draw(ring);
        if (remark.words().isEmpty()) {
            return;
        }
        boolean fitsRight = x + 10 + Look.STRONG.width(remark.words()) <= size.width();
        if (fitsRight) {
            Look.left(surface, Look.STRONG, Hue.ALERT_WORDS, remark.words(), x + 10, y + 1);
        } else {
            Look.right(surface, Look.STRONG, Hue.ALERT_WORDS, remark.words(), x - 10, y + 1);
        }
    }

    /** The two end labels beside the ends of their lines, moved apart where they would meet. */
    private void ends() {
        double upper = endOf(chart.values());
        double lower = endOf(chart.ghost());
        boolean ghostAbove = upper - lower > APART / 2;
        double top = Math.min(upper, lower);
        double bottom = Math.max(upper, lower);
        if (bottom - top < APART) {
            double middle = (top + bottom) / 2;
            top = middle - APART / 2;
            bottom = middle + APART / 2;
        }
        double over = Math.max(0, bottom + LINE_HEIGHT + 4 - area.getMaxY());
        double under = Math.max(0, area.getMinY() + 4 - (top - over));
        top += under - over;
        bottom = Math.max(bottom - over, top + APART);
        end(chart.label(), Hue.VOICE, ghostAbove ? bottom : top);
        end(chart.ghostLabel(), Hue.GHOST, ghostAbove ? top : bottom);
    }

    private double endOf(List<OptionalDouble> points) {
        for (int step = points.size() - 1; step >= 0; step--) {
            if (points.get(step).isPresent()) {
                return LineChart.y(plot, points.get(step).getAsDouble(), area);
            }
        }
        return area.getMaxY();
    }

    private void end(LineChart.EndLabel label, Hue hue, double y) {
        if (label.name().isEmpty()) {
            return;
        }
        double x = area.getMaxX() + 4;
        surface.setPaint(hue.tint());
        surface.setStroke(hue == Hue.GHOST ? Look.DOTS : Look.LINE);
        surface.draw(new Line2D.Double(x, y, x + SWATCH - 2, y));
        Look.left(surface, Look.NAMED, Hue.INK, label.name(), x + SWATCH + 3, y + 4);
        Look.left(surface, Look.PLAIN, Hue.MUTED, label.total(), x + SWATCH + 3, y + 4 + LINE_HEIGHT);
    }
}
