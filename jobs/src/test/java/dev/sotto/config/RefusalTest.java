package dev.sotto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> saysWhatIsWrongAndWhereInOneLine() throws URISyntaxException {
        Path cases = Path.of(RefusalTest.class.getResource("refusals.yaml").toURI());
        List<DynamicTest> tests = StreamSupport.stream(
                        YamlFile.parse(cases, YamlFile.text(cases)).root().spliterator(), false)
                .map(wrong -> DynamicTest.dynamicTest(wrong.path("message").asText(), () -> refuses(wrong)))
                .toList();
        assertThat(tests).hasSizeGreaterThan(85);
        return tests;
    }

    private void refuses(JsonNode wrong) throws IOException {
        Path own = Files.createTempDirectory(folder, "case");
        TestWorkspace workspace = new TestWorkspace(own)
                .write(wrong.path("file").asText(), wrong.path("text").asText());

        assertRefused(workspace::read, own, wrong.path("message").asText());
    }

    private static void assertRefused(Runnable reading, Path folder, String message) {
        SottoException refusal = catchThrowableOfType(SottoException.class, reading::run);

        assertThat(refusal.getMessage().replace(folder + "/", "")).isEqualTo(message);
        assertThat(refusal.code()).isEqualTo(SottoException.Code.USE);
    }

    @Test
    void refusesAWorkspaceThatIsNotThere() {
        assertRefused(
                () -> Workspace.read(folder.resolve("sotto.yaml")),
                folder,
                "Cannot open the workspace sotto.yaml: there is no such file."
                        + " Name a sotto.yaml with --config, or make one; an empty file has every default.");
    }

    @Test
    void refusesAReportWhoseKindDoesNotFit() {
        assertThatThrownBy(() -> new TestWorkspace(folder)
                        .write("reports/a.yaml", "{id: house, kind: operator, brand: aurora, owner: Ann}")
                        .read())
                .hasMessageContaining("brand is given, but an operator's report is about all brands. Leave it out.");
        assertThatThrownBy(() -> new TestWorkspace(folder)
                        .write("reports/a.yaml", "{id: rooms, kind: creator, owner: Ann}")
                        .read())
                .hasMessageContaining("brand is missing");
        assertThatThrownBy(() -> new TestWorkspace(folder)
                        .write("reports/a.yaml", "{id: a, brand: aurora, owner: Ann, sections: [lead, quality]}")
                        .read())
                .hasMessageContaining("names 'quality', which a report of the kind brand has not");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "only-if: threshold | only-if is threshold without thresholds",
                "kind: alert, only-if: always | only-if is always, but an alert needs news",
                "thresholds: [{metric: reply_rate}] | needs a limit on one side",
                "thresholds: [{metric: reply_rate, above: 1, below: 0}] | needs a limit on one side",
                "thresholds: [{metric: reply_rte, above: 1}] | Did you mean 'reply_rate'?",
                "thresholds: [{metric: age_denials, above: 1}] | none of the weekly metrics of scope brand",
                "thresholds: [{metric: reply_rate, above: 1, campaign: x}] | but no campaigns of its brand are declared"
            })
    void refusesAReportWhoseConditionCannotBeMet(String keys, String why) {
        assertThatThrownBy(() -> new TestWorkspace(folder)
                        .write("brands.yaml", "brands: [{id: aurora, name: Aurora}]")
                        .write("reports/a.yaml", "{id: a, brand: aurora, owner: Ann, " + keys + "}")
                        .read())
                .hasMessageContaining(why);
    }

    @Test
    void refusesTwoAlertsOfOneBrand() {
        TestWorkspace workspace = new TestWorkspace(folder)
                .write("brands.yaml", "brands: [{id: aurora, name: Aurora}]")
                .write("reports/a.yaml", "{id: a, kind: alert, brand: aurora, owner: Ann}")
                .write("reports/b.yaml", "{id: b, kind: alert, brand: aurora, owner: Ann}");
        assertThatThrownBy(workspace::read).hasMessageContaining("Write all of its thresholds into one plan");
    }

    @Test
    void refusesTwoReportsOfOneId() {
        TestWorkspace workspace = new TestWorkspace(folder)
                .write("reports/a.yaml", "{id: weekly, brand: aurora, owner: Ann}")
                .write("reports/b.yaml", "{id: weekly, brand: aurora, owner: Ann}");

        assertRefused(
                workspace::read,
                folder,
                "Cannot read reports/b.yaml:1: id is 'weekly', as of a.yaml already. Give each its own.");
    }

    @Test
    void refusesAFileInThePlaceOfAFolder() {
        TestWorkspace workspace =
                new TestWorkspace(folder).write("plan.yaml", "").write("sotto.yaml", "reports: plan.yaml");

        assertRefused(
                workspace::read,
                folder,
                "Cannot read the report plans of plan.yaml: it is not a folder that can be listed."
                        + " Correct the key reports, or make the folder.");
    }

    @Test
    void refusesAFolderInThePlaceOfAFile() throws IOException {
        TestWorkspace workspace = new TestWorkspace(folder).write("sotto.yaml", "brands: reference");
        Files.createDirectory(folder.resolve("reference"));

        assertRefused(
                workspace::read,
                folder,
                "Cannot read reference: it is not a file that can be opened. See that you may read it.");
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        TestWorkspace workspace = new TestWorkspace(folder);
        Files.write(folder.resolve("sotto.yaml"), new byte[] {'#', (byte) 0xE9, '\n'});

        assertRefused(workspace::read, folder, "Cannot read sotto.yaml: it is not UTF-8 text. Save it as UTF-8.");
    }

    @Test
    void keepsALongOrOddValueOnOneShortLine() {
        TestWorkspace workspace =
                new TestWorkspace(folder).write("sotto.yaml", "zone: \"a\\nb" + "x".repeat(5000) + "\"");

        assertThatThrownBy(workspace::read).message().hasLineCount(1).hasSizeLessThan(400);
    }

    @Test
    void refusesNestingWithoutEnd() {
        TestWorkspace workspace = new TestWorkspace(folder).write("sotto.yaml", "zone: " + "[".repeat(100_000));

        assertThatThrownBy(workspace::read)
                .isInstanceOf(SottoException.class)
                .message()
                .hasLineCount(1);
    }

    @Test
    void readsALargeFile() {
        String brand = "  - {id: brand-%06d, name: A brand}\n";
        StringBuilder brands = new StringBuilder("brands:\n");
        for (int i = 0; i < 100_000; i++) {
            brands.append(brand.formatted(i));
        }
        TestWorkspace workspace = new TestWorkspace(folder).write("brands.yaml", brands.toString());

        assertThat(workspace.read().brands()).hasSize(100_000);
    }

    @Test
    void refusesAMappingWithoutAnInputToRead() {
        Workspace workspace = new TestWorkspace(folder).read();

        assertRefused(
                () -> workspace.overriddenBy(Overrides.NONE.withMapping(Path.of("m.yaml"))),
                folder,
                "Cannot use --mapping m.yaml: there is no --input that it could read. Name the input as well.");
    }

    @Test
    void refusesAnAsOfThatIsNoMoment() {
        Workspace workspace = new TestWorkspace(folder).read();

        assertRefused(
                () -> workspace.overriddenBy(Overrides.NONE.withAsOf("2026-13-01")),
                folder,
                "Cannot use --as-of 2026-13-01: it is neither a date nor an instant."
                        + " Write it like 2026-04-06 or 2026-04-06T07:00:00Z.");
    }

    @Test
    void readsAWorkspaceByItsFolderToo() {
        new TestWorkspace(folder);

        assertThat(Workspace.read(folder, Map.of()).directory()).isEqualTo(folder);
    }

    @Test
    void endsInOneClearLineWhateverIsBroken() throws IOException {
        Random random = new Random(42);
        Path path = folder.resolve("campaigns.yaml");
        String example = YamlFile.text(ExamplesTest.example("campaigns.yaml")).replaceAll("(?m)^ *#.*\n", "");
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            String broken = broken(example, random);
            try {
                CampaignsFile.read(Entry.of(checked(YamlFile.parse(path, broken))), List.of("aurora", "kitecut"));
            } catch (SottoException e) {
                refused++;
                assertThat(e.code()).describedAs(broken).isEqualTo(SottoException.Code.USE);
                assertThat(e.getMessage()).matches("Cannot read \\S+campaigns.yaml:[0-9]+: .+[.?]");
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static YamlFile checked(YamlFile file) {
        FileSchema.CAMPAIGNS.check(file);
        return file;
    }

    private static String broken(String text, Random random) {
        StringBuilder broken = new StringBuilder(text);
        String odd = "\t\n :-[]{}#&*!|>'\"%@`,?~0é\u0001\uFFFF";
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(broken.length());
            char other = odd.charAt(random.nextInt(odd.length()));
            switch (random.nextInt(3)) {
                case 0 -> broken.deleteCharAt(at);
                case 1 -> broken.insert(at, other);
                default -> broken.setCharAt(at, other);
            }
        }
        return broken.toString();
    }
}
