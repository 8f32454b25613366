/** Foreign webhooks and exports: one connector a format turns each of their messages and statuses into a record. */
@NullMarked
package dev.sotto.ingest.connect;

import org.jspecify.annotations.NullMarked;
