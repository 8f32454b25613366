/** Somebody's own table, read as a mapping says, without code. */
@NullMarked
package dev.sotto.ingest.mapping;

import org.jspecify.annotations.NullMarked;
