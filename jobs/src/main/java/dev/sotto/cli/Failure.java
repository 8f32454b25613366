package dev.sotto.cli;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import dev.sotto.query.Printable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user hears of an error: the exit code and one line.
 *
 * @param line the whole message, safe to print
 */
public record Failure(int exitCode, String line) {

    /** What an error means: that of a {@link SottoException} wherever it lies in the chain of causes, else a guess. */
    public static Failure of(Throwable error, String command) {
        SottoException known = cause(error, SottoException.class);
        if (known != null) {
            return new Failure(known.code().exitCode(), Printable.line(message(known)));
        }
        OutOfMemoryError memory = cause(error, OutOfMemoryError.class);
        if (memory != null) {
            return storage(
                    command,
                    "the memory of " + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB is used up",
                    "Give it more, such as SOTTO_HEAP=4g");
        }
        IOException disk = cause(error, IOException.class);
        if (disk != null) {
            return storage(command, why(disk), remedy(disk));
        }
        return new Failure(
                Code.BUG.exitCode(),
                Printable.line(
                        "Cannot finish '" + command + "': this is a fault of Sotto, "
                                + error.getClass().getSimpleName() + ": " + message(error)
                                + ". Run it again with --debug and"
                                + " send what it shows, which holds no message text and no ids of persons, to the maintainers."));
    }

    private static Failure storage(String command, String why, String remedy) {
        return new Failure(
                Code.STORAGE.exitCode(),
                Printable.line("Cannot finish '" + command + "': " + why + ". " + remedy + "."));
    }

    private static String why(IOException error) {
        if (error instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be read or written";
        }
        if (error instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason() + " (" + file.getFile() + ")";
        }
        return error.getClass().getSimpleName() + ": " + message(error);
    }

    private static String remedy(IOException error) {
        String text = message(error).toLowerCase(Locale.ROOT);
        if (text.contains("no space left")) {
            return "Make room on that disk and run the command again; what is published is whole";
        }
        if (error instanceof AccessDeniedException || text.contains("permission denied")) {
            return "Give this user the right to it, or name another folder with --warehouse or --output";
        }
        return "Mend that and run the command again; 'sotto doctor' looks at the usual causes";
    }

    private static String message(Throwable error) {
        String message = error.getMessage();
        return message == null || message.isBlank() ? "no further word" : firstLines(message);
    }

    // Spark writes whole stack traces of its tasks into messages.
    private static String firstLines(String message) {
        int trace = message.indexOf("\n\tat ");
        return (trace < 0 ? message : message.substring(0, trace)).strip();
    }

    private static <T extends Throwable> @Nullable T cause(Throwable error, Class<T> type) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable at = error; at != null && seen.add(at); at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
