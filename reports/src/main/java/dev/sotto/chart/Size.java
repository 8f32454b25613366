package dev.sotto.chart;

/** The size that a picture has on its page, in CSS pixels: it is drawn at it and never scaled. */
public record Size(double width, double height) {
    public Size {
        if (!(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException("a picture of " + width + " × " + height + " has no area");
        }
    }
}
