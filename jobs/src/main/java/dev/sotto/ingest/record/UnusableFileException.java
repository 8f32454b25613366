package dev.sotto.ingest.record;

/** A file that is refused as a whole; its code says why. */
public final class UnusableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public UnusableFileException(String code) {
        super(code);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
