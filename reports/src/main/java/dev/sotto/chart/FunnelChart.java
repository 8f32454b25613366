package dev.sotto.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RectangularShape;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/** Persons who went from step to step: a bar a step on the track of the step before, its words above it. */
public record FunnelChart(List<Step> steps) {

    /**
     * A step of a funnel.
     *
     * @param persons who reached it; NaN where that is not known
     * @param share how it compares with the step before, or why it is not known; empty for the first
     * @param total its persons as words; empty where they are not known
     */
    public record Step(String name, double persons, String share, String total) {}

    private static final double BAR = 12;
    private static final double GAP = 12;
    private static final double WORDS = 22;
    private static final double STEP = 60;

    public FunnelChart {
        steps = List.copyOf(steps);
    }

    /** The height that a number of steps wants. */
    public static double height(int steps) {
        return WORDS + BAR + (steps - 1) * STEP;
    }

    public Drawing draw(Size size) {
        double whole = Math.max(1, steps.isEmpty() ? 1 : known(steps.get(0).persons()));
        DefaultCategoryDataset track = new DefaultCategoryDataset();
        DefaultCategoryDataset before = new DefaultCategoryDataset();
        DefaultCategoryDataset reached = new DefaultCategoryDataset();
        double last = whole;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            track.addValue(whole, "track", (Integer) i);
            before.addValue(last, "before", (Integer) i);
            reached.addValue(known(step.persons()), "reached", (Integer) i);
            last = known(step.persons());
        }
        NumberAxis axis = Look.hidden(0, whole);
        CategoryAxis categories = new CategoryAxis();
        categories.setVisible(false);
        categories.setLowerMargin(0);
        categories.setUpperMargin(0);
        int gaps = Math.max(1, steps.size() - 1);
        double between = (size.height() - WORDS - steps.size() * BAR) / gaps;
        categories.setCategoryMargin(gaps * between / size.height());
        CategoryPlot plot = new CategoryPlot(track, categories, axis, bars(Hue.TRACK));
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setRangeGridlinesVisible(false);
        plot.setDataset(1, before);
        plot.setRenderer(1, bars(Hue.STEP));
        plot.setDataset(2, reached);
        plot.setRenderer(2, bars(Hue.VOICE));
        categories.setLowerMargin(WORDS / size.height());
        return new Drawing(Look.bare(plot), size, (surface, area) -> label(plot, categories, surface, area));
    }

    private void label(CategoryPlot plot, CategoryAxis axis, Graphics2D surface, Rectangle2D area) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            double top = axis.getCategoryStart(i, steps.size(), area, RectangleEdge.LEFT);
            double base = top - GAP / 2;
            double x = area.getMaxX();
            if (!step.total().isEmpty()) {
                Look.right(surface, Look.STRONG, Hue.INK, step.total(), x, base);
                x -= Look.STRONG.width(step.total()) + GAP;
            }
            if (!step.share().isEmpty()) {
                Look.right(surface, Look.PLAIN, Hue.MUTED, step.share(), x, base);
                x -= Look.PLAIN.width(step.share()) + GAP;
            }
            String name = Look.fit(Look.NAMED, step.name(), x - area.getMinX());
            Look.left(surface, Look.NAMED, Hue.INK, name, area.getMinX(), base);
        }
    }

    private static BarRenderer bars(Hue hue) {
        BarRenderer renderer = new BarRenderer();
        renderer.setSeriesPaint(0, hue.tint());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setBarPainter(new RoundedBars());
        return renderer;
    }

    private static double known(double persons) {
        return Double.isNaN(persons) ? 0 : persons;
    }

    /** Bars with softened corners. */
    private static final class RoundedBars extends StandardBarPainter {
        private static final long serialVersionUID = 1L;

        @Override
        public void paintBar(
                Graphics2D surface,
                BarRenderer renderer,
                int row,
                int column,
                RectangularShape bar,
                RectangleEdge base) {
            if (bar.getWidth() > 0) {
                surface.setPaint(renderer.getItemPaint(row, column));
                surface.fill(new RoundRectangle2D.Double(
                        bar.getX(), bar.getY(), Math.max(bar.getWidth(), 2), bar.getHeight(), 4, 4));
            }
        }
    }
}
