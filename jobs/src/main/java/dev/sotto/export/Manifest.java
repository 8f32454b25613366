package dev.sotto.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sotto.domain.Sha256;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an export says of itself: whose it is, of when, from which run, and the size and hash of every file.
 *
 * @param period such as 2026-W15
 * @param revision 1, and one more for each restatement of the period
 * @param threshold the fewest persons of a published cell
 * @param suppressed how many rows are withheld; they stand marked in the files, so the number tells nothing more
 * @param previousManifestSha256 hash of the manifest before it: of the revision before, else of the period before
 */
record Manifest(
        String brand,
        String period,
        String periodStartOn,
        int revision,
        int schemaVersion,
        String runId,
        String snapshotId,
        int threshold,
        long rows,
        long suppressed,
        List<Entry> files,
        List<Statement> statements,
        String signingKeySha256,
        @Nullable String previousManifestSha256) {

    static final String NAME = "manifest.json";
    static final String SIGNATURE = "manifest.json.sig";
    static final int SCHEMA_VERSION = 1;

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .serializationInclusion(JsonInclude.Include.ALWAYS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** A file of the export. */
    record Entry(String name, long bytes, String sha256, long rows) {}

    /** Something that the export promises, and the query that anybody can ask to see it kept. */
    record Statement(String statement, String query, String querySha256, long result) {}

    /** The promise about minors. */
    static final Statement NO_MINORS = statement(
            "no under_16 row in this export",
            "SELECT COUNT(*) FROM 'results.parquet' WHERE"
                    + " regexp_matches(',' || COALESCE(slice_value, '') || ',', ',(under_16|16_17|unknown),')"
                    + " OR regexp_matches(',' || COALESCE(slice, '') || ',', ',(age|age_band|band),')");

    Manifest {
        files = List.copyOf(files);
        statements = List.copyOf(statements);
        LocalDate.parse(periodStartOn);
    }

    /** Its one form in bytes: keys in order, no spaces, UTF-8. */
    byte[] bytes() throws IOException {
        return CANONICAL.writeValueAsBytes(this);
    }

    /** Read a manifest, and refuse one that is not in its one form. */
    static Manifest read(byte[] bytes) throws IOException {
        Manifest manifest = CANONICAL.readValue(bytes, Manifest.class);
        if (!Arrays.equals(manifest.bytes(), bytes)) {
            throw new IOException("it is not in canonical form");
        }
        return manifest;
    }

    private static Statement statement(String statement, String query) {
        return new Statement(statement, query, Sha256.of(query), 0);
    }
}
