package dev.sotto.export;

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
import java.util.Set;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerExportTest {
    private static final Period WEEK = Period.parse("2026-W15");

    @TempDir
    Path home;

    private SigningKey key;
    private Path output;

    @BeforeEach
    void makeKey() {
        key = SigningKey.in(home.resolve(SigningKey.NAME));
        output = home.resolve("output");
    }

    @AfterEach
    void endFault() {
        System.clearProperty("sotto.fault");
    }

    @Test
    void writesFourFilesThatVerify() throws IOException {
        List<Result> results = new World(1, 3, 7).results();
        Handover handover = export("acme", WEEK, results);
        assertThat(handover.outcome()).isEqualTo(Outcome.WRITTEN);
        assertThat(handover.directory())
                .isEqualTo(output.toRealPath()
                        .resolve("exports")
                        .resolve(Slug.of("acme"))
                        .resolve("2026-W15"));
        assertThat(Disk.names(handover.directory()))
                .containsExactly("manifest.json", "manifest.json.sig", "results.csv", "results.parquet");
        ExportVerification checked = ExportVerification.of(
                handover.directory(), VerifyingKey.read(handover.directory().resolveSibling(VerifyingKey.NAME)));
        assertThat(checked.rows()).isEqualTo(results.size()).isEqualTo(handover.rows());
        assertThat(checked.suppressed()).isPositive().isEqualTo(handover.suppressed());
        assertThat(output.resolve("tmp")).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void writesTheSameBytesForTheSameResultsInAnyOrder() throws IOException {
        List<Result> results = new ArrayList<>(new World(2, 3, 7).results());
        Handover first = export("acme", WEEK, results);
        output = home.resolve("elsewhere");
        Collections.reverse(results);
        Handover second = export("acme", WEEK, results);
        for (String name : Disk.names(first.directory())) {
            assertThat(second.directory().resolve(name))
                    .hasSameBinaryContentAs(first.directory().resolve(name));
        }
    }

    @Test
    void showsEveryReaderTheSameNumbers() throws IOException, SQLException {
        Path directory = export("acme", WEEK, new World(3, 3, 7).results()).directory();
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
    void hasNoColumnThatCouldHoldAPerson() throws IOException {
        Path file =
                export("acme", WEEK, new World(3, 2, 2).results()).directory().resolve(ParquetFile.NAME);
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            Set<String> columns = Set.of(
                    "brand_id",
                    "scope",
                    "campaign_id",
                    "platform",
                    "metric",
                    "period",
                    "period_start_on",
                    "slice",
                    "slice_value",
                    "value",
                    "numerator",
                    "denominator",
                    "persons",
                    "pending",
                    "ci_low",
                    "ci_high",
                    "status",
                    "flags",
                    "unit",
                    "definition_version");
            assertThat(reader.getFileMetaData().getSchema().getFields())
                    .extracting(org.apache.parquet.schema.Type::getName)
                    .containsExactlyInAnyOrderElementsOf(columns);
            assertThat(reader.getFileMetaData().getKeyValueMetaData()).isEmpty();
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
        Handover handover = export("acme", WEEK, results);
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
        Handover handover = export(naughty, WEEK, results);
        assertThat(handover.directory().toString())
                .startsWith(output.toRealPath().resolve("exports").toString());
        assertThat(ExportVerification.rows(handover.directory()))
                .extracting(PartnerRow::campaignId)
                .containsExactly(null, naughty);
        assertThat(ExportVerification.of(handover.directory(), key.verifyingKey())
                        .brandId())
                .isEqualTo(naughty);
    }

    @Test
    void detectsFlippedBytesInEveryFile() throws IOException {
        flip(7);
    }

    @Tag("long")
    @Test
    void detectsEveryFlippedByte() throws IOException {
        flip(1);
    }

    private void flip(int step) throws IOException {
        Path directory =
                export("acme", WEEK, List.of(Given.messages(900, 430).result())).directory();
        for (String name : Disk.names(directory)) {
            Path file = directory.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < bytes.length; i += step) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= (byte) (1 << i % 8);
                Files.write(file, flipped);
                assertThatThrownBy(() -> ExportVerification.of(directory, key.verifyingKey()))
                        .as("%s at %s", name, i)
                        .isInstanceOf(SottoException.class)
                        .hasMessageContaining("Cannot trust");
            }
            Files.write(file, bytes);
        }
        ExportVerification.of(directory, key.verifyingKey());
    }

    @Test
    void detectsMissingAddedSwappedAndReplayedFiles() throws IOException {
        Path own =
                export("acme", WEEK, List.of(Given.messages(900, 430).result())).directory();
        Path rival = export(
                        "rival",
                        WEEK,
                        List.of(Given.messages(800, 410).of("rival").result()))
                .directory();
        Path added = Files.createFile(own.resolve("notes.txt"));
        assertUntrusted(own);
        Files.delete(added);
        Path swapped = own.resolve(CsvFile.NAME);
        byte[] csv = Files.readAllBytes(swapped);
        Files.write(swapped, Files.readAllBytes(rival.resolve(CsvFile.NAME)));
        assertUntrusted(own);
        Files.delete(swapped);
        assertUntrusted(own);
        Files.write(swapped, csv);
        ExportVerification.of(own, key.verifyingKey());

        Path replayed = own.resolveSibling("2026-W16");
        copy(own, replayed);
        assertUntrusted(replayed);
        Path misplaced = own.resolveSibling("2026-W17");
        Files.move(own, misplaced);
        copy(rival, own);
        assertUntrusted(own);
        Path anywhere = home.resolve("inbox");
        copy(rival, anywhere);
        ExportVerification.of(anywhere, key.verifyingKey());
        assertThatThrownBy(() -> ExportVerification.of(
                        anywhere, SigningKey.in(home.resolve("other")).verifyingKey()))
                .hasMessageContaining("not signed by the key");
    }

    static Stream<String> points() {
        return PartnerExport.CRASH_POINTS.stream();
    }

    @ParameterizedTest
    @MethodSource("points")
    void leavesNothingHalfDoneWhereItFails(String point) throws IOException {
        List<Result> results = new World(6, 2, 3).results();
        System.setProperty("sotto.fault", point + ":1:ioerror");
        assertThatThrownBy(() -> export("acme", WEEK, results)).hasMessageContaining(point);
        System.clearProperty("sotto.fault");
        assertWholeOrAbsent(point.equals("export-renamed"));
        export("acme", WEEK, results);
        assertWholeOrAbsent(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"export-forced", "export-renamed"})
    void leavesNothingHalfDoneWhereItIsKilled(String point) throws IOException, InterruptedException {
        killAt(point);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("points")
    void leavesNothingHalfDoneWhereverItIsKilled(String point) throws IOException, InterruptedException {
        killAt(point);
    }

    private void killAt(String point) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dsotto.fault=" + point + ":1:halt",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PartnerExportTest.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        assertThat(process.waitFor())
                .as("%s", Files.readString(home.resolve("log")))
                .isEqualTo(137);
        boolean isThere = point.equals("export-renamed");
        assertWholeOrAbsent(isThere);
        assertThat(export("acme", WEEK, new World(6, 2, 3).results()).outcome())
                .isEqualTo(isThere ? Outcome.UNCHANGED : Outcome.WRITTEN);
        assertWholeOrAbsent(true);
    }

    /** An export in a process of its own, which a fault may kill. */
    public static void main(String[] home) {
        PartnerExportTest test = new PartnerExportTest();
        test.home = Path.of(home[0]);
        test.makeKey();
        test.export("acme", WEEK, new World(6, 2, 3).results());
    }

    @Test
    void leavesAnIdenticalExportAsItIs() throws IOException {
        List<Result> results = new World(7, 3, 7).results();
        Handover first = export("acme", WEEK, results);
        Map<String, String> before = bytes(first.directory());
        Handover second = exportOf(new Order("acme", WEEK, "another-run", "99"), results);
        assertThat(second.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(second.directory()).isEqualTo(first.directory());
        assertThat(second.manifestSha256()).isEqualTo(first.manifestSha256());
        assertThat(bytes(first.directory())).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void restatesWhatMovedByManyPersonsInARevisionThatNamesTheFirst() throws IOException {
        Handover first = export("acme", WEEK, List.of(Given.messages(900, 430).result()));
        Handover second = export("acme", WEEK, List.of(Given.messages(990, 480).result()));
        assertThat(second.outcome()).isEqualTo(Outcome.WRITTEN);
        assertThat(second.directory()).hasFileName("2026-W15-r2");
        assertThat(ExportVerification.manifest(second.directory()).previousManifestSha256())
                .isEqualTo(first.manifestSha256());
        assertThat(ExportVerification.of(second.directory(), key.verifyingKey()).revision())
                .isEqualTo(2);
    }

    @Test
    void keepsWhatMovedByFewPersons() {
        Handover first = export("acme", WEEK, List.of(Given.messages(900, 430).result()));
        Handover second = export("acme", WEEK, List.of(Given.messages(990, 431).result()));
        assertThat(second.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(second.directory()).isEqualTo(first.directory());
    }

    @Test
    void chainsTheWeeks() throws IOException {
        Handover first = export("acme", WEEK, List.of(Given.messages(900, 430).result()));
        Result next = Given.messages(800, 420).on(Given.MONDAY.plusWeeks(1)).result();
        Handover second = export("acme", Period.parse("2026-04-13"), List.of(next));
        assertThat(ExportVerification.manifest(first.directory()).previousManifestSha256())
                .isNull();
        assertThat(ExportVerification.manifest(second.directory()).previousManifestSha256())
                .isNull();
        Handover third = export(
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
            assertThatThrownBy(() -> export("acme", Period.parse(period), results))
                    .isInstanceOf(SottoException.class)
                    .hasMessageStartingWith("Cannot export " + period);
        }
    }

    @Test
    void failsWhereATextCannotBeWrittenAndLeavesNothing() throws IOException {
        List<Result> results = List.of(
                Given.messages(900, 430).in("broken \ud800").result(),
                Given.messages(900, 430).result());
        assertThatThrownBy(() -> export("acme", WEEK, results))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("Nothing of it is left");
        assertWholeOrAbsent(false);
    }

    @Test
    void refusesToMixKeysInOneFolder() {
        List<Result> results = List.of(Given.messages(900, 430).result());
        export("acme", WEEK, results);
        key = SigningKey.in(home.resolve("other"));
        assertThatThrownBy(() -> export("acme", Period.parse("2026-W16"), results))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("signed with another key");
    }

    private Handover export(String brand, Period period, List<Result> results) {
        return exportOf(new Order(brand, period, "run-1", "7"), results);
    }

    private Handover exportOf(Order order, List<Result> results) {
        return new PartnerExport(output, key, DisclosureControl.standard()).write(order, results, Given.CATALOGUE);
    }

    private void assertWholeOrAbsent(boolean isThere) throws IOException {
        BrandFolder folder = BrandFolder.in(output, "acme");
        assertThat(folder.editions()).hasSize(isThere ? 1 : 0);
        for (BrandFolder.Edition edition : folder.editions()) {
            ExportVerification.of(edition.directory(), key.verifyingKey());
        }
        assertThat(Disk.names(folder.directory()))
                .allMatch(name -> Set.of("2026-W15", VerifyingKey.NAME).contains(name));
    }

    private void assertUntrusted(Path directory) {
        assertThatThrownBy(() -> ExportVerification.of(directory, key.verifyingKey()))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("Cannot trust");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        for (String name : Disk.names(from)) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
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
