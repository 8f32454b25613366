package dev.sotto.domain;

/** Where long work says how far it is: a bar on a terminal, plain lines in a log, nothing when quiet. */
public interface Progress {

    /** Begin a step; a step before it that was not ended is ended. */
    void begin(String step);

    /** Say how much of the step is done, in its own unit; total 0 where it is not known. */
    void at(long done, long total);

    /** End the step with a few words on what came of it. */
    void end(String outcome);

    /** Progress that nobody sees. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String step) {}

        @Override
        public void at(long done, long total) {}

        @Override
        public void end(String outcome) {}
    };
}
