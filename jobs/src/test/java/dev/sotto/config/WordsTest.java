package dev.sotto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small words of the format: durations, moments, hours and near misses. */
class WordsTest {

    @ParameterizedTest
    @CsvSource({"0s, PT0S", "30s, PT30S", "90m, PT1H30M", "24h, PT24H", "7d, PT168H", "PT36H, PT36H", "P2D, PT48H"})
    void readsADuration(String text, Duration duration) {
        assertThat(HumanDuration.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "24 h", "1.5h", "-1h", "-PT1H", "7w", "P1M", "9999999999h"})
    void readsNoOtherDuration(String text) {
        assertThat(ValueFormat.DURATION.admits(text)).isFalse();
        assertThatThrownBy(() -> HumanDuration.parse(text)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void endsADayWithItsLastMillisecondAlsoWhereClocksChange() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        Moment day = Moment.parse("2026-03-29");

        assertThat(day.startIn(paris)).isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
        assertThat(day.endIn(paris)).isEqualTo(Instant.parse("2026-03-29T21:59:59.999Z"));
    }

    @Test
    void takesAnInstantAsItIs() {
        Moment point = Moment.parse("2026-03-29T07:00:00+02:00");

        assertThat(point.startIn(ZoneId.of("UTC")))
                .isEqualTo(point.endIn(ZoneId.of("Asia/Tokyo")))
                .isEqualTo(Instant.parse("2026-03-29T05:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"09:00-18:00", "00:00-24:00", "09:00-12:30, 13:30-18:00", "09:00-10:00,11:00-12:00"})
    void readsHours(String text) {
        assertThat(ValueFormat.HOURS.admits(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "9:00-18:00",
                "09:00",
                "18:00-09:00",
                "09:00-09:00",
                "09:00-25:00",
                "24:00-24:00",
                "09:00-18:00,",
                "13:00-18:00, 09:00-12:00",
                "09:00-13:00, 12:00-18:00",
                "09:00-12:00-13:00",
                "ab:cd-ef:gh"
            })
    void readsNoOtherHours(String text) {
        assertThat(ValueFormat.HOURS.admits(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "message.snt, message.sent",
        "Message.Sent, message.sent",
        "message-sent, message.sent",
        "mesasge.sent, message.sent",
        "message_read, message.read"
    })
    void asksForTheWordThatWasMeant(String written, String meant) {
        assertThat(NearMiss.of(written, List.of("message.sent", "message.read", "mon")))
                .contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "order", "something.else"})
    void asksForNoneWhereNoneIsNear(String written) {
        assertThat(NearMiss.of(written, List.of("message.sent", "message.read", "a", "mon")))
                .isEmpty();
    }
}
