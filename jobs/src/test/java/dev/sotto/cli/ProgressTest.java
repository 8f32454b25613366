package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final SteppedClock clock = new SteppedClock();

    @Test
    void writesOneLineAStepIntoALog() {
        steps(new ProgressLines(out, clock));
        assertThat(text())
                .isEqualTo("read 2 files            1.5 s  10 events\n" + "fold                 1 min 05 s\n"
                        + "write                   0.2 s  done\n");
    }

    @Test
    void drawsTheSameLineAgainOnATerminal() {
        ProgressBar bar = new ProgressBar(out, 60, clock);
        bar.begin("read");
        clock.forward(Duration.ofMillis(200));
        bar.at(1, 2);
        assertThat(text()).endsWith("\r\u001b[2Kread                 ████████████░░░░░░░░░░░░  50 %");
        bar.at(2, 2);
        assertThat(text()).as("not drawn again at once").doesNotContain("100 %");
        bar.end("10 events");
        assertThat(text()).endsWith("\r\u001b[2Kread                    0.2 s  10 events\n");
    }

    @Test
    void neverDrawsOverTheEndOfALine() {
        new ProgressBar(out, 20, clock).begin("a step with a name that is far too long");
        assertThat(text().replace("\r\u001b[2K", "")).hasSizeLessThan(20);
    }

    private void steps(Progress progress) {
        progress.begin("read 2 files");
        clock.forward(Duration.ofMillis(1500));
        progress.at(1, 2);
        progress.end("10 events");
        progress.begin("fold");
        clock.forward(Duration.ofSeconds(65));
        progress.begin("write");
        clock.forward(Duration.ofMillis(200));
        progress.end("done");
        progress.end("twice");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A clock that moves when it is told to. */
    private static final class SteppedClock extends Clock {
        private Instant now = Stage.NOW;

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
