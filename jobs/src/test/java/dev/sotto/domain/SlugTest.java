package dev.sotto.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

    @Test
    void keepsWhatCanBeRead() {
        assertThat(Slug.of("Maison Verlaine")).matches("maison-verlaine-[0-9a-f]{8}");
        assertThat(Slug.of("Café Zürich")).matches("cafe-zurich-[0-9a-f]{8}");
    }

    @Test
    void tellsApartWhatOnlyDiffersInCase() {
        assertThat(Slug.of("Brand")).isNotEqualTo(Slug.of("brand"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../etc/passwd", "a\0b", "CON", "日本", "---", "C:\\x", "ﬀ.ﬁ"})
    void leavesNothingThatAFileSystemReads(String id) {
        assertThat(Slug.of(id)).matches("[a-z0-9][a-z0-9-]{0,39}-[0-9a-f]{8}");
    }

    @Test
    void cutsLongIds() {
        assertThat(Slug.of("x".repeat(255))).hasSize(49);
    }
}
