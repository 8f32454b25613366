package dev.sotto.ingest.file;

import dev.sotto.domain.Feed;
import dev.sotto.domain.LogFormat;
import dev.sotto.domain.Sha256;
import dev.sotto.ingest.connect.Recognition;
import dev.sotto.ingest.file.InputFile.Compression;
import dev.sotto.ingest.file.InputFiles.Candidate;
import dev.sotto.ingest.mapping.Mapping;
import dev.sotto.ingest.record.Bytes;
import dev.sotto.ingest.record.Cut;
import dev.sotto.ingest.record.UnusableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Looks at a file once before it is read: what it is, and the sums that tell later whether it stayed the same. */
public final class Survey {
    /** How much of a file is one piece of work, in bytes. */
    public static final int PIECE = 32 << 20;

    private static final Pattern NAME = Pattern.compile("(?s)(.*?)(\\.(gz|gzip|zst|zstd))?");

    private Survey() {}

    /**
     * Look at a file.
     *
     * @throws UnusableFileException with the reason where it cannot be read as what its name says
     */
    public static InputFile of(Candidate candidate) {
        Place place = candidate.place();
        try {
            Place.Facts facts = place.facts();
            byte[] head = head(place);
            Compression compression = compression(place, head);
            Reading reading = reading(candidate, compression, head);
            boolean isLive = candidate.feed() != null && candidate.feed().isLive() && compression == Compression.NONE;
            return summed(place, facts, compression, isLive ? reading.live() : reading);
        } catch (AccessDeniedException e) {
            throw new UnusableFileException("unreadable");
        } catch (IOException e) {
            throw new UnusableFileException("read_failed");
        }
    }

    private static byte[] head(Place place) throws IOException {
        try (InputStream in = place.open(0)) {
            return in.readNBytes(512);
        }
    }

    /** What the content is, which must be what the name says. */
    private static Compression compression(Place place, byte[] head) {
        Matcher name = NAME.matcher(place.lowerName());
        String suffix = name.matches() ? name.group(3) : null;
        Compression said =
                suffix == null ? Compression.NONE : suffix.startsWith("g") ? Compression.GZIP : Compression.ZSTD;
        if (starts(head, 0x1f, 0x8b)) {
            return checked(said, Compression.GZIP, "content_is_gzip");
        }
        if (starts(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            return checked(said, Compression.ZSTD, "content_is_zstd");
        }
        if (said != Compression.NONE) {
            throw new UnusableFileException(said == Compression.GZIP ? "not_gzip" : "not_zstd");
        }
        if (!isParquet(head)) {
            checkText(head);
        }
        return Compression.NONE;
    }

    private static Compression checked(Compression said, Compression found, String otherwise) {
        if (said != found) {
            throw new UnusableFileException(otherwise);
        }
        return found;
    }

    /** Refuse what is no text in UTF-8, from its first bytes. */
    static void checkText(byte[] head) {
        if (isParquet(head)) {
            throw new UnusableFileException("content_is_parquet");
        }
        if (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff)) {
            throw new UnusableFileException("content_is_utf16");
        }
        boolean isPacked = starts(head, 'P', 'K', 3, 4)
                || starts(head, 'B', 'Z', 'h')
                || starts(head, 0xfd, '7', 'z', 'X', 'Z')
                || starts(head, 0x1f, 0x8b)
                || starts(head, 0x28, 0xb5, 0x2f, 0xfd);
        if (isPacked) {
            throw new UnusableFileException("packed_in_an_unknown_way");
        }
    }

    private static Reading reading(Candidate candidate, Compression compression, byte[] head) throws IOException {
        Mapping mapping = candidate.mapping();
        Place place = candidate.place();
        if (isParquet(head)) {
            return rows(candidate);
        }
        if (mapping != null) {
            return Reading.mapped(mapping, Cut.LINES);
        }
        byte[] content = content(place, compression);
        Feed feed = candidate.feed();
        if (feed != null) {
            return feed.format().isForeign()
                    ? Reading.declared(feed, Recognition.cut(feed.format(), content))
                    : Reading.canonical(table(place, compression, head), Cut.LINES);
        }
        Optional<LogFormat> format = isTable(place) ? Optional.empty() : Recognition.of(content);
        return format.isEmpty()
                ? Reading.canonical(table(place, compression, head), Cut.LINES)
                : Reading.foundOut(
                        feed(candidate, format.get()),
                        Recognition.cut(format.get(), content),
                        others(candidate, format.get()));
    }

    /** Parquet is read row by row, unless the name or somebody says that it is something else. */
    private static Reading rows(Candidate candidate) {
        String name = unpackedName(candidate.place());
        boolean saysOtherwise = name.endsWith(".jsonl")
                || name.endsWith(".ndjson")
                || name.endsWith(".json")
                || name.endsWith(".csv")
                || name.endsWith(".tsv")
                || candidate.feed() != null && candidate.feed().format().isForeign();
        if (saysOtherwise) {
            throw new UnusableFileException("content_is_parquet");
        }
        Mapping mapping = candidate.mapping();
        return mapping == null ? Reading.canonical(null, Cut.ROWS) : Reading.mapped(mapping.ofObjects(), Cut.ROWS);
    }

    /** The one declared feed of a format, or one of that name if none is declared. */
    private static Feed feed(Candidate candidate, LogFormat format) {
        List<Feed> fitting = candidate.declared().stream()
                .filter(feed -> feed.format() == format)
                .toList();
        if (fitting.size() > 1) {
            throw new UnusableFileException("could_be_of_several_sources");
        }
        return fitting.isEmpty() ? Feed.undeclared(format) : fitting.get(0);
    }

    /** One address can receive the webhooks of several platforms, so a file that nobody declared may hold them side by side. */
    private static List<Feed> others(Candidate candidate, LogFormat format) {
        return Recognition.besides(format).stream()
                .filter(other -> candidate.declared().stream()
                                .filter(feed -> feed.format() == other)
                                .count()
                        <= 1)
                .map(other -> feed(candidate, other))
                .toList();
    }

    /** The beginning of the content; what cannot be unpacked shows when it is read. */
    private static byte[] content(Place place, Compression compression) throws IOException {
        try (InputStream in = place.open(0);
                InputStream content = UnpackedInput.unpacked(in, compression)) {
            return content.readNBytes(Recognition.HEAD);
        } catch (UnusableFileException e) {
            return new byte[0];
        }
    }

    private static boolean isTable(Place place) {
        String name = unpackedName(place);
        return name.endsWith(".csv") || name.endsWith(".tsv");
    }

    private static String unpackedName(Place place) {
        Matcher matcher = NAME.matcher(place.lowerName());
        return matcher.matches() ? matcher.group(1) : place.lowerName();
    }

    /** The mapping of a canonical table; null for JSON. */
    private static @Nullable Mapping table(Place place, Compression compression, byte[] head) {
        String name = unpackedName(place);
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) {
            return null;
        }
        if (isTable(place)) {
            return Mapping.canonicalTable(name.endsWith(".csv") ? "," : "\t");
        }
        if (name.endsWith(".parquet")) {
            throw new UnusableFileException("not_parquet");
        }
        if (compression == Compression.NONE && !looksLikeJson(head)) {
            throw new UnusableFileException("unknown_format");
        }
        return null;
    }

    private static boolean isParquet(byte[] head) {
        return starts(head, 'P', 'A', 'R', '1');
    }

    private static boolean looksLikeJson(byte[] head) {
        int at = starts(head, 0xef, 0xbb, 0xbf) ? 3 : 0;
        while (at < head.length && (head[at] == ' ' || head[at] == '\n' || head[at] == '\r' || head[at] == '\t')) {
            at++;
        }
        return at == head.length || head[at] == '{';
    }

    private static InputFile summed(Place place, Place.Facts facts, Compression compression, Reading reading)
            throws IOException {
        boolean isCounted = compression == Compression.NONE && facts.size() > PIECE;
        int pieces = (int) ((facts.size() + PIECE - 1) / PIECE);
        int[] checksums = new int[pieces];
        long[] newlines = new long[isCounted ? pieces : 0];
        MessageDigest digest = Sha256.digest();
        CRC32C checksum = new CRC32C();
        byte[] buffer = new byte[1 << 18];
        long size = 0;
        try (InputStream in = place.open(0)) {
            for (int read; (read = in.readNBytes(buffer, 0, buffer.length)) > 0; size += read) {
                int piece = (int) (size / PIECE);
                if (piece >= pieces) {
                    throw new UnusableFileException("changed_while_read");
                }
                digest.update(buffer, 0, read);
                checksum.update(buffer, 0, read);
                checksums[piece] = (int) checksum.getValue();
                if (isCounted) {
                    newlines[piece] += Bytes.count((byte) '\n', buffer, 0, read);
                }
                if ((size + read) % PIECE == 0) {
                    checksum.reset();
                }
            }
        }
        if (size != facts.size()) {
            throw new UnusableFileException("changed_while_read");
        }
        return new InputFile(
                place.name(),
                place.address(),
                size,
                facts.modifiedAt(),
                Sha256.hex(digest.digest()),
                compression,
                checksums,
                newlines,
                reading);
    }

    private static boolean starts(byte[] head, int... magic) {
        byte[] wanted = new byte[magic.length];
        for (int i = 0; i < magic.length; i++) {
            wanted[i] = (byte) magic[i];
        }
        return head.length >= wanted.length && Arrays.equals(head, 0, wanted.length, wanted, 0, wanted.length);
    }
}
