package dev.sotto.export;

import static dev.sotto.export.TestExports.WEEK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import dev.sotto.domain.Sha256;
import dev.sotto.domain.Slug;
import dev.sotto.domain.SottoException;
import dev.sotto.export.PartnerExport.Handover;
import dev.sotto.export.PartnerExport.Order;
import dev.sotto.export.PartnerExport.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerExportTest {
    @TempDir
    Path home;

    private TestExports exports;

    @BeforeEach
    void makeKey() {
        exports = TestExports.in(home);
    }

    @Test
    void writesFourFilesThatVerify() throws IOException {
        List<Result> results = new World(1, 3, 7).results();
        Handover handover = exports.export("acme", WEEK, results);
        assertThat(handover.outcome()).isEqualTo(Outcome.WRITTEN);
        assertThat(handover.directory())
                .isEqualTo(exports.output()
                        .toRealPath()
                        .resolve("exports")
                        .resolve(Slug.of("acme"))
                        .resolve("2026-W15"));
        assertThat(Disk.names(handover.directory()))
                .containsExactly("manifest.json", "manifest.json.sig", "results.csv", "results.parquet");
        ExportVerification checked = ExportVerification.of(
                handover.directory(), VerifyingKey.read(handover.directory().resolveSibling(VerifyingKey.NAME)));
        assertThat(checked.rows()).isEqualTo(results.size()).isEqualTo(handover.rows());
        assertThat(checked.suppressed()).isPositive().isEqualTo(handover.suppressed());
        assertThat(exports.output().resolve("tmp")).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void writesTheSameBytesForTheSameResultsInAnyOrder() throws IOException {
        List<Result> results = new ArrayList<>(new World(2, 3, 7).results());
        Handover first = exports.export("acme", WEEK, results);
        exports = new TestExports(exports.key(), home.resolve("elsewhere"));
        Collections.reverse(results);
        Handover second = exports.export("acme", WEEK, results);
        for (String name : Disk.names(first.directory())) {
            assertThat(second.directory().resolve(name))
                    .hasSameBinaryContentAs(first.directory().resolve(name));
        }
    }

    @Test
    void showsEveryReaderTheSameNumbers() throws IOException, SQLException {
        Path directory =
                exports.export("acme", WEEK, new World(3, 3, 7).results()).directory();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            String parquet = "'" + directory.resolve(ParquetFile.NAME) + "'";
            String csv = "read_csv('" + directory.resolve(CsvFile.NAME) + "', header = true, all_varchar = false)";
            assertThat(number(duckdb, "SELECT COUNT(*) FROM " + parquet)).isPositive();
            String columns = "metric, campaign_id, period, CAST(period_start_on AS DATE), slice, slice_value,"
                    + " CAST(value AS DOUBLE), CAST(numerator AS DOUBLE), CAST(denominator AS DOUBLE),"
                    + " CAST(persons AS BIGINT), CAST(pending AS BIGINT), status";
            assertThat(number(
                            duckdb,
                            "SELECT COUNT(*) FROM (SELECT " + columns + " FROM " + parquet + " EXCEPT ALL SELECT "
                                    + columns + " FROM " + csv + ")"))
                    .isZero();
            assertThat(number(duckdb, "SELECT COUNT(*) FROM " + csv))
                    .isEqualTo(number(duckdb, "SELECT COUNT(*) FROM " + parquet));
            assertThat(number(duckdb, "SELECT COUNT(*) FROM " + parquet + " WHERE persons < 50"))
                    .isZero();
            Manifest.Statement promise =
                    ExportVerification.manifest(directory).statements().get(0);
            assertThat(number(duckdb, promise.query().replace("'results.parquet'", parquet)))
                    .isEqualTo(promise.result())
                    .isZero();
        }
    }

    @Test
    void holdsNoByteOfAnotherBrandNorOfAMinor() throws IOException {
        List<Result> results = new ArrayList<>(new World(4, 3, 7).results());
        for (Result result : new World(5, 3, 7).results()) {
            results.add(Given.messages(9_999_991, 7_777_773)
                    .of("canarybrand")
                    .in("canarycampaign-" + result.hashCode())
                    .by("kind", "canarykind-" + results.size())
                    .result());
        }
        results.add(Given.rate("filter_hit_rate", 7_777_771, 99_999_989)
                .by("age_band,side", "under_16,canaryside")
                .result());
        Handover handover = exports.export("acme", WEEK, results);
        for (String name : Disk.names(handover.directory())) {
            String bytes =
                    new String(Files.readAllBytes(handover.directory().resolve(name)), StandardCharsets.ISO_8859_1);
            assertThat(bytes).doesNotContain("canary").doesNotContain("7777771");
            if (!name.equals(Manifest.NAME)) {
                assertThat(bytes).doesNotContain("under_16").doesNotContain("16_17");
            }
        }
        // Compressed pages hide words from a search of bytes; the rows themselves do not.
        assertThat(ExportVerification.rows(handover.directory()).toString())
                .doesNotContain("canary", "under_16", "777777");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../etc/passwd",
                "'; DROP TABLE results; --",
                "=cmd|' /C calc'!A0",
                "<script>alert(1)</script>",
                "Ω≈ç√∫˜µ≤≥÷",
                "田中さん",
                "😍👨‍👩‍👧",
                "‮cba",
                "\u0000\u0001",
                "%s%n${jndi:x}",
                "a,b\r\n\"c\"",
                "　",
                "ﷺ"
            })
    void carriesAnyIdUnharmed(String naughty) throws IOException {
        List<Result> results = List.of(
                Given.messages(900, 430).of(naughty).result(),
                Given.messages(900, 430).of(naughty).in(naughty).result());
        Handover handover = exports.export(naughty, WEEK, results);
        assertThat(handover.directory().toString())
                .startsWith(exports.output().toRealPath().resolve("exports").toString());
        assertThat(ExportVerification.rows(handover.directory()))
                .extracting(PartnerRow::campaignId)
                .containsExactly(null, naughty);
        assertThat(ExportVerification.of(handover.directory(), exports.key().verifyingKey())
                        .brandId())
                .isEqualTo(naughty);
    }

    @Test
    void leavesAnIdenticalExportAsItIs() throws IOException {
        List<Result> results = new World(7, 3, 7).results();
        Handover first = exports.export("acme", WEEK, results);
        Map<String, String> before = bytes(first.directory());
        Handover second = exports.export(new Order("acme", WEEK, "another-run", "99"), results);
        assertThat(second.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(second.directory()).isEqualTo(first.directory());
        assertThat(second.manifestSha256()).isEqualTo(first.manifestSha256());
        assertThat(bytes(first.directory())).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void restatesWhatMovedByManyPersonsInARevisionThatNamesTheFirst() throws IOException {
        Handover first =
                exports.export("acme", WEEK, List.of(Given.messages(900, 430).result()));
        Handover second =
                exports.export("acme", WEEK, List.of(Given.messages(990, 480).result()));
        assertThat(second.outcome()).isEqualTo(Outcome.WRITTEN);
        assertThat(second.directory()).hasFileName("2026-W15-r2");
        assertThat(ExportVerification.manifest(second.directory()).previousManifestSha256())
                .isEqualTo(first.manifestSha256());
        assertThat(ExportVerification.of(second.directory(), exports.key().verifyingKey())
                        .revision())
                .isEqualTo(2);
    }

    @Test
    void keepsWhatMovedByFewPersons() {
        Handover first =
                exports.export("acme", WEEK, List.of(Given.messages(900, 430).result()));
        Handover second =
                exports.export("acme", WEEK, List.of(Given.messages(990, 431).result()));
        assertThat(second.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(second.directory()).isEqualTo(first.directory());
    }

    @Test
    void chainsTheWeeks() throws IOException {
        Handover first =
                exports.export("acme", WEEK, List.of(Given.messages(900, 430).result()));
        Result next = Given.messages(800, 420).on(Given.MONDAY.plusWeeks(1)).result();
        Handover second = exports.export("acme", Period.parse("2026-04-13"), List.of(next));
        assertThat(ExportVerification.manifest(first.directory()).previousManifestSha256())
                .isNull();
        assertThat(ExportVerification.manifest(second.directory()).previousManifestSha256())
                .isNull();
        Handover third = exports.export(
                "acme",
                Period.parse("2026-04-14"),
                List.of(Given.messages(800, 420).on(Given.MONDAY.plusDays(8)).result()));
        assertThat(ExportVerification.manifest(third.directory()).previousManifestSha256())
                .isEqualTo(second.manifestSha256());
    }

    @Test
    void refusesMonthsLifetimesAndPeriodsWithoutResults() {
        List<Result> results = List.of(Given.messages(900, 430).result());
        for (String period : List.of("2026-04", "lifetime", "2026-W16")) {
            assertThatThrownBy(() -> exports.export("acme", Period.parse(period), results))
                    .isInstanceOf(SottoException.class)
                    .hasMessageStartingWith("Cannot export " + period);
        }
    }

    @Test
    void failsWhereATextCannotBeWrittenAndLeavesNothing() throws IOException {
        List<Result> results = List.of(
                Given.messages(900, 430).in("broken \ud800").result(),
                Given.messages(900, 430).result());
        assertThatThrownBy(() -> exports.export("acme", WEEK, results))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("Nothing of it is left");
        exports.assertWholeOrAbsent(false);
    }

    @Test
    void refusesToMixKeysInOneFolder() {
        List<Result> results = List.of(Given.messages(900, 430).result());
        exports.export("acme", WEEK, results);
        exports = new TestExports(SigningKey.in(home.resolve("other")), exports.output());
        assertThatThrownBy(() -> exports.export("acme", Period.parse("2026-W16"), results))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("signed with another key");
    }

    private static Map<String, String> bytes(Path directory) throws IOException {
        Map<String, String> bytes = new HashMap<>();
        for (String name : Disk.names(directory)) {
            bytes.put(name, Sha256.of(Files.readAllBytes(directory.resolve(name))));
        }
        return bytes;
    }

    private static long number(Connection duckdb, String query) throws SQLException {
        try (ResultSet rows = duckdb.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
