/** Draws rows as a picture; the only package that knows JFreeChart. */
@NullMarked
package dev.sotto.chart;

import org.jspecify.annotations.NullMarked;
