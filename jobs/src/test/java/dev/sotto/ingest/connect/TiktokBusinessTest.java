package dev.sotto.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.domain.EventField;
import dev.sotto.ingest.Records;
import dev.sotto.ingest.record.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiktokBusinessTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void readsTheContentOfTiktokWhetherItIsEncodedTwiceOrNot() throws IOException {
        String content =
                "{\"type\":\"text\",\"message_id\":\"m\",\"conversation_id\":\"c\",\"timestamp\":1775466000000,"
                        + "\"from\":\"Ann\",\"from_user\":{\"id\":\"u\"},\"to\":\"Biz\",\"to_user\":{\"id\":\"b\"},"
                        + "\"text\":{\"body\":\"hello\"}}";
        Records twice = Bodies.lines(folder, Bodies.tiktok("im_receive_msg", JSON.writeValueAsString(content)));
        Records once = Bodies.lines(folder, Bodies.tiktok("im_receive_msg", content));

        assertThat(twice.events()).isEqualTo(once.events()).hasSize(1);
        Map<EventField, Object> event = twice.events().get(0);
        assertThat(event).containsEntry(EventField.TEXT_LENGTH, 5L).containsEntry(EventField.KIND, "text");
        assertThat(((Person) event.get(EventField.ACTOR)).role()).isEqualTo("contact");
        assertThat(event.toString()).doesNotContain("Ann").doesNotContain("hello");
        Records sent = Bodies.lines(
                folder,
                Bodies.tiktok(
                        "im_send_msg",
                        content.replace("\"u\"", "\"?\"")
                                .replace("\"b\"", "\"u\"")
                                .replace("\"?\"", "\"b\"")));
        assertThat(((Person) sent.values(EventField.ACTOR).get(0)).role()).isEqualTo("brand");
    }

    @Test
    void countsKindsThatTiktokDoesNotNameAsUnsupportedAndNeverAsVoice() throws IOException {
        String content =
                "{\"type\":\"voice\",\"message_id\":\"m\",\"conversation_id\":\"c\",\"timestamp\":1775466000000}";
        Records read = Bodies.lines(folder, Bodies.tiktok("im_receive_msg", content));

        assertThat(read.values(EventField.KIND)).containsExactly("unsupported");
        assertThat(read.values(EventField.ATTRIBUTES)).containsExactly(Map.of("type", "voice"));
    }

    @Test
    void readsAReadMarkOfTiktokAsAWatermark() throws IOException {
        String content = "{\"conversation_id\":\"c\",\"from_user\":{\"id\":\"u\"},\"to_user\":{\"id\":\"b\"},"
                + "\"read\":{\"last_read_timestamp\":1775466000000}}";
        Records read = Bodies.lines(folder, Bodies.tiktok("im_mark_read_msg", JSON.writeValueAsString(content)));

        assertThat(read.values(EventField.EVENT_TYPE)).containsExactly("message.read");
        assertThat(read.values(EventField.WATERMARK_AT)).containsExactly(1_775_466_000_000_000L);
        assertThat(read.events().toString()).doesNotContain("c:read");
    }

    @Test
    void refusesContentOfTiktokThatIsNoJson() throws IOException {
        assertThat(Bodies.lines(folder, Bodies.tiktok("im_receive_msg", "\"{oops\""))
                        .rejects())
                .containsExactly("not_json content");
        assertThat(Bodies.lines(folder, Bodies.tiktok("im_receive_msg", "\"[1]\""))
                        .rejects())
                .containsExactly("unknown_shape content");
        assertThat(Bodies.lines(folder, Bodies.tiktok("im_new_thing", "\"{}\""))
                        .counts()
                        .ignoredReasons())
                .containsOnlyKeys("im_new_thing");
        assertThat(Bodies.lines(folder, Bodies.tiktok("authorization.removed", "\"{}\""))
                        .counts()
                        .ignoredReasons())
                .containsOnlyKeys("authorization.removed");
    }
}
