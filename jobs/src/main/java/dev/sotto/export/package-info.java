/** Partner files: disclosure control, manifest, signature, delivery. */
@NullMarked
package dev.sotto.export;

import org.jspecify.annotations.NullMarked;
