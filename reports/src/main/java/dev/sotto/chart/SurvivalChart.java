package dev.sotto.chart;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.jfree.chart.annotations.XYPolygonAnnotation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The share that still waits after a time, as steps within their interval; what is past the last step was not seen.
 *
 * @param steps in the order of their times; before the first all wait
 * @param ticks times that are named below
 * @param remark a step that is named, such as the median
 * @param number how a share is written
 */
public record SurvivalChart(
        List<Step> steps, List<Tick> ticks, Optional<Remark> remark, DoubleFunction<String> number) {

    /** From a time on, the share that still waits, and its interval; both ends equal the share where there is none. */
    public record Step(double time, double share, double low, double high) {}

    /** A time that is named. */
    public record Tick(double time, String name) {}

    /** A point of the curve and its words. */
    public record Remark(double time, double share, String words) {}

    private static final double NAMES = 24;
    private static final double ABOVE = 8;
    private static final double HALF = 0.5;

    public SurvivalChart {
        steps = List.copyOf(steps);
        ticks = List.copyOf(ticks);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).time() <= steps.get(i - 1).time()
                    || steps.get(i).share() > steps.get(i - 1).share()) {
                throw new IllegalArgumentException("who waits only becomes fewer, in the order of time");
            }
        }
    }

    public Drawing draw(Size size) {
        double end = Math.max(
                steps.stream().mapToDouble(Step::time).max().orElse(1),
                ticks.stream().mapToDouble(Tick::time).max().orElse(1));
        XYStepRenderer renderer = new XYStepRenderer();
        renderer.setSeriesPaint(0, Hue.VOICE.tint());
        renderer.setSeriesStroke(0, Look.LINE);
        renderer.addAnnotation(new XYPolygonAnnotation(band(), null, null, Hue.AREA.tint()), Layer.BACKGROUND);
        XYPlot plot = new XYPlot(curve(), Look.hidden(0, end), Look.values(new ValueScale(1, HALF), number), renderer);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(Hue.GRID.tint());
        plot.setRangeGridlineStroke(Look.HAIR);
        AxisSpace sides = new AxisSpace();
        sides.setLeft(Math.ceil(Look.PLAIN.width(number.apply(1))) + 10);
        double last = ticks.isEmpty()
                ? 0
                : Look.PLAIN.width(ticks.get(ticks.size() - 1).name());
        sides.setRight(Math.ceil(last / 2) + 4);
        plot.setFixedRangeAxisSpace(sides);
        AxisSpace below = new AxisSpace();
        below.setTop(ABOVE);
        below.setBottom(NAMES);
        plot.setFixedDomainAxisSpace(below);
        return new Drawing(Look.bare(plot), size, (surface, area) -> label(plot, surface, area));
    }

    private XYSeriesCollection curve() {
        XYSeries series = new XYSeries("waiting");
        series.add(0, 1);
        steps.forEach(step -> series.add(step.time(), step.share()));
        return new XYSeriesCollection(series);
    }

    /** The upper ends from left to right and the lower ones back, as steps. */
    private double[] band() {
        List<double[]> corners = new ArrayList<>();
        corners.add(new double[] {0, 1});
        double high = 1;
        for (Step step : steps) {
            corners.add(new double[] {step.time(), high});
            high = step.high();
            corners.add(new double[] {step.time(), high});
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
            corners.add(new double[] {steps.get(i).time(), steps.get(i).low()});
            corners.add(new double[] {
                steps.get(i).time(), i == 0 ? 1 : steps.get(i - 1).low()
            });
        }
        corners.add(new double[] {0, 1});
        return corners.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    }

    private void label(XYPlot plot, Graphics2D surface, Rectangle2D area) {
        for (Tick tick : ticks) {
            double x = LineChart.x(plot, tick.time(), area);
            Look.centre(surface, Look.PLAIN, Hue.MUTED, tick.name(), x, area.getMaxY() + 18);
        }
        remark.ifPresent(point -> {
            double x = LineChart.x(plot, point.time(), area);
            double y = LineChart.y(plot, point.share(), area);
            Ellipse2D dot = new Ellipse2D.Double(x - 4.5, y - 4.5, 9, 9);
            surface.setPaint(Hue.CARD.tint());
            surface.fill(dot);
            surface.setPaint(Hue.VOICE.tint());
            surface.setStroke(Look.LINE);
            surface.draw(dot);
            boolean isLeft = x + 10 + Look.STRONG.width(point.words()) > area.getMaxX();
            if (isLeft) {
                Look.right(surface, Look.STRONG, Hue.INK, point.words(), x - 10, y + 16);
            } else {
                Look.left(surface, Look.STRONG, Hue.INK, point.words(), x + 10, y - 6);
            }
        });
    }
}
