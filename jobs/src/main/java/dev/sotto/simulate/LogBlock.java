package dev.sotto.simulate;

import java.util.List;

/**
 * A block of neighbourhoods as what the log's files get of it.
 *
 * @param parts what each file gets, in the order of files; nothing where a file was written whole
 * @param counts what was counted in it
 */
record LogBlock(List<LogText.Part> parts, LogCounts counts) {
    LogBlock {
        parts = List.copyOf(parts);
    }
}
