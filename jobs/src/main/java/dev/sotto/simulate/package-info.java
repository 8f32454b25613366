/** Makes event logs with a known truth in them. */
@NullMarked
package dev.sotto.simulate;

import org.jspecify.annotations.NullMarked;
