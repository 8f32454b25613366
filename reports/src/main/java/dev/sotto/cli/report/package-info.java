/** The commands and the step of a run that make reports. */
@NullMarked
package dev.sotto.cli.report;

import org.jspecify.annotations.NullMarked;
