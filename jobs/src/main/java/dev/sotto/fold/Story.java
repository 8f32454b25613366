package dev.sotto.fold;

import java.util.List;

/** Turns all that happened between a brand and a contact, in order of time, into rows. */
public interface Story {

    /** Give the rows of one brand and one contact. */
    void tell(List<StoryEvent> events, RowSink sink);
}
