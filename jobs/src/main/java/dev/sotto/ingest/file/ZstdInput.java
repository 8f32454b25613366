package dev.sotto.ingest.file;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.sotto.ingest.record.UnusableFileException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of a zstd file, every frame to its end; damage makes it unusable, whenever it shows. */
final class ZstdInput extends FilterInputStream {

    ZstdInput(InputStream in) throws IOException {
        super(opened(in));
    }

    private static InputStream opened(InputStream in) throws IOException {
        try {
            return new ZstdInputStreamNoFinalizer(in);
        } catch (ZstdIOException e) {
            throw new UnusableFileException("zstd_corrupt");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return super.read(into, offset, length);
        } catch (ZstdIOException e) {
            // The library has one exception for both, of which the message alone tells the end of the file.
            throw new UnusableFileException(isCut(e) ? "zstd_truncated" : "zstd_corrupt");
        } catch (EOFException e) {
            throw new UnusableFileException("zstd_truncated");
        } catch (IOException e) {
            if (isCut(e)) {
                throw new UnusableFileException("zstd_truncated");
            }
            throw e;
        }
    }

    private static boolean isCut(IOException e) {
        return String.valueOf(e.getMessage()).contains("runcated");
    }
}
