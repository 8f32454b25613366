package dev.sotto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Metric;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private final Catalogue catalogue = Catalogue.shipped();

    @Test
    void namesEveryMetricInFourLanguages() {
        assertThat(catalogue.all()).isNotEmpty().allSatisfy(metric -> {
            assertThat(metric.titles()).containsOnlyKeys("en", "de", "fr", "it");
            assertThat(metric.description()).isNotBlank().endsWith(".");
            assertThat(metric.scopes()).isNotEmpty();
            assertThat(metric.periods()).isNotEmpty();
        });
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
