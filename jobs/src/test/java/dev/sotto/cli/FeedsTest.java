package dev.sotto.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.config.Overrides;
import dev.sotto.config.Workspace;
import dev.sotto.domain.EventType;
import dev.sotto.domain.LogFormat;
import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.Source;
import dev.sotto.ingest.Ingest;
import dev.sotto.ingest.IngestReport;
import dev.sotto.ingest.IngestSettings;
import dev.sotto.warehouse.TestWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code sources.yaml} and the command line say about how a log is written, and what becomes of it. */
class FeedsTest {
    private static final Map<String, String> KEY = Map.of("SOTTO_PSEUDONYM_KEY", "5a".repeat(32));
    private static final String INSTAGRAM =
            "{\"object\":\"instagram\",\"entry\":[{\"id\":\"a\",\"messaging\":[{\"sender\":"
                    + "{\"id\":\"u\"},\"recipient\":{\"id\":\"a\"},\"timestamp\":1775466000000,\"message\":{\"mid\":\"m\",\"text\":\"t\"}}]}]}\n";

    @TempDir
    Path folder;

    private TestWarehouse home;

    @BeforeEach
    void open() throws IOException {
        home = TestWarehouse.create();
        home.spark();
        write("brands.yaml", "brands: [{id: aurora, name: Aurora}]\n");
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void givesARecognisedFileToTheOneSourceOfItsFormat() throws IOException {
        write("sotto.yaml", "inputs: [log]\n");
        write("sources.yaml", "sources: [{id: ig-shop, format: instagram, brand: aurora}]\n");
        write("log/a.jsonl", INSTAGRAM);

        IngestReport report = ingest(workspace());

        assertThat(report.read().get(0).detail()).isEqualTo("recognised as instagram");
        assertThat(rows("SELECT source, brand_id, direction FROM log.events"))
                .containsExactly("[ig-shop,aurora,inbound]");
    }

    @Test
    void refusesARecognisedFileThatSeveralSourcesCouldHaveWritten() throws IOException {
        write("sotto.yaml", "inputs: [log]\n");
        write("sources.yaml", "sources: [{id: one, format: instagram}, {id: two, format: instagram}]\n");
        write("log/a.jsonl", INSTAGRAM);
        assertThat(ingest(workspace()).refused().get(0).detail()).isEqualTo("could_be_of_several_sources");

        write("sotto.yaml", "inputs: [{path: log, source: two}]\n");
        ingest(workspace());
        assertThat(rows("SELECT source FROM log.events")).containsExactly("[two]");
        assertThatThrownBy(() -> Run.inputs(workspace()
                        .overriddenBy(Overrides.NONE.withInputs(List.of(folder)).withFormat(LogFormat.INSTAGRAM))))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("one and two");
    }

    @Test
    void readsAnInputAsItsSourceSays() throws IOException {
        write("sotto.yaml", "inputs:\n  - {path: chat.txt, source: chats}\n  - {path: table.csv, source: shop}\n");
        write(
                "sources.yaml",
                "sources:\n  - {id: chats, format: whatsapp_export, zone: Europe/Berlin, date-order: month-first}\n"
                        + "  - {id: shop, format: mapped, mapping: shop.yaml, zone: Europe/Berlin, age-basis: declared}\n");
        write("chat.txt", "04/06/26, 11:00 - Ann: hello\n");
        write("table.csv", "who,at,age\nu1,2026-04-06T11:00:00,18_plus\n");
        write(
                "shop.yaml",
                "source: shop\nformat: delimited\nconstants: {event_type: app.left, platform: web}\nfields: {event_id: {make:"
                        + " event-id}, actor.id: who, occurred_at: at, actor.age_band: age}\n");

        ingest(workspace());

        assertThat(rows("SELECT source, unix_seconds(occurred_at), actor.age_basis FROM log.events ORDER BY 1"))
                .containsExactly("[chats,1775466000,null]", "[shop,1775466000,declared]");
    }

    @Test
    void saysWhatAgesRestOnWhereAnEventDoesNot() throws IOException {
        write("sotto.yaml", "inputs: [log]\n");
        write("sources.yaml", "sources: [{id: app, age-basis: verified}]\n");
        String event = "{\"event_id\":\"1\",\"event_type\":\"app.left\",\"occurred_at\":1775466000,\"source\":\"app\","
                + "\"platform\":\"web\",\"actor\":{\"id\":\"u\",\"age_band\":\"18_plus\"}}\n";
        write(
                "log/a.jsonl",
                event
                        + event.replace("\"1\"", "\"2\"").replace("18_plus\"", "18_plus\",\"age_basis\":\"declared\"")
                        + event.replace("\"1\"", "\"3\"").replace("\"app\"", "\"other\""));

        ingest(workspace());

        assertThat(rows("SELECT actor.age_basis FROM log.events ORDER BY event_id"))
                .containsExactly("[verified]", "[declared]", "[null]");
    }

    @Test
    void takesTheEarliestPlausibleDayFromTheWorkspace() throws IOException {
        write("sotto.yaml", "inputs: [log]\nplausible-from: 2026-05-01\nmax-reject-share: 1\n");
        write("log/a.jsonl", INSTAGRAM);

        assertThat(ingest(workspace()).reasons()).containsOnlyKeys("implausible_time");
    }

    @Test
    void remembersWhatAMappingDeclaredWhenALaterRunDoesNotNameIt() throws IOException {
        write("sotto.yaml", "");
        write(
                "m.yaml",
                "source: shop\nformat: delimited\nburn-in-days: 0\ncomplete-after: 2d\nconstants: {event_type: app.left,"
                        + " platform: web}\nfields: {event_id: id, occurred_at: at}\n");
        write("table.csv", "id,at\n1,2026-04-06T11:00:00Z\n");
        write("log/a.jsonl", INSTAGRAM);
        ingest(workspace()
                .overriddenBy(Overrides.NONE
                        .withInputs(List.of(folder.resolve("table.csv")))
                        .withMapping(folder.resolve("m.yaml"))));
        Workspace later = workspace().overriddenBy(Overrides.NONE.withInputs(List.of(folder.resolve("log"))));
        ingest(later);

        List<Source> sources = Run.mappedSources(later, home.warehouse());
        assertThat(sources).extracting(Source::id).containsExactlyInAnyOrder("shop", "instagram");
        assertThat(sources)
                .filteredOn(source -> source.id().equals("shop"))
                .singleElement()
                .satisfies(source -> {
                    assertThat(source.burnInDays()).isZero();
                    assertThat(source.completeAfter()).hasDays(2);
                    assertThat(source.emits()).isNull();
                });
        assertThat(sources)
                .filteredOn(source -> source.id().equals("instagram"))
                .singleElement()
                .satisfies(source -> assertThat(source.emits())
                        .contains(EventType.MESSAGE_READ)
                        .doesNotContain(EventType.MESSAGE_DELIVERED, EventType.FILTER_HIT));
    }

    @Test
    void refusesAFormatThatThereIsNot() throws IOException {
        write("sotto.yaml", "");
        write("a.jsonl", INSTAGRAM);
        Stage stage = new Stage(folder, KEY);
        String config = folder.resolve("sotto.yaml").toString();
        String file = folder.resolve("a.jsonl").toString();

        assertThat(stage.run("check", "--config", config, "--format", "telepathy", file))
                .isEqualTo(2);
        assertThat(stage.err())
                .contains("there is no such format", "whatsapp_cloud")
                .hasLineCount(1);
        assertThat(stage.run("check", "--config", config, "--format", "messenger", file))
                .isEqualTo(3);
        assertThat(stage.out()).contains("unknown_shape");
        assertThat(stage.run("check", "--config", config, file)).as(stage.err()).isZero();
        assertThat(stage.out()).contains("recognised as instagram");
    }

    private Workspace workspace() {
        return Workspace.read(folder.resolve("sotto.yaml"), KEY);
    }

    private IngestReport ingest(Workspace workspace) {
        IngestSettings settings = IngestSettings.of(workspace, Instant.parse("2026-04-20T00:00:00Z"));
        return Ingest.run(home.warehouse(), settings, Run.inputs(workspace), "run", Progress.NONE);
    }

    private List<String> rows(String query) {
        return home.warehouse().spark().sql(query).collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
