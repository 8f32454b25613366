package dev.sotto.ingest;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is read one after the other from chunks of bytes. */
final class Chunks<T> implements Iterator<T> {
    private final Iterator<byte[]> chunks;
    private final Function<ByteBuffer, T> read;
    private @Nullable ByteBuffer in;

    Chunks(Iterator<byte[]> chunks, Function<ByteBuffer, T> read) {
        this.chunks = chunks;
        this.read = read;
    }

    @Override
    public boolean hasNext() {
        while ((in == null || !in.hasRemaining()) && chunks.hasNext()) {
            in = RowCodec.reader(chunks.next());
        }
        return in != null && in.hasRemaining();
    }

    @Override
    public T next() {
        if (!hasNext() || in == null) {
            throw new NoSuchElementException();
        }
        return read.apply(in);
    }
}
