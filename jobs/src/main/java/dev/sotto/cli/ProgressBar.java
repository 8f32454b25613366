package dev.sotto.cli;

import dev.sotto.domain.Progress;
import dev.sotto.query.Printable;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;

/** Progress on a terminal: one line that is drawn again while a step goes on, and stays as its outcome. */
final class ProgressBar implements Progress {
    private static final int BAR = 24;
    private static final long PAUSE_MILLIS = 100;
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final int columns;
    private final Clock clock;
    private final StepClock steps;
    private long drawnAt;

    ProgressBar(PrintStream out, int columns, Clock clock) {
        this.out = out;
        this.columns = columns;
        this.clock = clock;
        this.steps = new StepClock(clock);
    }

    @Override
    public synchronized void begin(String step) {
        if (steps.isRunning()) {
            end("");
        }
        steps.begin(step);
        draw(steps.step() + " …");
    }

    @Override
    public synchronized void at(long done, long total) {
        if (!steps.isRunning() || clock.millis() - drawnAt < PAUSE_MILLIS) {
            return;
        }
        draw(total > 0 ? bar((double) done / total) : String.format(Locale.ROOT, "%s … %,d", steps.step(), done));
    }

    @Override
    public synchronized void end(String outcome) {
        if (steps.isRunning()) {
            out.print(CLEAR_LINE);
            out.println(Printable.line(steps.end(outcome)));
        }
    }

    private String bar(double share) {
        double done = Math.max(0, Math.min(1, share));
        int full = (int) (done * BAR);
        return String.format(
                Locale.ROOT, "%-20s %s%s %3d %%", steps.step(), "█".repeat(full), "░".repeat(BAR - full), (int)
                        (done * 100));
    }

    private void draw(String text) {
        drawnAt = clock.millis();
        String line = Printable.line(text);
        out.print(CLEAR_LINE + line.substring(0, Math.min(line.length(), columns - 1)));
        out.flush();
    }
}
