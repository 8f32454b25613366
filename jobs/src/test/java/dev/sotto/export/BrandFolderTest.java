package dev.sotto.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Period;
import dev.sotto.domain.Slug;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrandFolderTest {
    private static final Period WEEK = Period.parse("2026-W15");

    @TempDir
    Path output;

    @ParameterizedTest
    @ValueSource(
            strings = {"acme", "../../etc", "..", "", "a\0b", "CON", "Ünïcode", "/", "a/b\\c", "-rf", "=1+1", "😈"})
    void givesEveryIdAFolderInsideTheRoot(String id) throws IOException {
        assertThat(Slug.of(id)).matches("[a-z0-9-]{1,40}-[0-9a-f]{8}");
        Path directory = BrandFolder.in(output, id).directory();
        assertThat(directory).isDirectory().hasParent(output.toRealPath().resolve("exports"));
    }

    @Test
    void keepsIdsApartThatLookAlike() {
        List<String> ids = List.of("Acme", "acme", "acme ", "ACME", "a-cme", "a_cme", "x".repeat(255), "x".repeat(254));
        assertThat(ids.stream().map(Slug::of)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exports", "tmp"})
    void followsNoLinkOutOfTheRoot(String name, @TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(output.resolve(name), elsewhere);
        assertThatThrownBy(() -> BrandFolder.in(output, "acme"))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("it is a link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void followsNoLinkInPlaceOfTheBrand(@TempDir Path elsewhere) throws IOException {
        Files.createDirectory(output.resolve("exports"));
        Files.createSymbolicLink(output.resolve("exports").resolve(Slug.of("acme")), elsewhere);
        assertThatThrownBy(() -> BrandFolder.in(output, "acme")).isInstanceOf(SottoException.class);
    }

    @Test
    void findsTheExportsByPeriodAndRevision() throws IOException {
        BrandFolder folder = BrandFolder.in(output, "acme");
        for (String name :
                List.of("2026-W14", "2026-W15", "2026-W15-r2", "2026-W15-r10", "2026-04-06", "notes", "2026-04")) {
            Files.createDirectory(folder.directory().resolve(name));
        }
        assertThat(folder.editions()).hasSize(5);
        assertThat(folder.latest(WEEK)).map(BrandFolder.Edition::revision).contains(10);
        assertThat(folder.before(Period.parse("2026-W16")))
                .map(BrandFolder.Edition::revision)
                .contains(10);
        assertThat(folder.before(Period.parse("2026-W14")))
                .map(BrandFolder.Edition::revision)
                .contains(1);
        assertThat(folder.latest(Period.parse("2026-W13"))).isEqualTo(Optional.empty());
        assertThat(folder.overlapping(Period.parse("2026-04-12"))).hasSize(3);
        assertThat(folder.overlapping(WEEK)).hasSize(4);
    }

    @Test
    void letsOneExportOfABrandWorkAtATime() throws IOException {
        BrandFolder folder = BrandFolder.in(output, "acme");
        try (FileChannel lock = folder.lock()) {
            assertThatThrownBy(folder::lock).isInstanceOf(SottoException.class).hasMessageContaining("at work");
            BrandFolder.in(output, "rival").lock().close();
        }
        folder.lock().close();
    }
}
