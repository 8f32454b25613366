package dev.sotto.simulate;

import java.io.IOException;

/** Where the records of one block go, and what the log's files get of it in the end. */
interface LogSink extends Feed.Arrival {
    /** Begin with a block, by its number. */
    void begin(long number);

    /** Whether a whole block has to be in the order of arrival; else each neighbourhood is enough. */
    boolean wantsBlocksInOrder();

    /** End the block, with what was counted on its way. */
    LogBlock end(LogCounts counts) throws IOException;
}
