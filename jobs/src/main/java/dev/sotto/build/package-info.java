/** Runs folds and SQL files for the days that changed, audits, publishes. */
@NullMarked
package dev.sotto.build;

import org.jspecify.annotations.NullMarked;
