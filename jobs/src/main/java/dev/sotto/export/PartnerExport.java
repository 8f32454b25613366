package dev.sotto.export;

import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import dev.sotto.domain.Sha256;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import dev.sotto.export.BrandFolder.Edition;
import dev.sotto.warehouse.CrashPoints;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what a brand's partner may see of a day or a week: all of it or nothing, signed, and checked before it is there. */
public final class PartnerExport {
    /** The points at which a test may end an export. */
    static final List<String> CRASH_POINTS =
            List.of("export", "export-parquet", "export-csv", "export-signed", "export-forced", "export-renamed");

    private final Path output;
    private final SigningKey key;
    private final DisclosureControl control;

    public PartnerExport(Path output, SigningKey key, DisclosureControl control) {
        this.output = output;
        this.key = key;
        this.control = control;
    }

    /** Which export is wanted, and what its numbers come from. */
    public record Order(String brandId, Period period, String runId, String snapshotId) {}

    /** What became of an order. */
    public enum Outcome {
        /** A new folder, the first of its period or a restatement. */
        WRITTEN,
        /** The folder that is there says the same. */
        UNCHANGED,
        /** The folder that is there stays, although numbers moved: by so few persons that the difference would tell of them. */
        KEPT
    }

    /** An export that is there now. */
    public record Handover(
            Outcome outcome, Path directory, int revision, long rows, long suppressed, String manifestSha256) {}

    /** Write the rows of an order; results of other brands and periods among those given are left out. */
    public Handover write(Order order, Collection<Result> results, Map<String, Metric> catalogue) {
        refuseUnfixed(order.period());
        try {
            BrandFolder folder = BrandFolder.in(output, order.brandId());
            try (FileChannel lock = folder.lock()) {
                return write(order, selected(order.period(), results), catalogue, folder);
            }
        } catch (IOException e) {
            throw new SottoException(
                    Code.STORAGE,
                    "Cannot write the export of " + order.period() + " to " + output + ": " + e.getMessage()
                            + ". Nothing of it is left there. Make room or choose another --output, and try again.",
                    e);
        }
    }

    private Handover write(Order order, List<Result> results, Map<String, Metric> catalogue, BrandFolder folder)
            throws IOException {
        publishKey(folder);
        Disclosure disclosure = control.disclose(order.brandId(), results, catalogue, told(order.period(), folder));
        if (disclosure.rows().isEmpty()) {
            throw new SottoException(
                    Code.USE,
                    "Cannot export " + order.period() + ": there are no results of this brand that partners may see."
                            + " Choose another period.");
        }
        Optional<Edition> latest = folder.latest(order.period());
        Path staging = folder.fresh();
        try {
            CrashPoints.reach("export");
            List<Manifest.Entry> files = writeFiles(staging, disclosure.rows());
            if (latest.isPresent()) {
                ExportVerification there = ExportVerification.of(latest.get().directory(), key.verifyingKey());
                boolean isSame = ExportVerification.manifest(latest.get().directory())
                        .files()
                        .equals(files);
                if (isSame || disclosure.smallChanges() > 0) {
                    return handover(
                            isSame ? Outcome.UNCHANGED : Outcome.KEPT,
                            latest.get().directory(),
                            there);
                }
            }
            int revision = latest.map(Edition::revision).orElse(0) + 1;
            sign(staging, manifest(order, disclosure, files, revision, folder));
            ExportVerification written = ExportVerification.of(staging, key.verifyingKey());
            Path directory = folder.directory().resolve(BrandFolder.name(order.period(), revision));
            publish(staging, directory, folder);
            return handover(Outcome.WRITTEN, directory, written);
        } finally {
            Disk.remove(staging);
        }
    }

    private static List<Manifest.Entry> writeFiles(Path staging, List<PartnerRow> rows) throws IOException {
        ParquetFile.write(staging.resolve(ParquetFile.NAME), rows);
        CrashPoints.reach("export-parquet");
        Disk.write(staging.resolve(CsvFile.NAME), CsvFile.bytes(rows));
        CrashPoints.reach("export-csv");
        List<Manifest.Entry> files = new ArrayList<>();
        for (String name : List.of(CsvFile.NAME, ParquetFile.NAME)) {
            byte[] bytes = Files.readAllBytes(staging.resolve(name));
            files.add(new Manifest.Entry(name, bytes.length, Sha256.of(bytes), rows.size()));
        }
        return files;
    }

    private Manifest manifest(
            Order order, Disclosure disclosure, List<Manifest.Entry> files, int revision, BrandFolder folder)
            throws IOException {
        Optional<Edition> before = folder.before(order.period());
        String previous = before.isEmpty()
                ? null
                : Sha256.of(Files.readAllBytes(before.get().directory().resolve(Manifest.NAME)));
        return new Manifest(
                order.brandId(),
                order.period().toString(),
                order.period().startOn().toString(),
                revision,
                Manifest.SCHEMA_VERSION,
                order.runId(),
                order.snapshotId(),
                control.threshold(),
                disclosure.rows().size(),
                disclosure.suppressed(),
                files,
                List.of(Manifest.NO_MINORS),
                key.verifyingKey().fingerprint(),
                previous);
    }

    private void sign(Path staging, Manifest manifest) throws IOException {
        byte[] bytes = manifest.bytes();
        Disk.write(staging.resolve(Manifest.NAME), bytes);
        Disk.write(staging.resolve(Manifest.SIGNATURE), key.sign(bytes));
        CrashPoints.reach("export-signed");
    }

    private static void publish(Path staging, Path directory, BrandFolder folder) throws IOException {
        for (String name : Disk.names(staging)) {
            Disk.force(staging.resolve(name));
        }
        Disk.force(staging);
        CrashPoints.reach("export-forced");
        Files.move(staging, directory, StandardCopyOption.ATOMIC_MOVE);
        Disk.force(folder.directory());
        CrashPoints.reach("export-renamed");
    }

    private void publishKey(BrandFolder folder) throws IOException {
        Path file = folder.directory().resolve(VerifyingKey.NAME);
        String pem = key.verifyingKey().pem();
        if (Files.notExists(file)) {
            Path draft = folder.fresh().resolve(VerifyingKey.NAME);
            Files.writeString(draft, pem);
            Disk.force(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            Disk.force(folder.directory());
        } else if (!Files.readString(file).equals(pem)) {
            throw new SottoException(
                    Code.USE,
                    "Cannot sign exports in " + folder.directory() + ": those that are there were signed with another"
                            + " key. Restore that key, or export to another --output and send partners the new one.");
        }
    }

    private ToldBefore told(Period period, BrandFolder folder) throws IOException {
        List<PartnerRow> rows = new ArrayList<>();
        for (Edition edition : folder.overlapping(period)) {
            ExportVerification.of(edition.directory(), key.verifyingKey());
            rows.addAll(ExportVerification.rows(edition.directory()));
        }
        return new ToldBefore(rows);
    }

    private static List<Result> selected(Period period, Collection<Result> results) {
        return results.stream()
                .filter(result -> result.period().equals("day")
                        || result.period().equals(period.unit().column()))
                .filter(result -> !result.periodStartOn().isBefore(period.startOn())
                        && result.periodStartOn().isBefore(period.endOn()))
                .toList();
    }

    // Each further length would be one more sum over the same days to subtract from.
    private static void refuseUnfixed(Period period) {
        if (period.unit() != Period.Unit.DAY && period.unit() != Period.Unit.WEEK) {
            throw new SottoException(
                    Code.USE,
                    "Cannot export " + period + ": partners get days and ISO weeks only, so that no two exports differ"
                            + " by a small group. Ask for a period such as 2026-W15 or 2026-04-06.");
        }
    }

    private static Handover handover(Outcome outcome, Path directory, ExportVerification checked) {
        return new Handover(
                outcome, directory, checked.revision(), checked.rows(), checked.suppressed(), checked.manifestSha256());
    }
}
