package dev.sotto.chart;

import static dev.sotto.chart.SvgText.number;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** Shapes as the SVG elements that say them shortest. */
final class SvgPath {
    private SvgPath() {}

    /** The element without its colours and its end, such as {@code <rect x="1" …}. */
    static String element(Shape shape, AffineTransform transform) {
        boolean moved = (transform.getType() & ~AffineTransform.TYPE_TRANSLATION) == 0;
        if (!moved) {
            return "<path d=\"" + data(shape, transform) + '"';
        }
        double dx = transform.getTranslateX();
        double dy = transform.getTranslateY();
        if (shape instanceof Line2D line) {
            return attributes(
                    "line",
                    "x1",
                    line.getX1() + dx,
                    "y1",
                    line.getY1() + dy,
                    "x2",
                    line.getX2() + dx,
                    "y2",
                    line.getY2() + dy);
        }
        if (shape instanceof Ellipse2D circle && Math.abs(circle.getWidth() - circle.getHeight()) < 0.01) {
            return attributes(
                    "circle",
                    "cx",
                    circle.getCenterX() + dx,
                    "cy",
                    circle.getCenterY() + dy,
                    "r",
                    circle.getWidth() / 2);
        }
        if (shape instanceof RoundRectangle2D box) {
            return attributes(
                    "rect",
                    "x",
                    box.getX() + dx,
                    "y",
                    box.getY() + dy,
                    "width",
                    box.getWidth(),
                    "height",
                    box.getHeight(),
                    "rx",
                    box.getArcWidth() / 2);
        }
        if (shape instanceof Rectangle2D box) {
            return attributes(
                    "rect",
                    "x",
                    box.getX() + dx,
                    "y",
                    box.getY() + dy,
                    "width",
                    box.getWidth(),
                    "height",
                    box.getHeight());
        }
        return "<path d=\"" + data(shape, transform) + '"';
    }

    private static String attributes(String name, Object... pairs) {
        StringBuilder element = new StringBuilder("<").append(name);
        for (int i = 0; i < pairs.length; i += 2) {
            element.append(' ')
                    .append(pairs[i])
                    .append("=\"")
                    .append(number((Double) pairs[i + 1]))
                    .append('"');
        }
        return element.toString();
    }

    /** A shape as path data. */
    static String data(Shape shape, AffineTransform transform) {
        StringBuilder data = new StringBuilder();
        double[] point = new double[6];
        for (PathIterator path = shape.getPathIterator(transform); !path.isDone(); path.next()) {
            switch (path.currentSegment(point)) {
                case PathIterator.SEG_MOVETO -> append(data, 'M', point, 2);
                case PathIterator.SEG_LINETO -> append(data, 'L', point, 2);
                case PathIterator.SEG_QUADTO -> append(data, 'Q', point, 4);
                case PathIterator.SEG_CUBICTO -> append(data, 'C', point, 6);
                default -> data.append('Z');
            }
        }
        return data.toString();
    }

    private static void append(StringBuilder data, char command, double[] point, int count) {
        data.append(command);
        for (int i = 0; i < count; i++) {
            String number = number(point[i]);
            if (i > 0 && !number.startsWith("-")) {
                data.append(' ');
            }
            data.append(number);
        }
    }
}
