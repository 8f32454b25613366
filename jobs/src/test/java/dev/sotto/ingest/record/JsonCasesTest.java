package dev.sotto.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sotto.ingest.FileCounts;
import dev.sotto.ingest.Records;
import dev.sotto.ingest.record.JsonCases.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonCasesTest {
    @TempDir
    Path folder;

    @Test
    void takesNoneOfTheDocumentsThatAreNoJson() {
        List<Case> cases = JsonCases.all(false);

        assertThat(cases).hasSize(188);
        assertThat(cases).filteredOn(some -> problem(some) == null).isEmpty();
    }

    @Test
    void takesAllDocumentsThatAreJsonButThoseThatNameAKeyTwice() {
        List<Case> cases = JsonCases.all(true);

        assertThat(cases).hasSize(95);
        assertThat(cases)
                .filteredOn(some -> problem(some) != null)
                .extracting(Case::name, JsonCasesTest::problem)
                .containsExactly(
                        tuple("object_duplicated_key", Reason.DUPLICATE_KEY),
                        tuple("object_duplicated_key_and_value", Reason.DUPLICATE_KEY));
    }

    @Test
    void makesNoEventOfAnyOfThemAndLosesNoByte() throws IOException {
        for (boolean isJson : new boolean[] {false, true}) {
            for (Case some : JsonCases.all(isJson)) {
                Path file = Files.write(folder.resolve("case.jsonl"), some.content());
                Records read = Records.of(file);
                FileCounts counts = read.counts();

                assertThat(counts.readBytes()).as(some.name()).isEqualTo(some.content().length);
                assertThat(read.events()).as(some.name()).isEmpty();
                assertThat(counts.records(FileCounts.Outcome.REJECTED))
                        .as(some.name())
                        .isEqualTo(counts.read() - counts.records(FileCounts.Outcome.BLANK));
            }
        }
    }

    private static Reason problem(Case some) {
        return StrictJson.problem(some.content(), 0, some.content().length);
    }
}
