package dev.sotto.ingest.record;

import java.io.IOException;

/** What the content of a file is cut into: lines, messages of a chat, or one document. The cuts lose no byte. */
public interface Frames {

    /** Move to the next frame; false at the end. */
    boolean next() throws IOException;

    /** The frame that {@link #next} moved to; the next one overwrites it. */
    Line line();

    /** How many bytes of the content lie before the next frame. */
    long offset();
}
