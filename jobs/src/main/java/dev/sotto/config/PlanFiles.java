package dev.sotto.config;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the files of a folder that declare one thing each, every one by an id of its own. */
final class PlanFiles {

    private PlanFiles() {}

    /** The declarations, in the order of their file names; what each says is put into the contents. */
    static List<Entry> read(Path folder, String key, FileSchema schema, Map<String, String> contents) {
        Map<String, Path> seen = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Path path : files(folder, key, key)) {
            YamlFile file = YamlFile.read(path, schema);
            Entry entry = Entry.of(file);
            requireOwnId(entry, path, seen);
            contents.put(key + "/" + path.getFileName(), file.canonical());
            entries.add(entry);
        }
        return entries;
    }

    /** Refuse a declaration whose id is that of a file that was seen before. */
    static void requireOwnId(Entry entry, Path path, Map<String, Path> seen) {
        Path before = seen.putIfAbsent(entry.text("id"), path);
        if (before != null) {
            throw entry.refusal(
                    "id",
                    "is '" + entry.text("id") + "', as of " + before.getFileName() + " already",
                    "Give each its own.");
        }
    }

    /**
     * The files of a folder that declare something, in the order of their names.
     *
     * @param key what names the folder in sotto.yaml
     * @param plans what the files hold, as a message says it
     */
    static List<Path> files(Path folder, String key, String plans) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[^.].*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot read the " + plans + " of " + folder + ": it is not a folder that can be listed."
                            + " Correct the key " + key + ", or make the folder.",
                    e);
        }
    }
}
