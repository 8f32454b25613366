/** Times the product beside its peer in one run. */
@NullMarked
package dev.sotto.bench;

import org.jspecify.annotations.NullMarked;
