package dev.sotto.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WireTest {
    // Computed by another implementation of HMAC-SHA-256.
    private static final String SIGNATURE = "1646940ade6c3630f9820640c255326736c26d21003e2546aeded43e518832d5";
    private static final String HEADER = "{\"msg_id\":\"1\",\"session\":\"s\",\"msg_type\":\"kernel_info_request\"}";
    private static final String CONTENT = "{\"code\":\"SELECT 1\"}";

    private final Wire wire = new Wire("0123-key");

    @Test
    void readsWhatIsSignedByTheKey() {
        assertThat(wire.read(frames("peer", "<IDS|MSG>", SIGNATURE, HEADER, "{}", "{}", CONTENT)))
                .hasValueSatisfying(message -> {
                    assertThat(message.type()).isEqualTo("kernel_info_request");
                    assertThat(message.content().path("code").asText()).isEqualTo("SELECT 1");
                    assertThat(message.route()).hasSize(1);
                });
    }

    @Test
    void signsAsOthersDo() {
        Message message = wire.read(frames("<IDS|MSG>", SIGNATURE, HEADER, "{}", "{}", CONTENT))
                .orElseThrow();
        assertThat(new String(wire.write(message).get(1), StandardCharsets.US_ASCII))
                .isEqualTo(SIGNATURE);
    }

    @Test
    void refusesEveryChangeOfASignedMessage() {
        List<String> honest = List.of("<IDS|MSG>", SIGNATURE, HEADER, "{}", "{}", CONTENT);
        for (int i = 0; i < honest.size(); i++) {
            List<String> forged = new ArrayList<>(honest);
            forged.set(i, honest.get(i).replace('1', '2').replace("{}", "{ }").replace("IDS", "ID"));
            assertThat(wire.read(frames(forged.toArray(String[]::new))))
                    .as("part %d", i)
                    .isEmpty();
        }
        assertThat(new Wire("0124-key").read(frames(honest.toArray(String[]::new))))
                .isEmpty();
    }

    @Test
    void takesNoFragmentForAMessage() {
        assertThat(wire.read(frames("<IDS|MSG>", SIGNATURE, HEADER))).isEmpty();
        assertThat(wire.read(frames("hello"))).isEmpty();
        assertThat(wire.read(List.of())).isEmpty();
    }

    private static List<byte[]> frames(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
