package dev.sotto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Metric;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final String[] LANGUAGES = {"en", "de", "fr", "it"};

    private final Catalogue catalogue = Catalogue.shipped();

    @Test
    void namesAndExplainsEveryMetricInFourLanguages() {
        assertThat(catalogue.all()).isNotEmpty().allSatisfy(metric -> {
            assertThat(metric.titles()).containsOnlyKeys(LANGUAGES).doesNotContainValue("");
            assertThat(metric.descriptions()).containsOnlyKeys(LANGUAGES);
            assertThat(metric.descriptions().values()).allMatch(words -> words.endsWith("."));
            assertThat(metric.scopes()).isNotEmpty();
            assertThat(metric.periods()).isNotEmpty();
        });
    }

    /** What stands in English on a page in another language was left there, unless the word is the same in both. */
    @Test
    void leavesNothingInEnglish() {
        assertThat(catalogue.all())
                .allSatisfy(metric -> assertThat(metric.descriptions().values()).doesNotHaveDuplicates());
        assertThat(catalogue.all())
                .filteredOn(metric -> Set.copyOf(metric.titles().values()).size() < LANGUAGES.length)
                .isEmpty();
    }

    @Test
    void writesApostrophesAndFrenchSpacesAsTheyAreSet() {
        assertThat(catalogue.all()).allSatisfy(metric -> {
            assertThat(metric.titles().values()).noneMatch(words -> words.contains("'"));
            assertThat(metric.descriptions().values()).noneMatch(words -> words.contains("'"));
            assertThat(metric.description(Locale.FRENCH)).doesNotContainPattern("[^\u00a0][;:!?%»]|«[^\u00a0]");
            assertThat(metric.description(Locale.GERMAN)).doesNotContainPattern("[^\u00a0]%|\"");
        });
    }

    @Test
    void hasWordsForUnitsDirectionsAndMethods() {
        Metric time = catalogue.metric("first_response_time_p50");
        assertThat(catalogue.unit(time, Locale.GERMAN)).isEqualTo("Dauer");
        assertThat(catalogue.better(time, Locale.FRENCH)).isEqualTo("une baisse est favorable");
        assertThat(catalogue.interval(time.interval(), Locale.ITALIAN)).isEqualTo("statistiche d’ordine");
        assertThat(catalogue.unit(time, Locale.forLanguageTag("pt"))).isEqualTo("time");
    }

    @Test
    void refusesALanguageThatIsLeftOut() throws IOException {
        String yaml;
        try (InputStream shipped = Catalogue.class.getResourceAsStream("/catalogue.yaml")) {
            yaml = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThatThrownBy(() -> Catalogue.of(yaml.replaceFirst("(?m)^      de: .*\n", "")))
                .isInstanceOf(SottoException.class)
                .hasMessageMatching(
                        "Cannot read catalogue\\.yaml:\\d+: metrics\\[0\\]\\.description has no 'de'\\. Add it: In German\\.");
    }

    @Test
    void needsOnlyWhatASourceCanTell() {
        assertThat(catalogue.all())
                .allSatisfy(metric -> assertThat(metric.needs())
                        .allMatch(
                                need -> Set.of("role", "conversion", "outcome").contains(need)
                                        || EventType.named(need).isPresent()));
    }

    /** Rows in and rows out, in the folders of cases. */
    @Test
    void hasACaseOfEveryMetric() throws IOException {
        StringBuilder cases = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/test/sql"))) {
            for (Path file : files.filter(path -> path.endsWith("expected.jsonl") || path.endsWith("only.sql"))
                    .toList()) {
                cases.append(Files.readString(file).replace('\'', '"'));
            }
        }
        assertThat(catalogue.all())
                .hasSizeGreaterThan(120)
                .allSatisfy(metric -> assertThat(cases).contains('"' + metric.id() + '"'));
    }

    /** How good a log is can be told of any. */
    @Test
    void needsSomethingButForTheQualityOfALog() {
        assertThat(catalogue.all())
                .filteredOn(metric -> metric.needs().isEmpty())
                .extracting(Metric::id)
                .containsExactlyInAnyOrder(
                        "freshness_p95",
                        "duplicate_share",
                        "suppressed_share",
                        "not_observable_metrics",
                        "incomplete_days");
    }

    @Test
    void namesTheMetricsThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> catalogue.metric("reply_rat"))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("Cannot find the metric 'reply_rat'")
                .hasMessageContaining("reply_rate");
    }
}
