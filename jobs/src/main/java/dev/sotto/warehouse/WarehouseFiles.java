package dev.sotto.warehouse;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The files below a warehouse's tables, told apart by whether any table needs them. */
public final class WarehouseFiles {
    private final Path folder;

    WarehouseFiles(Path folder) {
        this.folder = folder;
    }

    /** Files that nothing needs. */
    public record Orphans(List<Path> files) {
        public Orphans {
            files = List.copyOf(files);
        }

        /** Those that were last written before an instant, in milliseconds: the others may be of something under way. */
        public Orphans writtenBefore(long millis) {
            return new Orphans(files.stream()
                    .filter(file -> {
                        try {
                            return Files.getLastModifiedTime(file).toMillis() < millis;
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList());
        }

        public long bytes() {
            return files.stream().mapToLong(file -> file.toFile().length()).sum();
        }

        /** Delete them. */
        public void delete() {
            CrashPoints.reach("sweep");
            try {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The addresses of all files that a table needs for the snapshots that it has. */
    static Set<String> of(Table table) {
        Set<String> needed = new TreeSet<>(ReachableFileUtil.metadataFileLocations(table, false));
        Set<String> current = Set.copyOf(ReachableFileUtil.manifestListLocations(table));
        needed.addAll(current);
        needed.addAll(ReachableFileUtil.statisticsFilesLocations(table));
        Set<String> read = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                needed.add(manifest.path());
                if (read.add(manifest.path())) {
                    addPaths(table, manifest, needed);
                }
            }
        }
        return needed;
    }

    private static void addPaths(Table table, ManifestFile manifest, Set<String> needed) {
        try (CloseableIterable<String> paths = ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
            paths.forEach(needed::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files at these addresses, as far as they are there. */
    Orphans at(Set<String> locations) {
        return new Orphans(locations.stream()
                .map(WarehouseFiles::path)
                .filter(Files::exists)
                .sorted()
                .toList());
    }

    /** All files of the folder but these; refused where one of these is not found, since then the names cannot be compared. */
    Orphans beside(Set<String> needed) {
        if (!Files.isDirectory(folder)) {
            return new Orphans(List.of());
        }
        Set<Path> known = new HashSet<>();
        needed.forEach(location -> known.add(path(location)));
        List<Path> orphans = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                if (!known.remove(file.normalize())) {
                    orphans.add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Old metadata that was deleted is named on for a while; whatever else is missing is a mismatch.
        known.removeIf(file -> file.toString().endsWith(".metadata.json"));
        if (!known.isEmpty()) {
            throw new SottoException(
                    SottoException.Code.STORAGE,
                    "Cannot tell which files of " + folder + " are needed: "
                            + known.iterator().next() + " and " + (known.size() - 1)
                            + " more are not below it. Nothing was deleted; see that the warehouse was not moved.");
        }
        return new Orphans(orphans);
    }

    private static Path path(String location) {
        return Path.of(new org.apache.hadoop.fs.Path(location).toUri().getPath())
                .toAbsolutePath()
                .normalize();
    }
}
