package dev.sotto.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a file or folder lies: on a disk of this machine, or wherever Hadoop's file systems reach. */
public sealed interface Place permits LocalPlace, HadoopPlace {

    /**
     * What a file is known by to be the same still.
     *
     * @param modifiedAt in nanoseconds since 1970
     */
    record Facts(long size, long modifiedAt) {}

    /** The place of an address. */
    static Place at(URI address) {
        return "file".equals(address.getScheme()) ? new LocalPlace(Path.of(address)) : new HadoopPlace(address);
    }

    /**
     * The place that a path of a command line or a setting means. A path swallows one of the slashes of an address such
     * as {@code s3a://bucket/log}; here it gets it back.
     */
    static Place named(Path path) {
        return address(path)
                .<Place>map(HadoopPlace::new)
                .orElseGet(() -> new LocalPlace(path.toAbsolutePath().normalize()));
    }

    private static Optional<URI> address(Path path) {
        Matcher matcher = Pattern.compile("([a-z][a-z0-9+.-]+):/+(.*)").matcher(path.toString());
        if (!matcher.matches() || Files.exists(path)) {
            return Optional.empty();
        }
        String rest = matcher.group(2);
        // Of HDFS the name node may be left out; it is there if it says its port.
        boolean isWithoutHost = matcher.group(1).equals("hdfs") && !rest.split("/")[0].contains(":");
        return Optional.of(URI.create(matcher.group(1) + (isWithoutHost ? ":///" : "://") + rest.replace(" ", "%20")));
    }

    /** Its whole name, under which the log tables know it. */
    String name();

    URI address();

    /** The last part of its name. */
    String lastName();

    /** The same in lower case. */
    default String lowerName() {
        return lastName().toLowerCase(Locale.ROOT);
    }

    boolean isFolder();

    boolean exists();

    /** Everything in a folder, in the order of names. */
    List<Place> entries() throws IOException;

    /** The places that fit it where it has wildcards. */
    List<Place> matching();

    /** The folder as it is called wherever one comes from; links can make circles. */
    String realName();

    /** Its facts now; an {@link dev.sotto.ingest.record.UnusableFileException} where it is no file that can be read. */
    Facts facts() throws IOException;

    /** Its bytes from an offset on. */
    InputStream open(long from) throws IOException;

    /** The same for the reader of Parquet, which moves about in it. */
    org.apache.parquet.io.InputFile parquet() throws IOException;
}
