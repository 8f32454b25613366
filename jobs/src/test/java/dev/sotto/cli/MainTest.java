package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private static final String EXAMPLES = "src/main/resources/dev/sotto/config/examples";

    @TempDir
    private Path folder;

    private Stage stage = new Stage(Path.of(""), Map.of());

    @BeforeEach
    void openStage() {
        stage = new Stage(folder, Map.of());
    }

    @Test
    void listsItsCommands() {
        assertThat(stage.run("--help")).isZero();
        assertThat(stage.out()).contains("run ", "sql ", "check ", "doctor ", "explain ", "simulate ");
        assertThat(stage.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "check", "docs", "doctor", "explain", "ingest", "run", "simulate", "sql"})
    void everyCommandExplainsItselfAndTakesTheSharedOptions(String command) {
        assertThat(stage.run(command, "--help")).isZero();
        assertThat(stage.out()).contains("--config", "--warehouse", "--output", "--quiet");
    }

    @Test
    void saysItsVersion() {
        assertThat(stage.run("--version")).isZero();
        assertThat(stage.out()).startsWith("sotto ");
    }

    @Test
    void asksForACommand() {
        assertThat(stage.run()).isEqualTo(2);
        assertThat(stage.err()).isEqualTo("Cannot run 'sotto': no command was given. See 'sotto --help'.\n");
    }

    @Test
    void namesTheCommandThatWasMeant() {
        assertThat(stage.run("rnu")).isEqualTo(2);
        assertThat(stage.err()).contains("'rnu'").contains("Did you mean run").hasLineCount(1);
    }

    @Test
    void namesTheOptionThatWasMeant() {
        assertThat(stage.run("run", "--inptu=x")).isEqualTo(2);
        assertThat(stage.err())
                .contains("Did you mean --input")
                .contains("See 'sotto run --help'.")
                .hasLineCount(1);
    }

    @Test
    void refusesValuesOfTheWrongKindInOneLine() {
        assertThat(stage.run("simulate", "--events", "many", "--out", "x")).isEqualTo(2);
        assertThat(stage.err()).contains("'many' is not a long").hasLineCount(1);
    }

    @Test
    void endsWithUseWhereThereIsNoWorkspace() {
        assertThat(stage.run("run", "--config", folder.resolve("none.yaml").toString()))
                .isEqualTo(2);
        assertThat(stage.err()).contains("there is no such file").hasLineCount(1);
    }

    @Test
    void endsWithUseWhereAKeyIsWrong() throws IOException {
        Path sotto = Files.writeString(folder.resolve("sotto.yaml"), "zoen: UTC\n");
        assertThat(stage.run("check", "--config", sotto.toString())).isEqualTo(2);
        assertThat(stage.err()).contains("zoen").hasLineCount(1);
    }

    @Test
    void endsWithUseWhereAnInputIsMissing() throws IOException {
        Path sotto = Files.writeString(folder.resolve("sotto.yaml"), "inputs: [nowhere]\n");
        assertThat(stage.run("check", "--config", sotto.toString())).isEqualTo(2);
        assertThat(stage.err()).contains("nowhere: there is no such file or folder");
    }

    @Test
    void endsWithDataWhereAFileIsRefused() throws IOException {
        Files.writeString(folder.resolve("broken.jsonl.gz"), "this is no gzip");
        Path sotto = Files.writeString(folder.resolve("sotto.yaml"), "inputs: [broken.jsonl.gz]\n");
        assertThat(stage.run("check", "-q", "--config", sotto.toString())).isEqualTo(3);
        assertThat(stage.out()).contains("broken.jsonl.gz: not_gzip").contains("A run would refuse this");
    }

    @Test
    void endsWithStorageWhereThereIsNoWarehouse() throws IOException {
        Path sotto = Files.writeString(folder.resolve("sotto.yaml"), "");
        assertThat(stage.run("sql", "--config", sotto.toString(), "-e", "SELECT 1"))
                .isEqualTo(4);
        assertThat(stage.err()).contains("no run has finished in it yet").hasLineCount(1);
    }

    @Test
    void showsTheStackTraceOnlyWhenAsked() {
        String[] args = {"run", "--config", folder.resolve("none.yaml").toString()};
        stage.run(args);
        assertThat(stage.err()).doesNotContain("\tat ");
        stage.run("run", "--debug", "--config", folder.resolve("none.yaml").toString());
        assertThat(stage.err()).contains("\tat dev.sotto.");
        stage = new Stage(folder, Map.of("SOTTO_DEBUG", "1"));
        stage.run(args);
        assertThat(stage.err()).contains("\tat dev.sotto.");
    }

    @Test
    void explainsAMetricDownToItsFile() {
        assertThat(stage.run("explain", "reply_rate")).isZero();
        assertThat(stage.out()).contains("jobs/src/main/resources/sql/units/contacts.sql");
        assertThat(stage.run("explain", "funnel_step_rate", "--config", "../data-samples/sotto.yaml"))
                .isZero();
        assertThat(stage.out())
                .contains("sql/metrics/funnels.sql", "product_launch: From visual pack to conversion")
                .contains("visual pack, voice note, reply, purchase", "FROM journeys.funnels");
        assertThat(stage.run("explain", "declared_retention", "--config", EXAMPLES + "/sotto.yaml"))
                .isZero();
        assertThat(stage.out())
                .contains("sql/metrics/comebacks.sql", "buyers-who-write: Buyers who write again")
                .contains("order.purchased where platform is tiktok or web", "FROM journeys.retention")
                .contains("1-8, 2-8, 4-8, 1-3, by each elapsed week since the first start");
        assertThat(stage.run("explain", "reply_rat")).isEqualTo(2);
        assertThat(stage.err()).contains("reply_rate").hasLineCount(1);
    }
}
