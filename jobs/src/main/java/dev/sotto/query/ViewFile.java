package dev.sotto.query;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;

/** A file beside the warehouse that a session shows as a view: CSV with a header, JSON Lines or Parquet. */
record ViewFile(Path path, String format) {

    /** The file under that name, or a refusal: of names that are no identifiers, missing files and other endings. */
    static ViewFile of(String name, Path path) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw refusal(name, path, "'" + name + "' is no name for a view", "Use letters, digits and _");
        }
        if (!Files.isReadable(path)) {
            throw refusal(name, path, "the file is not there or may not be read", "Mend its path or its rights");
        }
        return new ViewFile(path.toAbsolutePath().normalize(), format(name, path));
    }

    private static String format(String name, Path path) {
        String file = path.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("\\.(gz|zst|zstd)$", "");
        String ending = file.substring(file.lastIndexOf('.') + 1);
        return switch (ending) {
            case "csv" -> "csv";
            case "json", "jsonl", "ndjson" -> "json";
            case "parquet" -> "parquet";
            default ->
                throw refusal(name, path, "its ending tells no format", "Name it .csv, .json, .jsonl or .parquet");
        };
    }

    /** Make the view in a session. A broken record ends the query that meets it; no value is guessed away. */
    void show(SparkSession session, String name) {
        DataFrameReader reader = session.read()
                .format(format)
                .option("mode", "FAILFAST")
                // The path means itself, whatever brackets and stars are in it.
                .option("__globPaths__", "false");
        if (format.equals("csv")) {
            reader = reader.option("header", "true").option("inferSchema", "true");
        }
        reader.load("file:" + path).createOrReplaceTempView(name);
    }

    private static SottoException refusal(String name, Path path, String why, String remedy) {
        return new SottoException(
                Code.USE, "Cannot show " + path + " as the view " + name + ": " + why + ". " + remedy + ".");
    }
}
