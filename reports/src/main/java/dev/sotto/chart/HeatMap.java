package dev.sotto.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYZDataset;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYZDataset;

/**
 * Values by two dimensions, such as cohorts by weeks since, or days by hours: as colour and number; what is not known is blank.
 *
 * @param columns the name of each column
 * @param detailName the heading over the details of the rows
 * @param number how a value is written in its cell; empty words leave the colour alone
 */
public record HeatMap(List<String> columns, String detailName, List<Row> rows, DoubleFunction<String> number) {

    /**
     * A row.
     *
     * @param detail what else is said of it, such as the persons of a cohort; may be empty
     * @param values one a column, empty where it is not known; may end early
     */
    public record Row(String name, String detail, List<OptionalDouble> values) {
        public Row {
            values = List.copyOf(values);
        }
    }

    private static final double HEADING = 24;
    private static final double LINE = 14;
    private static final double BETWEEN = 12;
    private static final double MOST_NAME = 0.42;
    private static final double LEAST_SPREAD = 0.08;

    public HeatMap {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    public Drawing draw(Size size) {
        double[][] matrix = matrix();
        DefaultXYZDataset cells = new DefaultXYZDataset();
        cells.addSeries("cells", matrix);
        SymbolAxis across = axis(columns);
        SymbolAxis down = axis(rows.stream().map(Row::name).toList());
        down.setInverted(true);
        XYPlot plot = new XYPlot(cells, across, down, new Cells(Scale.of(matrix[2])));
        plot.setDomainAxisLocation(AxisLocation.TOP_OR_LEFT);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        AxisSpace top = new AxisSpace();
        top.setTop(HEADING);
        plot.setFixedDomainAxisSpace(top);
        AxisSpace left = new AxisSpace();
        double details = detailWidth();
        double names = nameWidth(size.width() * MOST_NAME);
        left.setLeft(Math.ceil(names + BETWEEN + details + (details > 0 ? BETWEEN : 0)));
        plot.setFixedRangeAxisSpace(left);
        return new Drawing(Look.bare(plot), size, (surface, area) -> label(surface, area, size.width() * MOST_NAME));
    }

    private double[][] matrix() {
        List<double[]> known = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            List<OptionalDouble> values = rows.get(row).values();
            for (int column = 0; column < Math.min(values.size(), columns.size()); column++) {
                if (values.get(column).isPresent()) {
                    known.add(new double[] {column, row, values.get(column).getAsDouble()});
                }
            }
        }
        double[][] matrix = new double[3][known.size()];
        for (int i = 0; i < known.size(); i++) {
            for (int part = 0; part < 3; part++) {
                matrix[part][i] = known.get(i)[part];
            }
        }
        return matrix;
    }

    private static SymbolAxis axis(List<String> names) {
        SymbolAxis axis = new SymbolAxis(null, names.toArray(String[]::new));
        Look.bare(axis);
        axis.setGridBandsVisible(false);
        axis.setRange(-0.5, Math.max(0.5, names.size() - 0.5));
        axis.setTickLabelsVisible(false);
        return axis;
    }

    private void label(Graphics2D surface, Rectangle2D area, double room) {
        double right = area.getMinX() - BETWEEN;
        Look.right(surface, Look.PLAIN, Hue.MUTED, detailName, right, area.getMinY() - 9);
        double width = area.getWidth() / Math.max(1, columns.size());
        for (int column = 0; column < columns.size(); column++) {
            double middle = area.getMinX() + (column + 0.5) * width;
            Look.centre(surface, Look.PLAIN, Hue.MUTED, columns.get(column), middle, area.getMinY() - 9);
        }
        double height = area.getHeight() / Math.max(1, rows.size());
        for (int row = 0; row < rows.size(); row++) {
            double base = area.getMinY() + (row + 0.5) * height + 4;
            List<String> lines = Look.lines(Look.STRONG, rows.get(row).name(), room);
            for (int line = 0; line < lines.size(); line++) {
                double above = (line - (lines.size() - 1) / 2.0) * LINE;
                Look.left(surface, Look.STRONG, Hue.INK, lines.get(line), 0, base + above);
            }
            Look.right(surface, Look.PLAIN, Hue.MUTED, rows.get(row).detail(), right, base);
        }
    }

    private double nameWidth(double room) {
        return rows.stream()
                .flatMap(row -> Look.lines(Look.STRONG, row.name(), room).stream())
                .mapToDouble(Look.STRONG::width)
                .max()
                .orElse(0);
    }

    private double detailWidth() {
        double widest = Look.PLAIN.width(detailName);
        for (Row row : rows) {
            widest = Math.max(widest, Look.PLAIN.width(row.detail()));
        }
        return widest;
    }

    /** The step of the heat scale for a share. */
    int heat(double share) {
        return Scale.of(matrix()[2]).step(share);
    }

    /** The heat scale between the lowest and the highest value that a map holds. */
    private record Scale(double high, double spread) {
        static Scale of(double[] all) {
            double high = Arrays.stream(all).max().orElse(1);
            double low = Arrays.stream(all).min().orElse(0);
            return new Scale(high, Math.max(high - low, LEAST_SPREAD));
        }

        int step(double share) {
            int step = (int) Math.floor((share - (high - spread)) / spread * Hue.HEAT_STEPS);
            return Math.max(0, Math.min(Hue.HEAT_STEPS - 1, step));
        }
    }

    /** Rounded cells with the number inside. */
    private final class Cells extends XYBlockRenderer {
        private static final long serialVersionUID = 1L;

        private final transient Scale scale;

        Cells(Scale scale) {
            this.scale = scale;
        }

        @Override
        public void drawItem(
                Graphics2D surface,
                XYItemRendererState state,
                Rectangle2D area,
                PlotRenderingInfo info,
                XYPlot plot,
                ValueAxis across,
                ValueAxis down,
                XYDataset dataset,
                int series,
                int item,
                CrosshairState crosshair,
                int pass) {
            double column = dataset.getXValue(series, item);
            double row = dataset.getYValue(series, item);
            double share = ((XYZDataset) dataset).getZValue(series, item);
            double left = across.valueToJava2D(column - 0.5, area, plot.getDomainAxisEdge());
            double right = across.valueToJava2D(column + 0.5, area, plot.getDomainAxisEdge());
            double top = down.valueToJava2D(row - 0.5, area, plot.getRangeAxisEdge());
            double bottom = down.valueToJava2D(row + 0.5, area, plot.getRangeAxisEdge());
            int heat = scale.step(share);
            surface.setStroke(new BasicStroke(1));
            surface.setPaint(Hue.heat(heat).tint());
            surface.fill(new RoundRectangle2D.Double(left + 1, top + 1, right - left - 2, bottom - top - 2, 5, 5));
            Look.centre(
                    surface,
                    Look.NAMED,
                    Hue.onHeat(heat),
                    number.apply(share),
                    (left + right) / 2,
                    (top + bottom) / 2 + 4);
        }
    }
}
