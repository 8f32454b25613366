/** The folds: events of one key in order become rows. Pure Java, no Spark. */
@NullMarked
package dev.sotto.fold;

import org.jspecify.annotations.NullMarked;
