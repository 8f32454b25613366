/** Commands, exit codes, progress. */
@NullMarked
package dev.sotto.cli;

import org.jspecify.annotations.NullMarked;
