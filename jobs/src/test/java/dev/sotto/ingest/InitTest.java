package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.file.InputSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
    @TempDir
    Path folder;

    @Test
    void proposesAMappingThatReadsATableWithoutHeader() throws IOException {
        Path table =
                write("dms.txt", "1 2 1082040961\n3 4 1082155839\n5 2 1082414391\n2 1 1082414400\n1 2 1082414401\n");

        Init.Proposal proposal = Init.propose(table);

        assertThat(proposal.yaml()).contains("separator: space", "header: none", "make: unordered-pair");
        assertThat(proposal.questions()).anyMatch(question -> question.contains("Where did this happen"));
        assertThat(accepted(table, proposal)).isEqualTo(5);
    }

    @Test
    void proposesAMappingThatReadsATableWithNamesAndWords() throws IOException {
        Path table = write(
                "chat.csv",
                "message_id,created_at,sender,recipient,type,body,mood\n"
                        + "a1,2026-01-05 10:00:00,ann,bob,voice,,x\n"
                        + "a2,2026-01-05 10:01:00,bob,ann,chat,\"hi, you\",y\n"
                        + "a3,2026-01-05 10:02:00,ann,bob,poll,,z\n");

        Init.Proposal proposal = Init.propose(table);

        assertThat(proposal.yaml())
                .contains("\"voice\": voice_note", "\"poll\": unsupported  # QUESTION", "text: \"body\"")
                .doesNotContain("ann")
                .doesNotContain("hi, you");
        assertThat(proposal.questions())
                .anyMatch(question -> question.contains("time zone"))
                .anyMatch(question -> question.contains("\"mood\""));
        assertThat(accepted(table, proposal)).isEqualTo(3);
    }

    @Test
    void proposesAMappingThatReadsJsonLines() throws IOException {
        Path table = write(
                "log.jsonl",
                "{\"id\":1,\"ts\":1775466000123,\"from\":\"u1\",\"to\":\"u2\"}\n"
                        + "{\"id\":2,\"ts\":1775466000124,\"from\":\"u2\",\"to\":\"u1\"}\n");

        assertThat(accepted(table, Init.propose(table))).isEqualTo(2);
    }

    @Test
    void asksForWhatItCannotFind() throws IOException {
        assertThat(Init.propose(write("x.csv", "a,b\nfoo,1\nbar,2\n")).questions())
                .anyMatch(question -> question.contains("when it happened"));
        assertThat(Init.propose(write("c.jsonl", Samples.message("a"))).yaml()).contains("needs no mapping");
        assertThatThrownBy(() -> Init.propose(folder.resolve("none")))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("there is no such file");
    }

    private long accepted(Path table, Init.Proposal proposal) throws IOException {
        Path mapping = write("mapping.yaml", proposal.yaml());
        return Check.run(Samples.settings(1), List.of(new InputSpec(table, Optional.of(mapping))), Progress.NONE)
                .report()
                .totals()
                .records(Outcome.ACCEPTED);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
