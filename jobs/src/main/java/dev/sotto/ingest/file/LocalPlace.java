package dev.sotto.ingest.file;

import dev.sotto.ingest.record.UnusableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.io.LocalInputFile;

/** A place on a disk of this machine. */
record LocalPlace(Path path) implements Place {

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public URI address() {
        return path.toUri();
    }

    @Override
    public String lastName() {
        return String.valueOf(path.getFileName());
    }

    @Override
    public boolean isFolder() {
        return Files.isDirectory(path);
    }

    @Override
    public boolean exists() {
        return Files.exists(path);
    }

    @Override
    public List<Place> entries() throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(entries);
        return places(entries);
    }

    @Override
    public List<Place> matching() {
        return places(Wildcards.matching(path));
    }

    private static List<Place> places(List<Path> paths) {
        return paths.stream().<Place>map(LocalPlace::new).toList();
    }

    @Override
    public String realName() {
        try {
            return path.toRealPath().toString();
        } catch (IOException e) {
            return name();
        }
    }

    @Override
    public Facts facts() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new UnusableFileException("not_a_file");
            }
            return new Facts(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
        } catch (NoSuchFileException e) {
            throw new UnusableFileException(Files.isSymbolicLink(path) ? "broken_link" : "disappeared");
        }
    }

    @Override
    public InputStream open(long from) throws IOException {
        try {
            FileChannel channel = FileChannel.open(path);
            channel.position(from);
            return Channels.newInputStream(channel);
        } catch (NoSuchFileException e) {
            throw new UnusableFileException("disappeared");
        } catch (AccessDeniedException e) {
            throw new UnusableFileException("unreadable");
        }
    }

    @Override
    public org.apache.parquet.io.InputFile parquet() {
        return new LocalInputFile(path);
    }
}
