package dev.sotto.cli;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import dev.sotto.query.Printable;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/** Findings about what a user has, one line each, and the exit code of the worst. */
final class Diagnosis {
    private final PrintStream out;
    private int exitCode;

    Diagnosis(PrintStream out) {
        this.out = out;
    }

    /** Look at one thing: the words about it where it is fit, the error where it is not. */
    void of(String what, Supplier<String> look) {
        try {
            line("ok", what, look.get());
        } catch (SottoException e) {
            line("not ok", what, String.valueOf(e.getMessage()));
            exitCode = Math.max(exitCode, e.code().exitCode());
        }
    }

    /** What a look throws where something is not fit. */
    static SottoException unfit(String finding) {
        return new SottoException(Code.STORAGE, finding);
    }

    int exitCode() {
        return exitCode;
    }

    private void line(String verdict, String what, String words) {
        out.printf(Locale.ROOT, "%-7s %-10s %s%n", verdict, what, Printable.line(words));
    }
}
