package dev.sotto.export;

import dev.sotto.domain.Sha256;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;

/** The public half of an Ed25519 key, with which anybody checks where an export comes from. */
public final class VerifyingKey {
    /** Its file, in the brand's folder beside the exports. */
    public static final String NAME = "signing-key.pub";

    private static final String LABEL = "PUBLIC KEY";

    private final byte[] encoded;

    VerifyingKey(byte[] encoded) {
        this.encoded = encoded.clone();
    }

    /** Read a key from a PEM file. */
    public static VerifyingKey read(Path file) {
        try {
            VerifyingKey key = new VerifyingKey(Pem.block(Files.readString(file, StandardCharsets.US_ASCII), LABEL));
            key.key();
            return key;
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            throw new SottoException(
                    Code.USE,
                    "Cannot read the public key " + file
                            + ": there is no Ed25519 key in PEM form. Name the sender's key with --key FILE.",
                    e);
        }
    }

    /** SHA-256 of the key, by which two people compare it on the phone. */
    public String fingerprint() {
        return Sha256.of(encoded);
    }

    String pem() {
        return Pem.of(LABEL, encoded);
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance(SigningKey.ALGORITHM);
            ed25519.initVerify(key());
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    private PublicKey key() throws GeneralSecurityException {
        return KeyFactory.getInstance(SigningKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
