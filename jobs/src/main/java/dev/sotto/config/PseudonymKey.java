package dev.sotto.config;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The secret behind pseudonyms: from the environment, else from a file that only its owner can read. */
final class PseudonymKey {
    static final String VARIABLE = "SOTTO_PSEUDONYM_KEY";
    private static final int BYTES = 32;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern BETWEEN = Pattern.compile(",|\\R");
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OWNER_AT_MOST = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PseudonymKey() {}

    /** The key of now. */
    static byte[] read(Path file, Map<String, String> environment) {
        return readAll(file, environment).get(0);
    }

    /**
     * Read the keys, 32 bytes each, or make the file with one on first use. The first is the key of now; former ones, which
     * follow in lines of their own or after commas, only tell whom they erased. No message ever shows a part of one.
     */
    static List<byte[]> readAll(Path file, Map<String, String> environment) {
        String variable = environment.get(VARIABLE);
        if (variable != null) {
            return decode(variable, VARIABLE + " of the environment", "Set it to 64 of them, or unset it");
        }
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return decode(open(file), file.toString(), "Restore the file from your backup");
        } catch (UnsupportedOperationException e) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot keep the pseudonym key in " + file + ": its file system cannot keep it from others."
                            + " Set " + VARIABLE + " instead, or move pseudonym-key-file.",
                    e);
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.STORAGE,
                    "Cannot read or make the pseudonym key " + file + ": " + e
                            + ". See that you may write to its folder.",
                    e);
        }
    }

    private static String open(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_AT_MOST.containsAll(permissions)) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot use the pseudonym key " + file + ": others than its owner may open it ("
                            + PosixFilePermissions.toString(permissions) + "). Run chmod 600 " + file + ".");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    }

    private static List<byte[]> decode(String text, String where, String remedy) {
        List<byte[]> keys = new ArrayList<>();
        for (String key : BETWEEN.split(text, -1)) {
            if (!HEX.matcher(key).matches()) {
                throw new SottoException(
                        SottoException.Code.USE,
                        "Cannot use the pseudonym key in " + where + ": it is not " + 2 * BYTES
                                + " hexadecimal digits. " + remedy + ".");
            }
            keys.add(HexFormat.of().parseHex(key));
        }
        return List.copyOf(keys);
    }

    // Written apart and then linked, so that of two runs at once both use the key of the first, and none sees half a
    // key.
    private static void make(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        ByteBuffer text = ByteBuffer.wrap((HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII));
        Path draft = Files.createTempFile(folder, ".pseudonym", ".new", PosixFilePermissions.asFileAttribute(OWNER));
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another run was first; its key is the one.
            return;
        } finally {
            Files.delete(draft);
        }
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
