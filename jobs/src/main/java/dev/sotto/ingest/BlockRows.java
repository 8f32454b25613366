package dev.sotto.ingest;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** The records of blocks of one kind as rows. */
final class BlockRows implements Iterator<InternalRow> {
    private final Iterator<Block> blocks;
    private final Block.Kind kind;
    private final Block.Content content;
    private final int columns;
    private @Nullable Block block;
    private @Nullable ByteBuffer in;

    BlockRows(Iterator<Block> blocks, Block.Kind kind, Block.Content content, int columns) {
        this.blocks = blocks;
        this.kind = kind;
        this.content = content;
        this.columns = columns;
    }

    @Override
    public boolean hasNext() {
        while ((in == null || !in.hasRemaining()) && blocks.hasNext()) {
            Block candidate = blocks.next();
            if (candidate.kind() == kind) {
                block = candidate;
                in = candidate.reader();
            }
        }
        return in != null && in.hasRemaining();
    }

    @Override
    public InternalRow next() {
        if (!hasNext() || block == null || in == null) {
            throw new NoSuchElementException();
        }
        return block.next(in, content, columns);
    }
}
