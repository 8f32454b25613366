package dev.sotto.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnit;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.ui.RectangleInsets;

/** How every chart looks: nothing but the data, a few grid lines and direct labels. */
final class Look {
    static final double TEXT = 12;
    static final double SMALL = 11;
    static final TypefaceFont PLAIN = new TypefaceFont(Typeface.REGULAR, TEXT);
    static final TypefaceFont STRONG = new TypefaceFont(Typeface.SEMIBOLD, TEXT);
    static final TypefaceFont NAMED = new TypefaceFont(Typeface.MEDIUM, TEXT);
    static final TypefaceFont NOTE = new TypefaceFont(Typeface.REGULAR, SMALL);
    static final Stroke HAIR = new BasicStroke(1);
    static final Stroke LINE = new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final Stroke FINE_LINE = new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final Stroke DOTS =
            new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {0.1f, 3.6f}, 0);

    private Look() {}

    /** A chart of a plot without title, legend, frame, ground or margin. */
    static JFreeChart bare(Plot plot) {
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setOutlineVisible(false);
        plot.setBackgroundPaint(null);
        plot.setNoDataMessage(null);
        JFreeChart chart = new JFreeChart(null, PLAIN, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        return chart;
    }

    /** The value axis of a scale: tick labels, no line, no marks. */
    static NumberAxis values(ValueScale scale, DoubleFunction<String> words) {
        NumberAxis axis = new NumberAxis();
        bare(axis);
        axis.setRange(0, scale.top());
        TickUnits units = new TickUnits();
        units.add(new NumberTickUnit(scale.step()) {
            @Override
            public String valueToString(double value) {
                return words.apply(value);
            }
        });
        axis.setStandardTickUnits(units);
        TickUnit only = units.get(0);
        axis.setTickUnit((NumberTickUnit) only, false, false);
        axis.setTickLabelInsets(new RectangleInsets(0, 0, 0, 8));
        return axis;
    }

    /** An axis that places values and shows nothing; it measures no font to choose its ticks. */
    static NumberAxis hidden(double low, double high) {
        NumberAxis axis = new NumberAxis();
        bare(axis);
        axis.setRange(low, high);
        axis.setTickUnit(new NumberTickUnit(high - low), false, false);
        axis.setVisible(false);
        return axis;
    }

    static void bare(ValueAxis axis) {
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setTickLabelFont(PLAIN);
        axis.setTickLabelPaint(Hue.MUTED.tint());
        axis.setLowerMargin(0);
        axis.setUpperMargin(0);
    }

    /** Write a line of text with its left end at a point of the base line. */
    static void left(Graphics2D surface, TypefaceFont font, Hue hue, String text, double x, double y) {
        surface.setFont(font);
        surface.setPaint(hue.tint());
        surface.drawString(text, (float) x, (float) y);
    }

    /** Write a line of text with its right end at a point of the base line. */
    static void right(Graphics2D surface, TypefaceFont font, Hue hue, String text, double x, double y) {
        left(surface, font, hue, text, x - font.width(text), y);
    }

    /** Write a line of text with its middle at a point of the base line. */
    static void centre(Graphics2D surface, TypefaceFont font, Hue hue, String text, double x, double y) {
        left(surface, font, hue, text, x - font.width(text) / 2, y);
    }

    /** The text in one line, or in two where it is wider than the room; what does not fit in two is cut. */
    static List<String> lines(TypefaceFont font, String text, double room) {
        int end = text.lastIndexOf(' ');
        while (end > 0 && font.width(text.substring(0, end)) > room) {
            end = text.lastIndexOf(' ', end - 1);
        }
        if (font.width(text) <= room || end <= 0) {
            return List.of(fit(font, text, room));
        }
        return List.of(text.substring(0, end), fit(font, text.substring(end + 1), room));
    }

    /** The text, cut with an ellipsis where it is wider than the room. */
    static String fit(TypefaceFont font, String text, double room) {
        if (font.width(text) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 1 && font.width(text.substring(0, end) + "…") > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).strip() + "…";
    }
}
