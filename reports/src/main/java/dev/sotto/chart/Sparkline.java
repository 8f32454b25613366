package dev.sotto.chart;

import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The course of a number over some periods as one small line with a dot at its end; a missing period is a gap. */
public record Sparkline(List<OptionalDouble> values, Hue hue) {
    private static final double DOT = 5;

    public Sparkline {
        values = List.copyOf(values);
    }

    public Drawing draw(Size size) {
        XYSeries line = new XYSeries("line");
        XYSeries end = new XYSeries("end");
        for (int i = 0; i < values.size(); i++) {
            OptionalDouble value = values.get(i);
            line.add(i, value.isPresent() ? (Double) value.getAsDouble() : null);
            if (value.isPresent()) {
                boolean alone = (i == 0 || values.get(i - 1).isEmpty())
                        && (i == values.size() - 1 || values.get(i + 1).isEmpty());
                if (alone || i == values.size() - 1) {
                    end.add(i, value.getAsDouble());
                }
            }
        }
        double low =
                values.stream().flatMapToDouble(OptionalDouble::stream).min().orElse(0);
        double high =
                values.stream().flatMapToDouble(OptionalDouble::stream).max().orElse(1);
        // Within the plot, so that neither the line nor its end dot is cut.
        double spread = high > low ? high - low : Math.max(Math.abs(high), 1) * 2;
        double above = spread * DOT / (size.height() - 2 * DOT);
        double steps = Math.max(1, values.size() - 1);
        double beside = steps * DOT / (size.width() - 2 * DOT);
        double middle = (high + low) / 2;
        XYSeriesCollection dataset = new XYSeriesCollection();
        dataset.addSeries(line);
        dataset.addSeries(end);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setSeriesPaint(0, hue.tint());
        renderer.setSeriesStroke(0, Look.FINE_LINE);
        renderer.setSeriesLinesVisible(1, false);
        renderer.setSeriesShapesVisible(1, true);
        renderer.setSeriesShape(1, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
        renderer.setSeriesPaint(1, hue.tint());
        renderer.setDrawOutlines(false);
        XYPlot plot = new XYPlot(
                dataset,
                Look.hidden(-beside / 2, steps + beside),
                Look.hidden(middle - spread / 2 - above, middle + spread / 2 + above),
                renderer);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        return new Drawing(Look.bare(plot), size, (surface, area) -> {});
    }
}
