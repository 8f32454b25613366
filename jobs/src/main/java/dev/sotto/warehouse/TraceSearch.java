package dev.sotto.warehouse;

import dev.sotto.domain.Sha256;
import dev.sotto.domain.SottoException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A look into every byte of every file of some folders, for what should not be there any more: as the files lie, and what
 * is packed in them as well, which is values of Parquet and Avro and the content of gzip.
 */
public final class TraceSearch {
    private static final int PIECE = 1 << 16;

    /** Recognises a trace in some bytes. */
    @FunctionalInterface
    public interface Trace {
        boolean isIn(byte[] bytes, int from, int to);
    }

    /**
     * A file that was looked through.
     *
     * @param sha256 of its bytes as they lie, in hex
     * @param values how many values or bytes were unpacked from it
     */
    public record Searched(Path file, long bytes, String sha256, long values, boolean hasTrace) {}

    private final Trace trace;
    private final int longest;

    /**
     * Make a search.
     *
     * @param longest how many bytes the longest trace has
     */
    public TraceSearch(Trace trace, int longest) {
        this.trace = trace;
        this.longest = longest;
    }

    /** Look through all files of some folders; one that is missing has none. */
    public List<Searched> of(List<Path> folders) {
        List<Searched> searched = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        searched.add(of(file));
                    }
                } catch (IOException e) {
                    throw failure(folder, e);
                }
            }
        }
        return searched;
    }

    /** Look through one file. */
    public Searched of(Path file) {
        try {
            MessageDigest digest = Sha256.digest();
            boolean found;
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                found = isIn(in);
            }
            Values values = new Values();
            unpack(file, values);
            return new Searched(
                    file, Files.size(file), Sha256.hex(digest.digest()), values.count, found || values.found);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private void unpack(Path file, Values values) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".parquet")) {
            PackedValues.ofParquet(file, values::take);
        } else if (name.endsWith(".avro")) {
            PackedValues.ofAvro(file, values::take);
        } else if (name.endsWith(".gz")) {
            try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                values.found = isIn(in);
            }
        }
    }

    // Pieces overlap by the longest trace, so that none is cut in two.
    private boolean isIn(InputStream in) throws IOException {
        byte[] window = new byte[PIECE + longest];
        int kept = 0;
        boolean found = false;
        int read;
        while ((read = in.readNBytes(window, kept, PIECE)) > 0) {
            int end = kept + read;
            found |= trace.isIn(window, 0, end);
            kept = Math.min(longest, end);
            System.arraycopy(window, end - kept, window, 0, kept);
        }
        return found;
    }

    /** What becomes of the values that are unpacked. */
    private final class Values {
        private long count;
        private boolean found;

        void take(byte[] value) {
            count++;
            found |= trace.isIn(value, 0, value.length);
        }
    }

    private static SottoException failure(Path file, IOException cause) {
        return new SottoException(
                SottoException.Code.STORAGE,
                "Cannot look through " + file + ": " + cause + ". See that it can be read, and try again.",
                cause);
    }
}
