package dev.sotto.export;

import static dev.sotto.export.TestExports.WEEK;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportVerificationTest {
    @TempDir
    Path home;

    private TestExports exports;

    @BeforeEach
    void makeKey() {
        exports = TestExports.in(home);
    }

    @Test
    void detectsFlippedBytesInEveryFile() throws IOException {
        flip(7);
    }

    @Tag("long")
    @Test
    void detectsEveryFlippedByte() throws IOException {
        flip(1);
    }

    private void flip(int step) throws IOException {
        Path directory = exports.export(
                        "acme", WEEK, List.of(Given.messages(900, 430).result()))
                .directory();
        for (String name : Disk.names(directory)) {
            Path file = directory.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < bytes.length; i += step) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= (byte) (1 << i % 8);
                Files.write(file, flipped);
                assertThatThrownBy(() ->
                                ExportVerification.of(directory, exports.key().verifyingKey()))
                        .as("%s at %s", name, i)
                        .isInstanceOf(SottoException.class)
                        .hasMessageContaining("Cannot trust");
            }
            Files.write(file, bytes);
        }
        ExportVerification.of(directory, exports.key().verifyingKey());
    }

    @Test
    void detectsMissingAddedSwappedAndReplayedFiles() throws IOException {
        Path own = exports.export("acme", WEEK, List.of(Given.messages(900, 430).result()))
                .directory();
        Path rival = exports.export(
                        "rival",
                        WEEK,
                        List.of(Given.messages(800, 410).of("rival").result()))
                .directory();
        Path added = Files.createFile(own.resolve("notes.txt"));
        exports.assertUntrusted(own);
        Files.delete(added);
        Path swapped = own.resolve(CsvFile.NAME);
        byte[] csv = Files.readAllBytes(swapped);
        Files.write(swapped, Files.readAllBytes(rival.resolve(CsvFile.NAME)));
        exports.assertUntrusted(own);
        Files.delete(swapped);
        exports.assertUntrusted(own);
        Files.write(swapped, csv);
        ExportVerification.of(own, exports.key().verifyingKey());

        Path replayed = own.resolveSibling("2026-W16");
        copy(own, replayed);
        exports.assertUntrusted(replayed);
        Path misplaced = own.resolveSibling("2026-W17");
        Files.move(own, misplaced);
        copy(rival, own);
        exports.assertUntrusted(own);
        Path anywhere = home.resolve("inbox");
        copy(rival, anywhere);
        ExportVerification.of(anywhere, exports.key().verifyingKey());
        assertThatThrownBy(() -> ExportVerification.of(
                        anywhere, SigningKey.in(home.resolve("other")).verifyingKey()))
                .hasMessageContaining("not signed by the key");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        for (String name : Disk.names(from)) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }
}
