package dev.sotto.chart;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Values over equal steps of time, with the period before as a dotted ghost; a step without a value is a gap, never zero.
 *
 * @param steps the name of each step
 * @param values one a step, empty where nothing was measured
 * @param ghost the same of the period before
 * @param shaded steps on a quiet ground, such as a weekend
 * @param gapName what is written where values are missing
 * @param remark a step that stands out, and why
 * @param number how a value of the axis is written
 */
public record LineChart(
        List<String> steps,
        List<OptionalDouble> values,
        List<OptionalDouble> ghost,
        Set<Integer> shaded,
        String gapName,
        EndLabel label,
        EndLabel ghostLabel,
        Optional<Remark> remark,
        DoubleFunction<String> number) {

    /** What is written at the end of a line: its name and what it comes to; without a name there is nothing. */
    public record EndLabel(String name, String total) {}

    /** A step that stands out, and why; without words it is marked only. */
    public record Remark(int step, String words) {}

    private static final double STEP_NAMES = 24;
    private static final double SWATCH = 18;
    private static final double ABOVE = 8;

    public LineChart {
        steps = List.copyOf(steps);
        values = List.copyOf(values);
        ghost = List.copyOf(ghost);
        shaded = Set.copyOf(shaded);
        if (values.size() != steps.size() || ghost.size() != steps.size()) {
            throw new IllegalArgumentException("a line chart needs a value and a ghost for each step");
        }
    }

    public Drawing draw(Size size) {
        double largest = Stream.concat(values.stream(), ghost.stream())
                .mapToDouble(value -> value.orElse(0))
                .max()
                .orElse(0);
        ValueScale scale = ValueScale.upTo(largest, ValueScale.Grain.WHOLE);
        XYPlot plot = new XYPlot(null, stepAxis(), Look.values(scale, number), null);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(Hue.GRID.tint());
        plot.setRangeGridlineStroke(Look.HAIR);
        plot.setRangeZeroBaselineVisible(false);
        addGrounds(plot);
        addArea(plot);
        addLine(plot, 1, ghost, Hue.GHOST);
        addLine(plot, 2, values, Hue.VOICE);
        reserveRoom(plot, scale);
        return new Drawing(
                Look.bare(plot), size, (surface, area) -> new LineLabels(this, plot, surface, area, size).draw());
    }

    private SymbolAxis stepAxis() {
        SymbolAxis axis = new SymbolAxis(null, steps.toArray(String[]::new));
        Look.bare(axis);
        axis.setGridBandsVisible(false);
        axis.setRange(-0.5, steps.size() - 0.5);
        axis.setTickLabelInsets(new RectangleInsets(6, 0, 0, 0));
        return axis;
    }

    private void addGrounds(XYPlot plot) {
        for (int step = 0; step < steps.size(); step++) {
            boolean gap = values.get(step).isEmpty();
            if (gap || shaded.contains(step)) {
                IntervalMarker ground =
                        new IntervalMarker(step - 0.5, step + 0.5, (gap ? Hue.GAP : Hue.WEEKEND).tint());
                ground.setAlpha(1);
                plot.addDomainMarker(ground, Layer.BACKGROUND);
            }
        }
    }

    /** An area under each unbroken run: JFreeChart's own area falls to zero where a value is missing. */
    private void addArea(XYPlot plot) {
        XYSeriesCollection runs = new XYSeriesCollection();
        XYSeries run = new XYSeries(0);
        for (int step = 0; step <= steps.size(); step++) {
            if (step < steps.size() && values.get(step).isPresent()) {
                run.add(step, values.get(step).getAsDouble());
            } else if (!run.isEmpty()) {
                runs.addSeries(run);
                run = new XYSeries(step + 1);
            }
        }
        XYAreaRenderer renderer = new XYAreaRenderer(XYAreaRenderer.AREA);
        for (int i = 0; i < runs.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, Hue.AREA.tint());
        }
        plot.setDataset(0, runs);
        plot.setRenderer(0, renderer);
    }

    private static void addLine(XYPlot plot, int layer, List<OptionalDouble> points, Hue hue) {
        XYSeries series = new XYSeries(hue);
        for (int step = 0; step < points.size(); step++) {
            OptionalDouble value = points.get(step);
            series.add(step, value.isPresent() ? (Double) value.getAsDouble() : null);
        }
        boolean isGhost = hue == Hue.GHOST;
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, !isGhost);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setSeriesPaint(0, hue.tint());
        renderer.setSeriesStroke(0, isGhost ? Look.DOTS : Look.LINE);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-3, -3, 6, 6));
        renderer.setUseFillPaint(true);
        renderer.setSeriesFillPaint(0, Hue.CARD.tint());
        renderer.setDrawOutlines(true);
        renderer.setUseOutlinePaint(false);
        plot.setDataset(layer, new XYSeriesCollection(series));
        plot.setRenderer(layer, renderer);
    }

    /** Keep the room that the labels really need, whatever the language makes of them. */
    private void reserveRoom(XYPlot plot, ValueScale scale) {
        double ticks = 0;
        for (double tick = 0; tick <= scale.top(); tick += scale.step()) {
            ticks = Math.max(ticks, Look.PLAIN.width(number.apply(tick)));
        }
        AxisSpace sides = new AxisSpace();
        sides.setLeft(Math.ceil(ticks) + 10);
        sides.setRight(Math.ceil(endLabelWidth()) + SWATCH + 8);
        plot.setFixedRangeAxisSpace(sides);
        AxisSpace below = new AxisSpace();
        below.setBottom(STEP_NAMES);
        below.setTop(ABOVE);
        plot.setFixedDomainAxisSpace(below);
    }

    private double endLabelWidth() {
        return Stream.of(label, ghostLabel)
                .mapToDouble(end -> Math.max(Look.NAMED.width(end.name()), Look.PLAIN.width(end.total())))
                .max()
                .orElse(0);
    }

    /** The steps without a value, each unbroken run as its first and last step. */
    List<int[]> gaps() {
        List<int[]> gaps = new ArrayList<>();
        for (int step = 0; step < steps.size(); step++) {
            if (values.get(step).isPresent()) {
                continue;
            }
            if (!gaps.isEmpty() && gaps.get(gaps.size() - 1)[1] == step - 1) {
                gaps.get(gaps.size() - 1)[1] = step;
            } else {
                gaps.add(new int[] {step, step});
            }
        }
        return gaps;
    }

    static double x(XYPlot plot, double step, Rectangle2D area) {
        return plot.getDomainAxis().valueToJava2D(step, area, plot.getDomainAxisEdge());
    }

    static double y(XYPlot plot, double value, Rectangle2D area) {
        NumberAxis axis = (NumberAxis) plot.getRangeAxis();
        return axis.valueToJava2D(value, area, plot.getRangeAxisEdge());
    }
}
