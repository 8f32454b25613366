package dev.sotto.ingest;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What became of the records of a part.
 *
 * @param refused why the whole file is refused; null if it is not
 */
record PartSummary(
        int fileIndex, FileCounts counts, @Nullable String refused) implements Serializable {}
