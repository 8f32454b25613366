package dev.sotto.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Parts of a whole over some periods, a bar a period, each part named beside the last bar.
 *
 * @param periods the name of each bar
 * @param parts from the bottom up
 * @param number how a value of the axis is written
 */
public record StackedBars(List<String> periods, List<Part> parts, DoubleFunction<String> number) {

    /**
     * A part of the whole.
     *
     * @param values one a period, NaN where nothing was measured
     * @param last its last value as words
     */
    public record Part(String name, Hue hue, List<Double> values, String last) {
        public Part {
            values = List.copyOf(values);
        }
    }

    private static final double PERIOD_NAMES = 22;
    private static final double ABOVE = 8;
    private static final double SWATCH = 12;
    private static final double APART = 33;

    public StackedBars {
        periods = List.copyOf(periods);
        parts = List.copyOf(parts);
    }

    public Drawing draw(Size size) {
        DefaultCategoryDataset values = new DefaultCategoryDataset();
        double[] totals = new double[periods.size()];
        StackedBarRenderer renderer = new StackedBarRenderer();
        renderer.setShadowVisible(false);
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setDrawBarOutline(true);
        for (int part = 0; part < parts.size(); part++) {
            renderer.setSeriesPaint(part, parts.get(part).hue().tint());
            renderer.setSeriesOutlinePaint(part, Hue.CARD.tint());
            renderer.setSeriesOutlineStroke(part, Look.HAIR);
            for (int period = 0; period < periods.size(); period++) {
                double value = parts.get(part).values().get(period);
                values.addValue(Double.isNaN(value) ? null : (Double) value, (Integer) part, (Integer) period);
                totals[period] += Double.isNaN(value) ? 0 : value;
            }
        }
        ValueScale scale = ValueScale.upTo(Arrays.stream(totals).max().orElse(0), ValueScale.Grain.WHOLE);
        CategoryAxis axis = new CategoryAxis();
        axis.setVisible(false);
        axis.setLowerMargin(0.02);
        axis.setUpperMargin(0.02);
        axis.setCategoryMargin(0.32);
        CategoryPlot plot = new CategoryPlot(values, axis, Look.values(scale, number), renderer);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setRangeGridlinePaint(Hue.GRID.tint());
        plot.setRangeGridlineStroke(Look.HAIR);
        reserveRoom(plot, scale);
        return new Drawing(Look.bare(plot), size, (surface, area) -> label(plot, axis, surface, area));
    }

    private void reserveRoom(CategoryPlot plot, ValueScale scale) {
        double ticks = 0;
        for (double tick = 0; tick <= scale.top(); tick += scale.step()) {
            ticks = Math.max(ticks, Look.PLAIN.width(number.apply(tick)));
        }
        double names = 0;
        for (Part part : parts) {
            names = Math.max(names, Math.max(Look.NAMED.width(part.name()), Look.PLAIN.width(part.last())));
        }
        AxisSpace sides = new AxisSpace();
        sides.setLeft(Math.ceil(ticks) + 10);
        sides.setRight(Math.ceil(names) + SWATCH + 4);
        plot.setFixedRangeAxisSpace(sides);
        AxisSpace ends = new AxisSpace();
        ends.setTop(ABOVE);
        ends.setBottom(PERIOD_NAMES);
        plot.setFixedDomainAxisSpace(ends);
    }

    private void label(CategoryPlot plot, CategoryAxis axis, Graphics2D surface, Rectangle2D area) {
        for (int period = 0; period < periods.size(); period++) {
            double x = axis.getCategoryMiddle(period, periods.size(), area, plot.getDomainAxisEdge());
            Look.centre(surface, Look.PLAIN, Hue.MUTED, periods.get(period), x, area.getMaxY() + 16);
        }
        double[] middles = new double[parts.size()];
        double below = 0;
        for (int part = 0; part < parts.size(); part++) {
            double value = periods.isEmpty() ? 0 : parts.get(part).values().get(periods.size() - 1);
            double known = Double.isNaN(value) ? 0 : value;
            middles[part] = plot.getRangeAxis().valueToJava2D(below + known / 2, area, plot.getRangeAxisEdge());
            below += known;
        }
        spread(middles, area);
        for (int part = 0; part < parts.size(); part++) {
            Part named = parts.get(part);
            double x = area.getMaxX() + 2;
            surface.setPaint(named.hue().tint());
            surface.fill(new Rectangle2D.Double(x, middles[part] - 12, 3, 26));
            Look.left(surface, Look.NAMED, Hue.INK, named.name(), x + 9, middles[part] - 1);
            Look.left(surface, Look.PLAIN, Hue.MUTED, named.last(), x + 9, middles[part] + 14);
        }
    }

    /** Move labels apart, from the bottom up, and the whole column back into the picture where it left it. */
    private static void spread(double[] middles, Rectangle2D area) {
        for (int i = 0; i < middles.length; i++) {
            double lowest = i == 0 ? area.getMaxY() - 12 : middles[i - 1] - APART;
            middles[i] = Math.min(middles[i], lowest);
        }
        for (int i = middles.length - 1; i >= 0; i--) {
            double highest = i == middles.length - 1 ? area.getMinY() + 12 : middles[i + 1] + APART;
            middles[i] = Math.max(middles[i], highest);
        }
    }
}
