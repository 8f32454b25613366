package dev.sotto.export;

import dev.sotto.domain.Period;
import dev.sotto.domain.Slug;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folder of a brand's exports, and the place apart where the next one is made. */
final class BrandFolder {
    private static final Pattern EDITION =
            Pattern.compile("(\\d{4}-W\\d{2}|\\d{4}-\\d{2}-\\d{2})(?:-r([1-9]\\d{0,5}))?");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,40}-[0-9a-f]{8}");

    private final Path directory;
    private final Path workshop;
    private final String slug;

    private BrandFolder(Path output, String brandId) throws IOException {
        slug = Slug.of(brandId);
        Path root = Files.createDirectories(output).toRealPath();
        directory = child(child(root, "exports"), slug);
        workshop = child(root, "tmp");
    }

    /** One export: a period, and how often it was restated. */
    record Edition(Period period, int revision, Path directory) {}

    /** The brand's folder under an output folder; made where it is missing. */
    static BrandFolder in(Path output, String brandId) throws IOException {
        return new BrandFolder(output, brandId);
    }

    /** Whether a name is that of some brand's folder. */
    static boolean isSlug(String name) {
        return SLUG.matcher(name).matches();
    }

    /** Whether a name is that of an export's folder. */
    static boolean isEdition(String name) {
        return EDITION.matcher(name).matches();
    }

    /** The name of an export's folder. */
    static String name(Period period, int revision) {
        return revision == 1 ? period.toString() : period + "-r" + revision;
    }

    Path directory() {
        return directory;
    }

    /** Every export that there is, the older period and revision first. */
    List<Edition> editions() throws IOException {
        List<Edition> editions = new ArrayList<>();
        for (String name : Disk.names(directory)) {
            Matcher edition = EDITION.matcher(name);
            if (edition.matches()) {
                int revision = edition.group(2) == null ? 1 : Integer.parseInt(edition.group(2));
                editions.add(new Edition(Period.parse(edition.group(1)), revision, directory.resolve(name)));
            }
        }
        editions.sort(Comparator.comparing((Edition edition) -> edition.period().startOn())
                .thenComparing(edition -> edition.period().unit())
                .thenComparing(Edition::revision));
        return editions;
    }

    /** The newest revision of a period. */
    Optional<Edition> latest(Period period) throws IOException {
        return editions().stream()
                .filter(edition -> edition.period().equals(period))
                .reduce((first, second) -> second);
    }

    /** The export whose manifest the next one of a period names: the revision before, else the period before. */
    Optional<Edition> before(Period period) throws IOException {
        return editions().stream()
                .filter(edition -> edition.period().unit() == period.unit())
                .filter(edition -> !edition.period().startOn().isAfter(period.startOn()))
                .reduce((first, second) -> second);
    }

    /** Every export that has a day of this period in it. */
    List<Edition> overlapping(Period period) throws IOException {
        return editions().stream()
                .filter(edition -> edition.period().startOn().isBefore(period.endOn())
                        && period.startOn().isBefore(edition.period().endOn()))
                .toList();
    }

    /** An empty folder to make an export in, on the same disk and out of every reader's sight; under the lock. */
    Path fresh() throws IOException {
        Path staging = workshop.resolve("export-" + slug);
        Disk.remove(staging);
        return Files.createDirectory(staging);
    }

    /** Hold off other exports of this brand until the channel is closed. */
    FileChannel lock() throws IOException {
        FileChannel channel = FileChannel.open(
                workshop.resolve("export-" + slug + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw busy();
        }
        channel.close();
        throw busy();
    }

    private SottoException busy() {
        return new SottoException(
                Code.STORAGE,
                "Cannot export to " + directory + ": another export of this brand is at work there. Try again when it"
                        + " has finished.");
    }

    private static Path child(Path parent, String name) throws IOException {
        Path child = parent.resolve(name).normalize();
        if (!child.startsWith(parent) || Files.isSymbolicLink(child)) {
            throw new SottoException(
                    Code.USE,
                    "Cannot export to " + child + ": it is a link, and may lead out of the output folder. Put a real"
                            + " folder there, or choose another --output.");
        }
        return Files.createDirectories(child);
    }
}
