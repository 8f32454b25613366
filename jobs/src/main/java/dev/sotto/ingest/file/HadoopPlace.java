package dev.sotto.ingest.file;

import dev.sotto.domain.SottoException;
import dev.sotto.ingest.record.UnusableFileException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.SparkEnv;
import scala.Tuple2;

/** A place in a file system that Hadoop knows by its scheme, such as {@code hdfs} or {@code s3a}. */
record HadoopPlace(URI address) implements Place {
    private static final String PREFIX = "spark.hadoop.";

    private Path path() {
        return new Path(address);
    }

    private FileSystem files() throws IOException {
        try {
            return FileSystem.get(address, configuration());
        } catch (IOException | IllegalArgumentException e) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot reach " + shown() + ": there is no file system for " + address.getScheme()
                            + " here, or it is not set up. Put its connector on the class path and its settings into"
                            + " spark.hadoop.* or core-site.xml.",
                    e);
        }
    }

    /** What Hadoop finds by itself, and what Spark was told for it: in its own process, or on the command line. */
    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        SparkEnv spark = SparkEnv.get();
        if (spark != null) {
            for (Tuple2<String, String> setting : spark.conf().getAllWithPrefix(PREFIX)) {
                configuration.set(setting._1(), setting._2());
            }
        }
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .forEach(name -> configuration.set(name.substring(PREFIX.length()), System.getProperty(name)));
        return configuration;
    }

    private String shown() {
        return name().replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public String name() {
        return path().toString();
    }

    @Override
    public String lastName() {
        return path().getName();
    }

    @Override
    public boolean isFolder() {
        try {
            return files().getFileStatus(path()).isDirectory();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean exists() {
        try {
            return files().exists(path());
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private SottoException unreachable(IOException cause) {
        return new SottoException(
                SottoException.Code.DATA,
                "Cannot read " + shown() + ": its storage did not answer. Check the address and the rights to it.",
                cause);
    }

    @Override
    public List<Place> entries() throws IOException {
        return places(files().listStatus(path()));
    }

    @Override
    public List<Place> matching() {
        try {
            return places(files().globStatus(path()));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static List<Place> places(FileStatus @org.jspecify.annotations.Nullable [] statuses) {
        List<FileStatus> found = statuses == null ? List.of() : Arrays.asList(statuses);
        List<Place> places = new ArrayList<>();
        found.stream()
                .map(status -> status.getPath().toUri())
                .sorted(Comparator.comparing(URI::toString))
                .forEach(uri -> places.add(new HadoopPlace(uri)));
        return places;
    }

    @Override
    public String realName() {
        return name();
    }

    @Override
    public Facts facts() throws IOException {
        try {
            FileStatus status = files().getFileStatus(path());
            if (!status.isFile()) {
                throw new UnusableFileException("not_a_file");
            }
            return new Facts(status.getLen(), status.getModificationTime() * 1_000_000);
        } catch (FileNotFoundException e) {
            throw new UnusableFileException("disappeared");
        }
    }

    @Override
    public InputStream open(long from) throws IOException {
        try {
            FSDataInputStream in = files().open(path());
            in.seek(from);
            return in;
        } catch (FileNotFoundException e) {
            throw new UnusableFileException("disappeared");
        }
    }

    @Override
    public org.apache.parquet.io.InputFile parquet() throws IOException {
        return HadoopInputFile.fromPath(path(), configuration());
    }
}
