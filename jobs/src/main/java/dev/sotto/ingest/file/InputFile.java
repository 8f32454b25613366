package dev.sotto.ingest.file;

import dev.sotto.ingest.record.Cut;
import java.io.Serializable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A file to be read, as it was found.
 *
 * @param name its absolute path, under which the log tables know it
 * @param address where it is opened, which no encoding of names can distort
 * @param size in bytes, as it lies
 * @param modifiedAt in nanoseconds since 1970
 * @param sha256 of the file as it lies, in hex
 * @param checksums one for each piece of {@link Survey#PIECE} bytes
 * @param newlines in each piece, of a file that is not compressed; else empty
 * @param reading how its records are read
 */
public record InputFile(
        String name,
        URI address,
        long size,
        long modifiedAt,
        String sha256,
        Compression compression,
        int[] checksums,
        long[] newlines,
        Reading reading)
        implements Serializable {

    /** How the bytes of a file are packed. */
    enum Compression {
        NONE,
        GZIP,
        ZSTD
    }

    /** The same file under another name; its address stays. */
    public InputFile named(String other) {
        return new InputFile(other, address, size, modifiedAt, sha256, compression, checksums, newlines, reading);
    }

    public Place place() {
        return Place.at(address);
    }

    /** About how many bytes it has once it is unpacked; logs of text pack to a tenth. */
    public long unpackedSize() {
        return isPacked() || reading.cut() == Cut.ROWS ? 10 * size : size;
    }

    /** Whether pieces of it can be read apart from each other. */
    public boolean isDivisible() {
        return reading.isDivisible() && newlines.length > 1;
    }

    /** What tells its reading apart in {@code log.inputs}: null for a canonical log. */
    @Nullable
    public String mappingSha256() {
        return reading.sha256();
    }

    /** Whether its size says nothing about that of its content. */
    public boolean isPacked() {
        return compression != Compression.NONE;
    }
}
