package dev.sotto.ingest.file;

import dev.sotto.domain.Feed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file or folder to read, and what is known of how it is written.
 *
 * @param path taken literally where there is such a file; else its wildcards are followed
 * @param mapping what reads it where it is somebody's own table
 * @param feed the feed that wrote it, where somebody says so; else it shows in the content
 * @param declared the feeds of which one may turn out to have written it
 */
public record InputSpec(Path path, Optional<Path> mapping, Optional<Feed> feed, List<Feed> declared) {

    public InputSpec {
        declared = List.copyOf(declared);
    }

    /** A file of which nothing is declared but its mapping. */
    public InputSpec(Path path, Optional<Path> mapping) {
        this(path, mapping, Optional.empty(), List.of());
    }

    /** A canonical log, or what shows in its content. */
    public static InputSpec of(Path path) {
        return new InputSpec(path, Optional.empty());
    }
}
