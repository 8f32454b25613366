package dev.sotto.ingest.file;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds the files and folders that a path with wildcards stands for. */
final class Wildcards {
    private static final String SIGNS = "*?[{";

    private Wildcards() {}

    /** Everything that fits, in the order of names; nothing where the path has no wildcard. */
    static List<Path> matching(Path pattern) {
        Path base = pattern.getRoot();
        int fixed = 0;
        for (Path name : pattern) {
            if (hasSign(name)) {
                break;
            }
            base = base == null ? name : base.resolve(name);
            fixed++;
        }
        if (base == null || fixed == pattern.getNameCount() || !Files.isDirectory(base)) {
            return List.of();
        }
        Path rest = pattern.subpath(fixed, pattern.getNameCount());
        PathMatcher matcher = matcher(rest);
        int depth = rest.toString().contains("**") ? Integer.MAX_VALUE : rest.getNameCount();
        Path from = base;
        try (Stream<Path> paths = Files.walk(from, depth, FileVisitOption.FOLLOW_LINKS)) {
            return paths.filter(path -> matcher.matches(from.relativize(path)))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new SottoException(
                    SottoException.Code.DATA,
                    "Cannot list " + InputFiles.shown(from) + ": it may not be read. Give its owner the right to.",
                    e);
        }
    }

    private static boolean hasSign(Path name) {
        return name.toString().chars().anyMatch(c -> SIGNS.indexOf(c) >= 0);
    }

    private static PathMatcher matcher(Path pattern) {
        try {
            return pattern.getFileSystem().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot read " + InputFiles.shown(pattern) + ": there is no such file, and its wildcards are not"
                            + " closed. Close every [ and {, or correct the name.");
        }
    }
}
