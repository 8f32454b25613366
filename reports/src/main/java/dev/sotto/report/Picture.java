package dev.sotto.report;

import dev.sotto.chart.Drawing;

/** A chart that is still without a size: each medium has it drawn for the room that it gives. */
@FunctionalInterface
public interface Picture {

    /** How much of its data a picture shows. */
    enum Detail {
        FULL,
        /** As much, in a lower picture, since paper has an end. */
        LOW,
        /** What a phone has room for. */
        BRIEF;

        private static final double LOWERED = 0.84;

        /** By how much rows of it are lower than on a screen. */
        double height() {
            return this == LOW ? LOWERED : 1;
        }
    }

    /** The chart for a width; its height is its own. */
    Drawing draw(double width, Detail detail);
}
