package dev.sotto.warehouse;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.iceberg.exceptions.CommitFailedException;

/** Finds in what an engine throws the failure that a person can act on. */
final class StorageFailure {
    private StorageFailure() {}

    /** A failure of a disk as a message with a remedy, one of ours as it was thrown, any other as a bug. */
    static RuntimeException of(String what, Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SottoException ours) {
                return ours;
            }
            if (cause instanceof IOException
                    || cause instanceof SQLException
                    || cause instanceof CommitFailedException) {
                return new SottoException(
                        SottoException.Code.STORAGE,
                        "Cannot " + what + ": " + cause.getMessage()
                                + ". Nothing was published by it; see that the disk is sound and has room, and run again.",
                        thrown);
            }
        }
        return new SottoException(
                SottoException.Code.BUG,
                "Cannot " + what + ": the engine failed. Report this with the stack trace.",
                thrown);
    }
}
