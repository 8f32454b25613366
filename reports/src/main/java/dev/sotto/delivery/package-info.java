/** Decides what is due, sends it once, remembers it. */
@NullMarked
package dev.sotto.delivery;

import org.jspecify.annotations.NullMarked;
