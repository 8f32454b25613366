package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.ingest.file.CheckedInput;
import dev.sotto.ingest.file.InputFile;
import dev.sotto.ingest.file.InputFiles;
import dev.sotto.ingest.file.Survey;
import dev.sotto.ingest.record.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {
    @TempDir
    Path folder;

    @Test
    void readsPiecesOfALargeFileAsItReadsTheWhole() throws IOException {
        Path file = folder.resolve("large.jsonl");
        Random random = new Random(2);
        try (var out = Files.newBufferedWriter(file)) {
            for (int i = 0; Files.size(file) < 2.5 * Survey.PIECE; i++) {
                out.write(
                        i % 50 == 0
                                ? "\n"
                                : "{\"n\":" + i + ",\"pad\":\"" + "p".repeat(random.nextInt(40_000)) + "\"}\r\n");
            }
        }
        InputFile surveyed = Survey.of(new InputFiles.Candidate(file));
        assertThat(surveyed.isDivisible()).isTrue();
        FileCounts whole = new FileCounts();
        FileCounts pieces = new FileCounts();
        long wholePlaces = read(new Part(0, surveyed, Part.WHOLE), whole);
        long piecePlaces = 0;
        for (int i = 0; i < 3; i++) {
            piecePlaces += read(new Part(0, surveyed, i), pieces);
        }
        assertThat(pieces).hasToString(whole.toString());
        assertThat(pieces.readBytes()).isEqualTo(whole.readBytes()).isEqualTo(Files.size(file));
        assertThat(piecePlaces).isEqualTo(wholePlaces);
    }

    @Test
    void noticesThatAFileChangedWhileItWasRead() throws IOException {
        Path file = folder.resolve("grows.jsonl");
        Files.write(file, Samples.log(50));
        InputFile surveyed = Survey.of(new InputFiles.Candidate(file));
        var modifiedAt = Files.getLastModifiedTime(file);

        Files.write(file, Samples.log(51));
        assertThat(isUnchanged(surveyed)).isFalse();
        byte[] other = Samples.log(50);
        other[100] ^= 1;
        Files.write(file, other);
        Files.setLastModifiedTime(file, modifiedAt);
        assertThat(isUnchanged(surveyed)).isFalse();
        Files.write(file, Samples.log(50));
        Files.setLastModifiedTime(file, modifiedAt);
        assertThat(isUnchanged(surveyed)).isTrue();
        Files.delete(file);
        assertThatThrownBy(() -> isUnchanged(surveyed)).isInstanceOf(UnusableFileException.class);
    }

    /** Read a part and answer a sum over the places of its records. */
    private static long read(Part part, FileCounts into) throws IOException {
        try (CheckedInput input = part.open()) {
            RecordReader records = part.records(input, Samples.settings(1), new Pseudonyms(Samples.KEY));
            long places = 0;
            while (records.next()) {
                places += records.line().number * 31 + records.line().offset;
            }
            into.add(records.counts());
            input.drain();
            assertThat(input.isUnchanged()).isTrue();
            return places;
        }
    }

    private static boolean isUnchanged(InputFile file) throws IOException {
        try (CheckedInput input = new Part(0, file, Part.WHOLE).open()) {
            input.drain();
            return input.isUnchanged();
        }
    }
}
