package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillTest {
    private static final int PARTS = 3;

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasWrittenToEachPartAndLeavesNoFile() throws IOException {
        Random random = new Random(3);
        List<List<Long>> written = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (Spill spill = new Spill(PARTS, folder, 1 << 20)) {
            for (int i = 0; i < 500_000; i++) {
                int part = random.nextInt(PARTS);
                long value = random.nextLong();
                spill.to(part).putLong(value);
                written.get(part).add(value);
            }
            assertThat(files()).hasSize(1);
            for (int part = 0; part < PARTS; part++) {
                assertThat(read(spill, part)).isEqualTo(written.get(part));
            }
            spill.to(1).putLong(7);
            written.get(1).add(7L);
            assertThat(read(spill, 1)).isEqualTo(written.get(1));
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void makesNoFileForLittle() throws IOException {
        try (Spill spill = new Spill(PARTS, folder, 1 << 20)) {
            spill.to(2).putLong(1);
            assertThat(read(spill, 2)).containsExactly(1L);
            assertThat(files()).isEmpty();
        }
    }

    private static List<Long> read(Spill spill, int part) {
        List<Long> values = new ArrayList<>();
        new Chunks<>(spill.chunksOf(part), in -> in.getLong()).forEachRemaining(values::add);
        return values;
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
