package dev.sotto.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * File access for warehouses on a local disk that survives a power cut: a file that was closed, and its directory entry,
 * are on the disk before the catalog can point to it.
 *
 * <p>Reading stays Hadoop's, whose configuration asks for page checksums. Written files carry no {@code .crc} beside them:
 * the checksums within Parquet do that work without a second file to force.
 */
public final class FsyncFileIO extends HadoopFileIO {
    private static final long serialVersionUID = 1L;

    @Override
    public OutputFile newOutputFile(String location) {
        URI uri = new org.apache.hadoop.fs.Path(location).toUri();
        if (!"file".equals(uri.getScheme())) {
            return super.newOutputFile(location);
        }
        Path path = Path.of(uri.getPath());
        return new OutputFile() {
            @Override
            public PositionOutputStream create() {
                try {
                    return FsyncStream.create(path);
                } catch (FileAlreadyExistsException e) {
                    throw new AlreadyExistsException(e, "File already exists: %s", location);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public PositionOutputStream createOrOverwrite() {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return create();
            }

            @Override
            public String location() {
                return location;
            }

            @Override
            public InputFile toInputFile() {
                return newInputFile(location);
            }
        };
    }
}
