package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Result;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {
    private final Words words = Words.of(Locale.ENGLISH);

    @ParameterizedTest
    @EnumSource
    void hasAWordAndASentenceForEveryStatus(Result.Status status) {
        String key = "status." + status.name().toLowerCase(Locale.ROOT);
        assertThat(words.say(key)).isNotBlank();
        assertThat(words.say(key + ".why", "needs", "x")).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void hasAWordForEveryKind(Kinds.Kind kind) {
        assertThat(words.say(kind.key())).isNotBlank();
    }

    @Test
    void countsInPlurals() {
        assertThat(words.say("index.count", Map.of("count", 1))).isEqualTo("1 report");
        assertThat(words.say("index.count", Map.of("count", 7))).isEqualTo("7 reports");
    }

    @Test
    void takesEnglishWhereALanguageHasNoWords() {
        assertThat(Words.of(Locale.JAPANESE).language()).isEqualTo("en");
    }
}
