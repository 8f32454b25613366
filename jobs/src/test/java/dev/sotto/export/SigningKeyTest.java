package dev.sotto.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path workspace;

    @Test
    void isMadeOnFirstUseForItsOwnerAloneAndThenStays() throws IOException {
        Path file = workspace.resolve(".sotto").resolve(SigningKey.NAME);
        SigningKey first = SigningKey.in(file);
        SigningKey second = SigningKey.in(file);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.tmp");
        assertThat(second.verifyingKey().fingerprint())
                .isEqualTo(first.verifyingKey().fingerprint());
        assertThat(second.sign(MESSAGE)).isEqualTo(first.sign(MESSAGE)).hasSize(64);
    }

    @Test
    void refusesAFileThatOthersMayRead() throws IOException {
        Path file = workspace.resolve(SigningKey.NAME);
        SigningKey.in(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> SigningKey.in(file))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void refusesABrokenFile() throws IOException {
        Path file = workspace.resolve(SigningKey.NAME);
        SigningKey.in(file);
        Files.writeString(file, "no key");
        assertThatThrownBy(() -> SigningKey.in(file))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("backup");
    }

    @Test
    void signsWhatItsPublicHalfVerifiesAndNoOtherDoes() throws IOException {
        SigningKey key = SigningKey.in(workspace.resolve("one"));
        Path pem = workspace.resolve(VerifyingKey.NAME);
        Files.writeString(pem, key.verifyingKey().pem());
        assertThat(VerifyingKey.read(pem).verifies(MESSAGE, key.sign(MESSAGE))).isTrue();
        assertThat(SigningKey.in(workspace.resolve("two")).verifyingKey().verifies(MESSAGE, key.sign(MESSAGE)))
                .isFalse();
    }

    @Test
    void readsAPublicKeyInItsOneFormOnly() throws IOException {
        Path pem = workspace.resolve(VerifyingKey.NAME);
        String text = SigningKey.in(workspace.resolve("one")).verifyingKey().pem();
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        String own = SigningKey.in(workspace.resolve("one")).verifyingKey().fingerprint();
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 1;
            Files.write(pem, flipped);
            try {
                assertThat(VerifyingKey.read(pem).fingerprint())
                        .as("byte %s", i)
                        .isNotEqualTo(own);
            } catch (SottoException refused) {
                assertThat(refused).hasMessageContaining("--key");
            }
        }
    }
}
