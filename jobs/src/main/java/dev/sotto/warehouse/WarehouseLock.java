package dev.sotto.warehouse;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a warehouse's one writer: a lock of the operating system, which ends with its process however that ends.
 *
 * <p>The file holds who has it. A second holder within this process is refused by name before the file is touched, because
 * closing any channel to a file, even one that only read it, drops the process's lock on it.
 */
final class WarehouseLock implements AutoCloseable {
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    private static final long PAUSE_MILLIS = 100;

    private final Path path;
    private final FileChannel channel;

    private WarehouseLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Take the lock of a directory, waiting for another holder no longer than this. */
    static WarehouseLock take(Path directory, Duration wait) {
        Path path = directory.resolve("lock");
        long deadline = System.nanoTime() + wait.toNanos();
        try {
            while (true) {
                WarehouseLock lock = tryTake(path);
                if (lock != null) {
                    return lock;
                }
                if (System.nanoTime() >= deadline) {
                    throw refusal(directory, path);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.STORAGE,
                    "Cannot open the warehouse " + directory + ": its lock file cannot be written (" + e
                            + "). Make the folder writable or choose another with --warehouse.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal(directory, path);
        }
    }

    private static @Nullable WarehouseLock tryTake(Path path) throws IOException {
        if (!HELD_HERE.add(path)) {
            return null;
        }
        WarehouseLock taken = null;
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                taken = new WarehouseLock(path, channel);
                taken.sign();
            }
            return taken;
        } finally {
            if (taken == null) {
                if (channel != null) {
                    channel.close();
                }
                HELD_HERE.remove(path);
            }
        }
    }

    private void sign() throws IOException {
        String holder = "process " + ProcessHandle.current().pid() + " works in it since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static SottoException refusal(Path directory, Path path) {
        String holder = HELD_HERE.contains(path) ? "this process works in it already" : holder(path);
        return new SottoException(
                SottoException.Code.STORAGE,
                "Cannot open the warehouse " + directory + ": " + holder + ". Wait for it or stop it.");
    }

    private static String holder(Path path) {
        try {
            String text = Files.readString(path).strip();
            return text.isEmpty() ? "another process works in it" : text;
        } catch (IOException e) {
            return "another process works in it (who it is cannot be read: " + e + ")";
        }
    }

    /** Give the lock back; the file stays, because deleting it would race with the next holder. */
    @Override
    public void close() {
        try (channel) {
            channel.truncate(0);
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.STORAGE,
                    "Cannot close the warehouse's lock " + path + ": " + e + ". Check the disk.",
                    e);
        } finally {
            HELD_HERE.remove(path);
        }
    }
}
