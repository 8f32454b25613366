package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Data that nobody in this project wrote; it lies beside the repository, and what needs it is skipped where it is absent. */
public final class GroundTruth {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private GroundTruth() {}

    /** A file or folder of it: below {@code -Dsotto.ground-truth} or {@code SOTTO_GROUND_TRUTH}, else beside the repository. */
    public static Path at(String name) {
        String set = System.getProperty("sotto.ground-truth", System.getenv("SOTTO_GROUND_TRUTH"));
        Path found = set == null
                ? Stream.of(ROOT.resolveSibling("shared"), ROOT.getParent().resolveSibling("shared"))
                        .map(shared -> shared.resolve("ground-truth"))
                        .filter(Files::isDirectory)
                        .findFirst()
                        .orElse(ROOT.resolveSibling("shared"))
                : Path.of(set);
        Path path = found.resolve(name);
        assumeTrue(Files.exists(path), "the ground truth is not here");
        assertThat(path).exists();
        return path;
    }
}
