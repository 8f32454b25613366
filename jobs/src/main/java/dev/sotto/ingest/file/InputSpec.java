package dev.sotto.ingest.file;

import java.nio.file.Path;
import java.util.Optional;

/** A file or folder to read, taken literally, and the mapping that reads it where it is no canonical log. */
public record InputSpec(Path path, Optional<Path> mapping) {

    /** A canonical log. */
    public static InputSpec of(Path path) {
        return new InputSpec(path, Optional.empty());
    }
}
