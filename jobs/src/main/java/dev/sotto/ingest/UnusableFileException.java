package dev.sotto.ingest;

/** A file that is refused as a whole; its code says why. */
final class UnusableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    UnusableFileException(String code) {
        super(code);
        this.code = code;
    }

    String code() {
        return code;
    }
}
