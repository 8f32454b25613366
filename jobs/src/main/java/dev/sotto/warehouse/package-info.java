/** The only place that opens Spark, the catalog and the ledger. */
@NullMarked
package dev.sotto.warehouse;

import org.jspecify.annotations.NullMarked;
