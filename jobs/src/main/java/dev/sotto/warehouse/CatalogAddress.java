package dev.sotto.warehouse;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the catalog and the ledger of a warehouse lie: one SQLite file, in which commits are compare-and-set and forced.
 *
 * <p>It can only name Iceberg's JdbcCatalog: a HadoopCatalog loses acknowledged commits.
 */
record CatalogAddress(Path directory) {
    static final String NAME = "sotto";

    Path database() {
        return directory.resolve("catalog.db");
    }

    String jdbc() {
        return "jdbc:sqlite:" + database() + "?journal_mode=WAL&busy_timeout=30000&synchronous=FULL";
    }

    /** The properties of Iceberg's catalog. */
    Map<String, String> properties() {
        return new TreeMap<>(Map.of(
                "type",
                "jdbc",
                "uri",
                jdbc(),
                "jdbc.schema-version",
                "V1",
                "warehouse",
                "file:" + directory.resolve("tables"),
                "io-impl",
                FsyncFileIO.class.getName(),
                "cache-enabled",
                "false"));
    }
}
