/** Foreign records become events or rejects, every record accounted for. */
@NullMarked
package dev.sotto.ingest;

import org.jspecify.annotations.NullMarked;
