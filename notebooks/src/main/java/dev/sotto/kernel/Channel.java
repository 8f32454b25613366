package dev.sotto.kernel;

/** The lines between Jupyter and a kernel. */
enum Channel {
    /** Cells and questions about names, answered in turn. */
    SHELL,
    /** What must not wait for a cell: interrupt and shutdown. */
    CONTROL,
    /** What everybody hears: results, errors, busy and idle. */
    IOPUB,
    /** Where a kernel could ask for input; ours never does. */
    STDIN,
    /** An echo, so that Jupyter knows that the kernel lives. */
    HEARTBEAT
}
