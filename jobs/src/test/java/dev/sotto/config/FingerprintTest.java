package dev.sotto.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    @TempDir
    Path folder;

    private TestWorkspace workspace;
    private String before = "";

    @BeforeEach
    void writeWorkspace() {
        workspace = new TestWorkspace(folder)
                .write("sotto.yaml", "{zone: UTC, inputs: [{path: t.csv, mapping: m.yaml}]}")
                .write("m.yaml", "{separator: ',', header: true}");
        before = workspace.read().fingerprint();
    }

    @Test
    void isSixtyFourHexadecimalDigits() {
        assertThat(before).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sotto.yaml | {zone: Europe/Paris, inputs: [{path: t.csv, mapping: m.yaml}]}",
                "sotto.yaml | {conversation-gap: 25h, inputs: [{path: t.csv, mapping: m.yaml}]}",
                "sotto.yaml | {plausible-from: 2001-01-01, inputs: [{path: t.csv, mapping: m.yaml}]}",
                "sotto.yaml | {inputs: [{path: t.csv}]}",
                "m.yaml | {separator: ';', header: true}",
                "brands.yaml | brands: [{id: aurora, name: Aurora, zone: Europe/Paris}]",
                "campaigns.yaml | campaigns: []",
                "platforms.yaml | policies: [{platform: web, version: a, valid-from: 2026-01-01}]",
                "sources.yaml | sources: [{id: shop, burn-in-days: 0}]"
            })
    void changesWithWhatCanChangeANumber(String file, String text) {
        assertThat(workspace.write(file, text).read().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void changesWithARate() {
        workspace.write("rates.csv", "day,currency,rate\n2026-04-06,USD,1.0832\n");

        assertThat(workspace.read().fingerprint()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sotto.yaml | {inputs: [{mapping: m.yaml, path: t.csv}], zone: UTC} # a comment",
                "sotto.yaml | {inputs: [other, {path: u.csv, mapping: m.yaml}], max-reject-share: 0.1}",
                "sotto.yaml | {inputs: [{path: t.csv, mapping: m.yaml}], as-of: 2026-01-01, output: o, warehouse: w}",
                "m.yaml | {header: true, separator: ','}",
                "brands.yaml | brands: [{name: 'Aurora', id: aurora}]",
                "reports/weekly.yaml | {id: weekly, brand: aurora, owner: Ann}"
            })
    void staysWithWhatCannot(String file, String text) {
        assertThat(workspace.write(file, text).read().fingerprint()).isEqualTo(before);
    }

    @Test
    void knowsTheMappingOfTheCommandLine() {
        Workspace own = workspace.write("n.yaml", "{separator: ' '}").read();
        Overrides input = Overrides.NONE.withInputs(List.of(Path.of("x")));

        assertThat(own.overriddenBy(input.withMapping(folder.resolve("m.yaml"))).fingerprint())
                .isEqualTo(before)
                .isNotEqualTo(own.overriddenBy(input.withMapping(folder.resolve("n.yaml")))
                        .fingerprint());
    }
}
