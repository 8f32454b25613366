package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr", "it"})
    void saysEverythingThatEnglishSaysWithTheSameParts(String language) throws IOException {
        Properties english = words("en");
        Properties words = words(language);
        assertThat(words.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(parts(words.getProperty(key), language))
                    .as(key)
                    .isEqualTo(parts(english.getProperty(key), "en"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "it"})
    void holdsNoStraightApostropheThatPatternsWouldSwallow(String language) throws IOException {
        assertThat(words(language).values()).noneMatch(words -> words.toString().contains("'"));
    }

    @ParameterizedTest
    @CsvSource({
        "brand,de",
        "brand,fr",
        "brand,it",
        "operator,de",
        "operator,fr",
        "operator,it",
        "creator,de",
        "creator,fr",
        "creator,it",
        "alert,fr"
    })
    void explainsEveryNumberOfThePageInItsLanguage(String kind, String language) {
        Locale locale = Locale.forLanguageTag(language);
        WeeklyPage page = WeeklyPage.of(Samples.ordinary(kind), locale);
        WeeklyPage english = WeeklyPage.of(Samples.ordinary(kind), Locale.ENGLISH);
        assertThat(page.definitions())
                .hasSize(english.definitions().size())
                .doesNotContainAnyElementsOf(english.definitions());
        assertThat(page.definitions())
                .extracting(WeeklyPage.Definition::meaning)
                .doesNotContainAnyElementsOf(english.definitions().stream()
                        .map(WeeklyPage.Definition::meaning)
                        .toList());
        assertThat(page.definitions())
                .extracting(WeeklyPage.Definition::measure)
                .doesNotContainAnyElementsOf(english.definitions().stream()
                        .map(WeeklyPage.Definition::measure)
                        .toList());
    }

    private static TreeSet<String> parts(String pattern, String language) {
        return new TreeSet<>(new MessageFormat(pattern, Locale.forLanguageTag(language)).getArgumentNames());
    }

    private static Properties words(String language) throws IOException {
        try (InputStream file = Words.class.getResourceAsStream("words_" + language + ".properties");
                Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            Properties words = new Properties();
            words.load(reader);
            return words;
        }
    }
}
