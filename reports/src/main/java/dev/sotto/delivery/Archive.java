package dev.sotto.delivery;

import dev.sotto.domain.Period;
import dev.sotto.domain.ReportFormat;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.Slug;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/** The folder of all reports: where each lies by brand, period and language, whole or not at all. */
public final class Archive {
    private static final String FOLDER = "reports";

    private final Path root;

    /** The archive below an output folder. */
    public Archive(Path output) {
        this.root = output.toAbsolutePath().normalize().resolve(FOLDER);
    }

    /** The path of a report below the archive, the same in every run. */
    public static String path(ReportKind kind, String brandId, Period period, Locale language, ReportFormat format) {
        String file = kind.fileName() + "." + language.getLanguage() + "." + format.ending();
        return folder(brandId) + "/" + period + "/" + file;
    }

    /** The path of the page that lists the reports of one brand, which is all that its readers see. */
    public static String brandIndex(String brandId) {
        return folder(brandId) + "/index.html";
    }

    /** A brand's own folder; no slug is the word that all brands together have. */
    private static String folder(String brandId) {
        return brandId.equals(ReportPlan.EVERY_BRAND) ? ReportKind.OPERATOR.word() : Slug.of(brandId);
    }

    /** The path of the page that lists all reports. */
    public Path index() {
        return root.resolve("index.html");
    }

    /** Where a path below the archive lies, without leaving it. */
    public Path resolve(String path) {
        Path resolved = root.resolve(path).normalize();
        if (!resolved.startsWith(root)) {
            throw new SottoException(
                    SottoException.Code.BUG, "Cannot keep a report: its path leaves the folder " + root + ".");
        }
        return resolved;
    }

    /**
     * Keep a document under the number of its revision, before another takes its place, and answer the path; one that was kept
     * already stays as it is.
     */
    public String keep(String path, int revision) {
        int dot = path.lastIndexOf('.');
        String kept = path.substring(0, dot) + ".r" + revision + path.substring(dot);
        if (holds(path) && !holds(kept)) {
            write(kept, read(path));
        }
        return kept;
    }

    /** Whether that very document is there. */
    public boolean holds(String path, byte[] document) {
        return holds(path) && Arrays.equals(read(path), document);
    }

    private byte[] read(String path) {
        try {
            return Files.readAllBytes(resolve(path));
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.STORAGE,
                    "Cannot read the report " + resolve(path) + ": " + e.getMessage()
                            + ". Mend the folder's permissions or give another one with --output.",
                    e);
        }
    }

    /** Whether a page is there. */
    public boolean holds(String path) {
        return Files.isRegularFile(resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** Write a page so that a reader, and a power cut, find the old one or the new one. */
    public Path write(String path, String html) {
        return write(path, html.getBytes(StandardCharsets.UTF_8));
    }

    /** Write a document so that a reader, and a power cut, find the old one or the new one. */
    public Path write(String path, byte[] document) {
        Path target = resolve(path);
        try {
            Files.createDirectories(target.getParent());
            Path draft = Files.createTempFile(target.getParent(), ".draft", "");
            try {
                Files.write(draft, document);
                try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
            return target;
        } catch (IOException e) {
            throw unwritten(target, e);
        }
    }

    private static SottoException unwritten(Path target, IOException e) {
        return new SottoException(
                SottoException.Code.STORAGE,
                "Cannot write the report " + target + ": " + e.getMessage()
                        + ". Make room or give another folder with --output.",
                e);
    }
}
