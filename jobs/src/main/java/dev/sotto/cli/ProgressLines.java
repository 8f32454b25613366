package dev.sotto.cli;

import dev.sotto.domain.Progress;
import dev.sotto.query.Printable;
import java.io.PrintStream;
import java.time.Clock;

/** Progress as plain lines, one when a step ends, for logs. */
final class ProgressLines implements Progress {
    private final PrintStream out;
    private final StepClock steps;

    ProgressLines(PrintStream out, Clock clock) {
        this.out = out;
        this.steps = new StepClock(clock);
    }

    @Override
    public void begin(String step) {
        if (steps.isRunning()) {
            end("");
        }
        steps.begin(step);
    }

    @Override
    public void at(long done, long total) {}

    @Override
    public void end(String outcome) {
        if (steps.isRunning()) {
            out.println(Printable.line(steps.end(outcome)));
        }
    }
}
