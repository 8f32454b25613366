/** Intervals, tests, survival, attribution models: numbers in, numbers out. Pure Java. */
@NullMarked
package dev.sotto.stats;

import org.jspecify.annotations.NullMarked;
