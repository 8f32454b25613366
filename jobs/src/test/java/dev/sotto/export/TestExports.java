package dev.sotto.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import dev.sotto.domain.SottoException;
import dev.sotto.export.PartnerExport.Handover;
import dev.sotto.export.PartnerExport.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The exports of a house: a key, and the folder that they are written to.
 *
 * @param output the folder
 */
record TestExports(SigningKey key, Path output) {
    static final Period WEEK = Period.parse("2026-W15");

    /** Exports with a key of their own, in a folder of a test. */
    static TestExports in(Path home) {
        return new TestExports(SigningKey.in(home.resolve(SigningKey.NAME)), home.resolve("output"));
    }

    Handover export(String brand, Period period, List<Result> results) {
        return export(new Order(brand, period, "run-1", "7"), results);
    }

    Handover export(Order order, List<Result> results) {
        return new PartnerExport(output, key, DisclosureControl.standard()).write(order, results, Given.CATALOGUE);
    }

    void assertWholeOrAbsent(boolean isThere) throws IOException {
        BrandFolder folder = BrandFolder.in(output, "acme");
        assertThat(folder.editions()).hasSize(isThere ? 1 : 0);
        for (BrandFolder.Edition edition : folder.editions()) {
            ExportVerification.of(edition.directory(), key.verifyingKey());
        }
        assertThat(Disk.names(folder.directory()))
                .allMatch(name -> Set.of("2026-W15", VerifyingKey.NAME).contains(name));
    }

    void assertUntrusted(Path directory) {
        assertThatThrownBy(() -> ExportVerification.of(directory, key.verifyingKey()))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("Cannot trust");
    }
}
