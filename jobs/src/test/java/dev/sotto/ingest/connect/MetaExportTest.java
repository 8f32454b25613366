package dev.sotto.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventField;
import dev.sotto.ingest.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetaExportTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatMessengerKeptEncrypted() throws IOException {
        String message = "{`isUnsent`:false,`media`:[MEDIA],`reactions`:[{`actor`:`CANARY`,`reaction`:`x`}],"
                + "`senderName`:`CANARY Bob`,`text`:`TEXT`,`timestamp`:177546600000N,`type`:`TYPE`}";
        List<String> messages = new ArrayList<>();
        for (String form : List.of(
                "text || gr\u00fc\u00dfe",
                "media | {`uri`:`./media/a.jpeg`},{`uri`:`./media/b.MP4`} |",
                "media | {`uri`:`./media/a.aac`} |",
                "media | {`uri`:`./media/a.gif`} |",
                "media | {`uri`:`./media/a.pdf`} |",
                "placeholder || You missed a call")) {
            String[] parts = form.split(" ?\\| ?", -1);
            messages.add(message.replace("TYPE", parts[0])
                    .replace("MEDIA", parts[1])
                    .replace("TEXT", parts[2])
                    .replace("N,", messages.size() + ","));
        }
        messages.add(message.replace("`isUnsent`:false", "`isUnsent`:true")
                .replace("MEDIA", "")
                .replace("N,", "9,"));
        Path file = Files.writeString(
                folder.resolve("CANARY Bob_7.json"),
                ("{`participants`:[`CANARY Ann`,`CANARY Bob`],`threadName`:`CANARY Bob_7`,`messages`:["
                                + String.join(",", messages) + "]}")
                        .replace('`', '"'));
        Records read = Records.of(file);

        assertThat(read.counts()).hasToString("read 7 accepted 6 duplicate 0 rejected 0 ignored 1 blank 0");
        assertThat(read.counts().ignoredReasons()).containsOnlyKeys("unsent");
        assertThat(read.values(EventField.PLATFORM)).containsOnly("messenger");
        assertThat(read.values(EventField.KIND))
                .containsExactly("text", "media_pack", "voice_note", "sticker", "unsupported", "unsupported");
        assertThat(read.values(EventField.TEXT_LENGTH).get(0)).isEqualTo(5L);
        assertThat(read.values(EventField.OCCURRED_AT).get(0)).isEqualTo(1_775_466_000_000_000L);
        assertThat(read.values(EventField.CONVERSATION_KIND)).containsOnly("one_to_one");
        assertThat(read.values(EventField.ACTOR).stream().distinct()).hasSize(1);
        assertThat(read.values(EventField.COUNTERPART).stream().distinct()).hasSize(1);
        assertThat(read.events().toString()).doesNotContain("CANARY");
    }
}
