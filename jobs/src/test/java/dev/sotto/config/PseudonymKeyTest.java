package dev.sotto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymKeyTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("a/b/pseudonym.key");
    }

    private void write(String text, String mode) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));
    }

    @Test
    void isMadeOnFirstUseForItsOwnerOnly() throws IOException {
        byte[] key = PseudonymKey.read(file(), Map.of());

        assertThat(key).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(file()).hasContent(HexFormat.of().formatHex(key));
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void staysTheSameAfterwards() {
        assertThat(PseudonymKey.read(file(), Map.of())).isEqualTo(PseudonymKey.read(file(), Map.of()));
    }

    @Test
    void isAnotherForAnotherFile() {
        assertThat(PseudonymKey.read(file(), Map.of()))
                .isNotEqualTo(PseudonymKey.read(folder.resolve("other.key"), Map.of()));
    }

    @Test
    void isTheSameForAllWhoMakeItAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> read = () -> HexFormat.of().formatHex(PseudonymKey.read(file(), Map.of()));
            Set<String> keys = new HashSet<>();
            for (Future<String> key : threads.invokeAll(Collections.nCopies(32, read))) {
                keys.add(key.get());
            }
            assertThat(keys).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void comesFromTheEnvironmentFirst() throws IOException {
        write("f".repeat(64), "rw-------");

        assertThat(PseudonymKey.read(file(), Map.of("SOTTO_PSEUDONYM_KEY", HEX.toUpperCase(Locale.ROOT))))
                .isEqualTo(HexFormat.of().parseHex(HEX));
    }

    @Test
    void leavesNoFileWhereTheEnvironmentHasIt() {
        PseudonymKey.read(file(), Map.of("SOTTO_PSEUDONYM_KEY", HEX));

        assertThat(file()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw------x", "rwxrwxrwx"})
    void isRefusedWhereOthersMayOpenIt(String mode) throws IOException {
        write(HEX, mode);

        assertThatThrownBy(() -> PseudonymKey.read(file(), Map.of()))
                .isInstanceOf(SottoException.class)
                .hasMessage("Cannot use the pseudonym key " + file() + ": others than its owner may open it (" + mode
                        + "). Run chmod 600 " + file() + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r--------", "rw-------", "rwx------"})
    void isReadWhereOnlyItsOwnerMayOpenIt(String mode) throws IOException {
        write(HEX + "\n", mode);

        assertThat(PseudonymKey.read(file(), Map.of())).isEqualTo(HexFormat.of().parseHex(HEX));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "0123456789abcdef",
                "g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void isRefusedWhereItIsNoKeyWithoutShowingIt(String text) throws IOException {
        write(text, "rw-------");

        assertThatThrownBy(() -> PseudonymKey.read(file(), Map.of()))
                .hasMessage("Cannot use the pseudonym key in " + file()
                        + ": it is not 64 hexadecimal digits. Restore the file from your backup.");
        assertThatThrownBy(() -> PseudonymKey.read(file(), Map.of("SOTTO_PSEUDONYM_KEY", text)))
                .hasMessage("Cannot use the pseudonym key in SOTTO_PSEUDONYM_KEY of the environment:"
                        + " it is not 64 hexadecimal digits. Set it to 64 of them, or unset it.");
    }

    @Test
    void isRefusedWhereItCannotBeMade() throws IOException {
        Files.writeString(folder.resolve("a"), "a file in the way");

        assertThatThrownBy(() -> PseudonymKey.read(file(), Map.of()))
                .isInstanceOfSatisfying(
                        SottoException.class, e -> assertThat(e.code()).isEqualTo(SottoException.Code.STORAGE))
                .hasMessageStartingWith("Cannot read or make the pseudonym key " + file());
    }

    @Test
    void isNowhereInTheWordsOfAWorkspace() {
        Workspace workspace = Workspace.read(writeSotto(), Map.of("SOTTO_PSEUDONYM_KEY", HEX));

        assertThat(workspace.pseudonymKey()).isEqualTo(HexFormat.of().parseHex(HEX));
        assertThat(workspace.toString()).isEqualTo("Workspace[" + folder + "]");
    }

    @Test
    void liesInTheWorkspaceByDefault() {
        Workspace.read(writeSotto(), Map.of()).pseudonymKey();

        assertThat(folder.resolve(".sotto/pseudonym.key")).exists();
    }

    private Path writeSotto() {
        new TestWorkspace(folder);
        return folder.resolve("sotto.yaml");
    }
}
