package dev.sotto.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A look at a warehouse's folder and catalog that finds within a second what an engine would retry for minutes. */
final class Preflight {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TABLES =
            "SELECT table_namespace || '.' || table_name, metadata_location FROM iceberg_tables"
                    + " WHERE metadata_location IS NOT NULL";

    private final CatalogAddress address;

    Preflight(CatalogAddress address) {
        this.address = address;
    }

    /** See that the folder can be written, making it where it is missing. */
    void checkFolder() {
        Path directory = address.directory();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw failure("its folder cannot be made (" + e + "). Choose another with --warehouse.", e);
        }
        if (!Files.isWritable(directory)) {
            throw failure(
                    "its folder cannot be written. Change its permissions or choose another with --warehouse.", null);
        }
    }

    /** See that every table of the catalog has metadata that can be read. */
    void checkTables() {
        if (!Files.exists(address.database())) {
            return;
        }
        metadataLocations().forEach(this::checkMetadata);
    }

    private Map<String, String> metadataLocations() {
        Map<String, String> locations = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(address.jdbc());
                Statement statement = connection.createStatement()) {
            try (ResultSet known = statement.executeQuery(
                    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'iceberg_tables'")) {
                if (!known.next()) {
                    return locations;
                }
            }
            try (ResultSet tables = statement.executeQuery(TABLES)) {
                while (tables.next()) {
                    locations.put(tables.getString(1), tables.getString(2));
                }
            }
            return locations;
        } catch (SQLException e) {
            throw failure(
                    "its catalog " + address.database() + " cannot be read (" + e.getMessage()
                            + "). Restore it from a backup, or run `sotto repair`.",
                    e);
        }
    }

    private void checkMetadata(String table, String location) {
        Path file = Path.of(new org.apache.hadoop.fs.Path(location).toUri().getPath());
        try {
            JsonNode metadata = JSON.readTree(file.toFile());
            if (!metadata.path("format-version").isInt()
                    || !metadata.path("schemas").isArray()) {
                throw damaged(table, file, "it is no table metadata", null);
            }
        } catch (IOException e) {
            throw damaged(table, file, e.getClass().getSimpleName(), e);
        }
    }

    private SottoException damaged(String table, Path file, String why, @Nullable Throwable cause) {
        return failure(
                "the metadata of table " + table + " is damaged or gone (" + file + ": " + why
                        + "). Restore the folder from a backup, or run `sotto repair`.",
                cause);
    }

    private SottoException failure(String why, @Nullable Throwable cause) {
        String message = "Cannot open the warehouse " + address.directory() + ": " + why;
        return cause == null
                ? new SottoException(SottoException.Code.STORAGE, message)
                : new SottoException(SottoException.Code.STORAGE, message, cause);
    }
}
