package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void takesTheCodeOfTheCauseThatIsKnown() {
        SottoException known = new SottoException(SottoException.Code.DATA, "Cannot read a: it is empty. Fill it.");
        Failure failure = Failure.of(new IllegalStateException("Job aborted", known), "sotto run");
        assertThat(failure).isEqualTo(new Failure(3, "Cannot read a: it is empty. Fill it."));
    }

    @Test
    void escapesWhatATerminalWouldObey() {
        SottoException odd = new SottoException(SottoException.Code.USE, "Cannot read 'a\u001b[31m\n\u202eb': no. Go.");
        assertThat(Failure.of(odd, "sotto run").line()).isEqualTo("Cannot read 'a\\u{1b}[31m\\n\\u{202e}b': no. Go.");
    }

    @Test
    void callsAFullDiskStorage() {
        Failure failure = Failure.of(new UncheckedIOException(new IOException("No space left on device")), "sotto run");
        assertThat(failure.exitCode()).isEqualTo(4);
        assertThat(failure.line()).contains("Make room on that disk");
    }

    @Test
    void callsMissingRightsStorage() {
        Failure failure = Failure.of(new UncheckedIOException(new AccessDeniedException("/x")), "sotto run");
        assertThat(failure.exitCode()).isEqualTo(4);
        assertThat(failure.line()).contains("/x may not be read or written").contains("Give this user the right");
    }

    @Test
    void callsUsedUpMemoryStorage() {
        Failure failure = Failure.of(new IllegalStateException(new OutOfMemoryError("heap")), "sotto run");
        assertThat(failure.exitCode()).isEqualTo(4);
        assertThat(failure.line()).contains("SOTTO_HEAP");
    }

    @Test
    void callsAllElseAFault() {
        Failure failure = Failure.of(new NullPointerException("x is null\n\tat somewhere"), "sotto run");
        assertThat(failure.exitCode()).isEqualTo(70);
        assertThat(failure.line())
                .contains("this is a fault of Sotto, NullPointerException: x is null. Run it again with --debug")
                .doesNotContain("somewhere");
    }
}
