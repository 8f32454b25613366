package dev.sotto.export;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Set;

/** The Ed25519 key of a workspace that signs its exports; only its owner may read the file. */
public final class SigningKey {
    /** Its file, beside the default warehouse. */
    public static final String NAME = "export-signing.key";

    static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final PrivateKey key;
    private final VerifyingKey verifyingKey;

    private SigningKey(PrivateKey key, VerifyingKey verifyingKey) {
        this.key = key;
        this.verifyingKey = verifyingKey;
    }

    /** The key in a file, which is made on first use. */
    public static SigningKey in(Path file) {
        try {
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                create(file);
            }
            refuseOpen(file);
            String pem = Files.readString(file, StandardCharsets.US_ASCII);
            PrivateKey key =
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(Pem.block(pem, PRIVATE)));
            SigningKey signing = new SigningKey(key, new VerifyingKey(Pem.block(pem, PUBLIC)));
            byte[] proof = {1};
            if (!signing.verifyingKey().verifies(proof, signing.sign(proof))) {
                throw new GeneralSecurityException("the halves do not belong together");
            }
            return signing;
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            throw new SottoException(
                    Code.USE,
                    "Cannot read the signing key " + file + ": " + e.getMessage()
                            + ". Restore it from a backup, or move it away to have a new one made.",
                    e);
        }
    }

    /** The half that partners need. */
    public VerifyingKey verifyingKey() {
        return verifyingKey;
    }

    byte[] sign(byte[] message) {
        try {
            Signature ed25519 = Signature.getInstance(ALGORITHM);
            ed25519.initSign(key);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    private static void refuseOpen(Path file) throws IOException {
        if (isPosix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new SottoException(
                    Code.USE,
                    "Cannot use the signing key " + file + ": others than its owner may read or write it ("
                            + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + "). Run: chmod 600 "
                            + file);
        }
    }

    // Written apart and linked: of two processes that make it at once, both go on with the same key.
    private static void create(Path file) throws IOException, GeneralSecurityException {
        Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        // A temporary file is its owner's alone from the beginning.
        Path draft = Files.createTempFile(directory, NAME, ".tmp");
        try {
            Files.writeString(
                    draft,
                    Pem.of(PRIVATE, pair.getPrivate().getEncoded())
                            + Pem.of(PUBLIC, pair.getPublic().getEncoded()));
            Disk.force(draft);
            Files.createLink(file, draft);
            Disk.force(directory);
        } catch (FileAlreadyExistsException other) {
            return;
        } finally {
            Files.delete(draft);
        }
    }

    private static boolean isPosix(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix");
    }
}
