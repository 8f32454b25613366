/** The Jupyter kernel. */
@NullMarked
package dev.sotto.kernel;

import org.jspecify.annotations.NullMarked;
