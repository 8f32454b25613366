package dev.sotto.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The SQL files that the product ships: its functions, its units, and its tables in the order in which they are made. */
public final class SqlFiles {

    /** The view of what the units add up to. */
    public static final String ROLLED_UP = "rolled_up";

    private SqlFiles() {}

    /** Statements that define the functions that SQL files use. */
    public static List<String> functions() {
        return List.copyOf(read("functions").values());
    }

    /** What is counted: the units that are added up by cell and person to what {@link #ROLLED_UP} holds. */
    public static List<SqlFile> units() {
        return Shipped.UNITS;
    }

    /** The tables, each after those that it reads, itself or by way of the units. */
    public static List<SqlFile> tables() {
        return Shipped.TABLES;
    }

    /** Read once, when first asked for: they are part of the program. */
    private static final class Shipped {
        static final List<SqlFile> UNITS = List.copyOf(files("units").values());
        static final List<SqlFile> TABLES = inOrder(files("metrics"));
    }

    private static List<SqlFile> inOrder(Map<String, SqlFile> files) {
        Map<String, SqlFile> ordered = new LinkedHashMap<>();
        files.keySet().forEach(table -> addAfterItsReads(table, files, ordered));
        return List.copyOf(ordered.values());
    }

    /** The tables that must be there before the units can be added up. */
    public static List<String> readsOfUnits() {
        return units().stream()
                .flatMap(file -> file.reads().stream())
                .distinct()
                .toList();
    }

    private static Map<String, SqlFile> files(String folder) {
        Map<String, SqlFile> files = new TreeMap<>();
        read(folder).forEach((name, text) -> {
            String table = folder + "." + name;
            files.put(table, SqlFile.parse(table, text));
        });
        return files;
    }

    /** What each column means, by name. */
    public static Map<String, String> columnComments() {
        try (InputStream yaml = Objects.requireNonNull(SqlFiles.class.getResourceAsStream("/sql/columns.yaml"))) {
            return new YAMLMapper().readValue(yaml, new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addAfterItsReads(String table, Map<String, SqlFile> files, Map<String, SqlFile> ordered) {
        SqlFile file = files.get(table);
        if (file == null || ordered.containsKey(table)) {
            return;
        }
        for (String read : file.reads()) {
            List<String> tables = read.equals(ROLLED_UP) ? readsOfUnits() : List.of(read);
            tables.forEach(of -> addAfterItsReads(of, files, ordered));
        }
        ordered.put(table, file);
    }

    private static Map<String, String> read(String folder) {
        URL url = Objects.requireNonNull(SqlFiles.class.getResource("/sql/" + folder));
        try {
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return texts(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return texts(jar.getPath("/sql/" + folder));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> listed = Files.list(folder)) {
            listed.filter(path -> path.toString().endsWith(".sql")).sorted().forEach(paths::add);
        }
        Map<String, String> texts = new TreeMap<>();
        for (Path path : paths) {
            String name = path.getFileName().toString();
            texts.put(
                    name.substring(0, name.length() - ".sql".length()), Files.readString(path, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
