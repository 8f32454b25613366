package dev.sotto.domain;

/**
 * A failure that a person can act on: "Cannot <do> <what>: <why, with the value>. <remedy>."
 *
 * <p>Bad rows of a log are never exceptions; they are rejects with a reason.
 */
public final class SottoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is, which decides the exit code. */
    public enum Code {
        USE(2),
        DATA(3),
        STORAGE(4),
        BUG(70);

        private final int exitCode;

        Code(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final Code code;

    public SottoException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public SottoException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
