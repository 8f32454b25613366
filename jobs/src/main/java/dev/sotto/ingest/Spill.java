package dev.sotto.ingest;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Bytes by numbered part, to be read a part at a time: in memory while they are few, then in a file that goes with this. */
final class Spill implements AutoCloseable {
    /** Where a chunk lies in the file. */
    private record Lying(long offset, int length) {}

    private final List<List<byte[]>> held = new ArrayList<>();
    private final List<List<Lying>> lying = new ArrayList<>();
    private final Outbox outbox;
    private final Path folder;
    private final long mostBytes;
    private @Nullable Path path;
    private @Nullable RandomAccessFile file;
    private long heldBytes;

    /**
     * Nothing yet.
     *
     * @param folder where its file is made
     * @param mostBytes how much is held in memory
     */
    Spill(int parts, Path folder, long mostBytes) {
        this.outbox = new Outbox(parts);
        this.folder = folder;
        this.mostBytes = mostBytes;
        for (int i = 0; i < parts; i++) {
            held.add(new ArrayList<>());
            lying.add(new ArrayList<>());
        }
    }

    /** Where to write the next record of a part. */
    RowCodec to(int part) {
        RowCodec codec = outbox.to(part);
        take();
        return codec;
    }

    private void take() {
        while (outbox.hasReady()) {
            Tuple2<Integer, byte[]> chunk = outbox.next();
            held.get(chunk._1()).add(chunk._2());
            heldBytes += chunk._2().length;
        }
        if (heldBytes > mostBytes) {
            try {
                lay();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void lay() throws IOException {
        RandomAccessFile out = opened();
        out.seek(out.length());
        for (int part = 0; part < held.size(); part++) {
            for (byte[] chunk : held.get(part)) {
                lying.get(part).add(new Lying(out.getFilePointer(), chunk.length));
                out.write(chunk);
            }
            held.get(part).clear();
        }
        heldBytes = 0;
    }

    private RandomAccessFile opened() throws IOException {
        if (file == null) {
            path = Files.createTempFile(folder, "sotto", ".keys");
            file = new RandomAccessFile(path.toFile(), "rw");
        }
        return file;
    }

    /** What was written to a part so far. */
    Iterator<byte[]> chunksOf(int part) {
        outbox.flush();
        take();
        return Stream.concat(lying.get(part).stream().map(this::read), held.get(part).stream())
                .iterator();
    }

    private byte[] read(Lying chunk) {
        byte[] bytes = new byte[chunk.length()];
        try {
            RandomAccessFile in = opened();
            in.seek(chunk.offset());
            in.readFully(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }

    @Override
    public void close() {
        try {
            if (file != null && path != null) {
                file.close();
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
