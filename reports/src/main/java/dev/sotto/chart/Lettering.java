package dev.sotto.chart;

import java.awt.Graphics2D;

/** How a medium writes a line of text: as outlines where there are only pixels, as text where a document keeps text. */
public interface Lettering {

    /** Write a line in the surface's paint, with its left end at a point of the base line. */
    void write(Graphics2D surface, Typeface typeface, double size, String text, float x, float y);
}
