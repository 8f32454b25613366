package dev.sotto.chart;

import java.awt.Color;

/** A hue as Java's drawing knows colours: its light value where a medium has one ground, its name where it has both. */
final class Tint extends Color {
    private static final long serialVersionUID = 1L;

    private final Hue hue;

    Tint(Hue hue) {
        super(hue.light());
        this.hue = hue;
    }

    int on(Hue.Ground ground) {
        return ground == Hue.Ground.LIGHT ? hue.light() : hue.dark();
    }

    String css() {
        return hue.css();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tint tint && tint.hue == hue;
    }

    @Override
    public int hashCode() {
        return hue.hashCode();
    }
}
