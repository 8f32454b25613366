package dev.sotto.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A workspace in a folder of its own: an empty sotto.yaml, the brand aurora, and what a test writes beside them. */
final class TestWorkspace {
    private final Path folder;

    TestWorkspace(Path folder) {
        this.folder = folder;
        write("sotto.yaml", "").write("brands.yaml", "brands: [{id: aurora, name: Aurora}]\n");
    }

    TestWorkspace write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Workspace read() {
        return Workspace.read(folder.resolve("sotto.yaml"), Map.of());
    }
}
