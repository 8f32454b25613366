/** One record on its way from bytes to an event: lines, strict JSON, values, and why one is refused. */
@NullMarked
package dev.sotto.ingest.record;

import org.jspecify.annotations.NullMarked;
