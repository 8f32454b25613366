package dev.sotto.export;

import dev.sotto.domain.Period;
import dev.sotto.domain.Result.Status;
import dev.sotto.domain.Sha256;
import dev.sotto.domain.Slug;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A check of an export that needs nothing but the folder and the sender's public key.
 *
 * @param revision 1, or more for a restatement
 * @param manifestSha256 hash that the next export of the brand names
 */
public record ExportVerification(
        String brandId, Period period, int revision, long rows, long suppressed, String manifestSha256) {

    private static final Set<String> NAMES =
            new TreeSet<>(Set.of(ParquetFile.NAME, CsvFile.NAME, Manifest.NAME, Manifest.SIGNATURE));
    private static final Set<String> BANDS = Set.of("under_16", "16_17", "unknown");
    private static final Set<String> AGES = Set.of("age", "age_band", "band");

    /** Check every byte of an export, and fail with what is wrong with the first thing that is. */
    public static ExportVerification of(Path directory, VerifyingKey key) {
        try {
            return check(directory, key);
        } catch (IOException e) {
            throw wrong(directory, "it cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** The rows of an export that was checked. */
    static List<PartnerRow> rows(Path directory) throws IOException {
        return ParquetFile.read(directory.resolve(ParquetFile.NAME));
    }

    /** The manifest of an export that was checked. */
    static Manifest manifest(Path directory) throws IOException {
        return Manifest.read(Files.readAllBytes(directory.resolve(Manifest.NAME)));
    }

    private static ExportVerification check(Path directory, VerifyingKey key) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw wrong(directory, "there is no such folder", null);
        }
        require(directory, NAMES.equals(new TreeSet<>(Disk.names(directory))), "its files are not " + NAMES);
        for (String name : NAMES) {
            require(
                    directory,
                    Files.isRegularFile(directory.resolve(name), LinkOption.NOFOLLOW_LINKS),
                    name + " is no plain file");
        }
        byte[] stated = Files.readAllBytes(directory.resolve(Manifest.NAME));
        require(
                directory,
                key.verifies(stated, Files.readAllBytes(directory.resolve(Manifest.SIGNATURE))),
                "its manifest is not signed by the key " + key.fingerprint());
        Manifest manifest = Manifest.read(stated);
        require(directory, manifest.signingKeySha256().equals(key.fingerprint()), "its manifest names another key");
        checkPlace(directory, manifest);
        checkFiles(directory, manifest);
        checkRows(directory, manifest);
        return new ExportVerification(
                manifest.brand(),
                Period.parse(manifest.period()),
                manifest.revision(),
                manifest.rows(),
                manifest.suppressed(),
                Sha256.of(stated));
    }

    // A genuine export of last week or of another brand, put in the place of this one, is found by its name.
    private static void checkPlace(Path directory, Manifest manifest) throws IOException {
        Path real = directory.toRealPath();
        String own = String.valueOf(real.getFileName());
        String parent =
                real.getParent() == null ? "" : String.valueOf(real.getParent().getFileName());
        String expected = BrandFolder.name(Period.parse(manifest.period()), manifest.revision());
        require(
                directory,
                !BrandFolder.isEdition(own) || own.equals(expected),
                "the folder is named " + own + ", but the export is " + expected);
        require(
                directory,
                !BrandFolder.isSlug(parent) || parent.equals(Slug.of(manifest.brand())),
                "it lies in the folder of another brand");
    }

    private static void checkFiles(Path directory, Manifest manifest) throws IOException {
        List<String> listed =
                manifest.files().stream().map(Manifest.Entry::name).toList();
        require(directory, listed.equals(List.of(CsvFile.NAME, ParquetFile.NAME)), "its manifest lists " + listed);
        for (Manifest.Entry file : manifest.files()) {
            byte[] bytes = Files.readAllBytes(directory.resolve(file.name()));
            require(
                    directory,
                    bytes.length == file.bytes() && Sha256.of(bytes).equals(file.sha256()),
                    file.name() + " is not the file that was signed");
            require(directory, file.rows() == manifest.rows(), file.name() + " has other rows than the export");
        }
    }

    private static void checkRows(Path directory, Manifest manifest) throws IOException {
        List<PartnerRow> rows = rows(directory);
        require(directory, rows.size() == manifest.rows(), "it has " + rows.size() + " rows");
        long suppressed =
                rows.stream().filter(row -> row.status() == Status.SUPPRESSED).count();
        require(directory, suppressed == manifest.suppressed(), "it has " + suppressed + " withheld rows");
        require(
                directory,
                Arrays.equals(CsvFile.bytes(rows), Files.readAllBytes(directory.resolve(CsvFile.NAME))),
                "its CSV and Parquet differ");
        Period period = Period.parse(manifest.period());
        for (PartnerRow row : rows) {
            require(directory, row.brandId().equals(manifest.brand()), "a row is of another brand");
            require(
                    directory,
                    !row.periodStartOn().isBefore(period.startOn())
                            && row.periodStartOn().isBefore(period.endOn()),
                    "a row is of another period");
            require(directory, !namesMinors(row), "a row tells of an age");
            require(
                    directory,
                    row.persons() == null || row.persons() == 0 || row.persons() >= manifest.threshold(),
                    "a row is of too few persons");
        }
        require(directory, manifest.statements().equals(List.of(Manifest.NO_MINORS)), "it states something else");
    }

    private static boolean namesMinors(PartnerRow row) {
        return Place.slices(row.slice(), row.sliceValue()).entrySet().stream()
                .anyMatch(slice -> AGES.contains(slice.getKey()) || BANDS.contains(slice.getValue()));
    }

    private static void require(Path directory, boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw wrong(directory, otherwise, null);
        }
    }

    private static SottoException wrong(Path directory, String what, @Nullable Throwable cause) {
        String message = "Cannot trust the export " + directory + ": " + what + ". Ask its sender for it again.";
        return cause == null ? new SottoException(Code.DATA, message) : new SottoException(Code.DATA, message, cause);
    }
}
