package dev.sotto.simulate;

/** How an event is written as a line of a log: into a buffer of its own, which the next line takes again. */
interface LineFormat {
    /** Write an event's line, without its end, to the beginning of the buffer; answers its length. */
    int encode(SimulatedEvent event, long receivedAt);

    /** The buffer as it is now. */
    byte[] buffer();

    /** The line at the head of each file; empty for none. */
    default String header() {
        return "";
    }
}
