package dev.sotto.chart;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Values with their intervals, a row each with its words above it, on one axis: what overlaps cannot be told apart.
 *
 * @param reference a value that all are compared with, such as zero for lifts; empty where there is none
 * @param number how a value of the axis is written
 */
public record IntervalPlot(List<Row> rows, OptionalDouble reference, DoubleFunction<String> number) {

    /**
     * A row.
     *
     * @param words the value as words, or why there is none
     * @param value NaN where there is none
     * @param before the value of the period before, as a tick; empty where there is none
     */
    public record Row(
            String name, String words, double value, double low, double high, OptionalDouble before, Hue hue) {}

    private static final double ROW = 42;
    private static final double AXIS = 22;
    private static final double GAP = 12;

    public IntervalPlot {
        rows = List.copyOf(rows);
    }

    /** The height that a number of rows wants. */
    public static double height(int rows) {
        return rows * ROW + AXIS;
    }

    public Drawing draw(Size size) {
        double low = values().min().orElse(0);
        double high = values().max().orElse(1);
        double spread = high > low ? high - low : Math.max(Math.abs(high), 0.01);
        boolean isFromZero = low >= 0 && low < spread;
        NumberAxis across = Look.values(ValueScale.upTo(spread, ValueScale.Grain.CONTINUOUS), number);
        across.setRange(isFromZero ? 0 : low - spread * 0.06, high + spread * 0.06);
        across.setTickLabelInsets(new RectangleInsets(6, 0, 0, 0));
        NumberAxis down = Look.hidden(0, Math.max(1, rows.size()));
        down.setInverted(true);
        XYPlot plot = new XYPlot(dots(), across, down, new XYLineAndShapeRenderer(false, false));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinePaint(Hue.GRID.tint());
        plot.setDomainGridlineStroke(Look.HAIR);
        plot.setRangeGridlinesVisible(false);
        reference.ifPresent(
                at -> plot.addDomainMarker(new ValueMarker(at, Hue.GHOST.tint(), Look.HAIR), Layer.BACKGROUND));
        AxisSpace below = new AxisSpace();
        below.setBottom(AXIS);
        plot.setFixedDomainAxisSpace(below);
        AxisSpace sides = new AxisSpace();
        double half = Look.PLAIN.width(number.apply(across.getUpperBound())) / 2;
        sides.setLeft(Math.max(6, half));
        sides.setRight(Math.max(6, half));
        plot.setFixedRangeAxisSpace(sides);
        return new Drawing(Look.bare(plot), size, (surface, area) -> draw(plot, surface, area, size));
    }

    private DoubleStream values() {
        DoubleStream known = rows.stream()
                .filter(row -> !Double.isNaN(row.value()))
                .flatMapToDouble(row -> DoubleStream.concat(
                        DoubleStream.of(row.low(), row.value(), row.high()), row.before().stream()));
        return DoubleStream.concat(known, reference.stream());
    }

    private XYSeriesCollection dots() {
        XYSeries dots = new XYSeries("values");
        for (int row = 0; row < rows.size(); row++) {
            dots.add(rows.get(row).value(), row + 0.5);
        }
        return new XYSeriesCollection(dots);
    }

    private void draw(XYPlot plot, Graphics2D surface, Rectangle2D area, Size size) {
        double height = area.getHeight() / Math.max(1, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double top = area.getMinY() + i * height;
            Look.right(surface, Look.STRONG, Hue.INK, row.words(), size.width(), top + 13);
            double room = size.width() - Look.STRONG.width(row.words()) - GAP;
            Look.left(surface, Look.NAMED, Hue.INK, Look.fit(Look.NAMED, row.name(), room), 0, top + 13);
            if (!Double.isNaN(row.value())) {
                interval(plot, surface, area, row, top + 27);
            }
        }
    }

    private static void interval(XYPlot plot, Graphics2D surface, Rectangle2D area, Row row, double y) {
        row.before().ifPresent(before -> {
            double x = LineChart.x(plot, before, area);
            surface.setPaint(Hue.GHOST.tint());
            surface.setStroke(Look.LINE);
            surface.draw(new Line2D.Double(x, y - 6, x, y + 6));
        });
        surface.setPaint(row.hue().tint());
        surface.setStroke(Look.LINE);
        surface.draw(new Line2D.Double(LineChart.x(plot, row.low(), area), y, LineChart.x(plot, row.high(), area), y));
        double x = LineChart.x(plot, row.value(), area);
        Ellipse2D dot = new Ellipse2D.Double(x - 4.5, y - 4.5, 9, 9);
        surface.fill(dot);
        surface.setPaint(Hue.CARD.tint());
        surface.setStroke(Look.FINE_LINE);
        surface.draw(dot);
    }
}
