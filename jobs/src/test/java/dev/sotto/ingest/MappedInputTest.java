package dev.sotto.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.EventField;
import dev.sotto.domain.SottoException;
import dev.sotto.ingest.file.CheckedInput;
import dev.sotto.ingest.file.InputFile;
import dev.sotto.ingest.file.InputFiles;
import dev.sotto.ingest.file.Survey;
import dev.sotto.ingest.mapping.MappedParser;
import dev.sotto.ingest.mapping.Mapping;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.LineSplitter;
import dev.sotto.ingest.record.TimeText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappedInputTest {
    private static final String SHOP = """
            source: shop
            format: delimited
            separator: semicolon
            zone: Europe/Berlin
            age-basis: declared
            complete-after: 2d
            burn-in-days: 3
            plausible: {from: 2010-01-01}
            constants: {platform: web, currency: EUR}
            fields:
              event_id: No
              event_type: {column: Art, values: {Kauf: order.purchased, Storno: order.refunded}}
              occurred_at: {column: Zeit, time: 'dd.MM.yyyy HH:mm'}
              order_id: No
              amount_minor: Cent
              actor.id: Kunde
              actor.age_band: {column: Alter, values: {jung: 16_17}, otherwise: 18_plus}
              text: Notiz
            ignore:
              - {column: Art, values: [Test], reason: test_row}
            """;

    @TempDir
    Path folder;

    @Test
    void readsATableByNamesWordsPatternsAndZone() throws IOException {
        RecordReader rows = rows(
                SHOP,
                "No;Art;Zeit;Cent;Kunde;Alter;Notiz\n"
                        + "1;Kauf;29.03.2026 03:30;1999;k1;alt;\"sch\u00f6n; \"\"ja\"\"\"\r\n"
                        + "2;Test;x;x;x;x;x\n"
                        + "3;Tausch;29.03.2026 03:30;1;k1;;\n"
                        + "4;Kauf;30.02.2026 03:30;1;k1;;\n"
                        + "5;Kauf;01.03.2026 03:30;-1;k1;;\n"
                        + "6;Kauf;01.03.2026 03:30;1,5;k1;;\n"
                        + "7;Kauf;01.03.2009 03:30;1;k1;;\n");

        assertThat(rows.next()).isTrue();
        EventRecord event = rows.event();
        assertThat(event.text(EventField.EVENT_TYPE)).isEqualTo("order.purchased");
        assertThat(event.number(EventField.OCCURRED_AT)).isEqualTo(TimeText.rfc3339("2026-03-29T01:30:00Z"));
        assertThat(event.number(EventField.TEXT_LENGTH)).isEqualTo(11);
        assertThat(event.person(EventField.ACTOR).ageBand()).isEqualTo("18_plus");
        assertThat(event.person(EventField.ACTOR).ageBasis()).isEqualTo("declared");
        List<String> reasons = new ArrayList<>();
        while (rows.next()) {
            reasons.add(rows.reject().reason().code() + " " + rows.reject().detail());
        }
        assertThat(reasons)
                .containsExactly(
                        "impossible_value event_type",
                        "bad_time occurred_at",
                        "impossible_value amount_minor",
                        "wrong_type amount_minor",
                        "implausible_time occurred_at");
        assertThat(rows.counts().records(FileCounts.Outcome.IGNORED)).isEqualTo(2);
    }

    @Test
    void readsJsonLinesByPaths() throws IOException {
        RecordReader rows = rows(
                """
                source: bot
                format: json-lines
                constants: {event_type: message.sent, platform: web}
                fields:
                  event_id: id
                  message_id: id
                  occurred_at: {column: sent.ms, time: epoch-millis}
                  kind: {column: type, values: {chat: text}, otherwise: unsupported}
                  actor.id: from.id
                """,
                "{\"id\":7,\"sent\":{\"ms\":1775466000123},\"type\":\"poll\",\"from\":{\"id\":\"u\",\"name\":\"Ann\"}}\n"
                        + "{\"id\":8,\"sent\":{\"ms\":[1]},\"type\":\"chat\"}\n{\"id\":9}\n[]\n");

        assertThat(rows.next()).isTrue();
        assertThat(rows.event().text(EventField.EVENT_ID)).isEqualTo("7");
        assertThat(rows.event().text(EventField.KIND)).isEqualTo("unsupported");
        assertThat(rows.event().number(EventField.OCCURRED_AT)).isEqualTo(1_775_466_000_123_000L);
        List<String> reasons = new ArrayList<>();
        while (rows.next()) {
            reasons.add(rows.reject().reason().code());
        }
        assertThat(reasons).containsExactly("wrong_type", "missing_time", "not_an_object");
    }

    @Test
    void derivesIdsThatRepeatAndKeepEqualRowsApart() throws IOException {
        String mapping = Files.readString(Path.of("../data-samples/mappings/college-messages.yaml"));
        String table = "1 2 1082040961\n2 1 1082040961\n1 2 1082040961\n";
        List<List<String>> runs = new ArrayList<>();
        List<String> threads = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            RecordReader rows = rows(mapping, table);
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.event().text(EventField.EVENT_ID));
                threads.add(rows.event().text(EventField.THREAD_ID));
            }
            runs.add(ids);
        }
        assertThat(runs.get(0)).hasSize(3).doesNotHaveDuplicates().isEqualTo(runs.get(1));
        assertThat(threads).containsOnly(threads.get(0));
    }

    @Test
    void declaresItsSource() throws IOException {
        Mapping mapping = Mapping.read(write(SHOP));

        assertThat(mapping.source().burnInDays()).isEqualTo(3);
        assertThat(mapping.source().completeAfter()).hasHours(48);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format: delimited | format: tables",
                "burn-in-days: 3   | burn-in: 3",
                "zone: Europe/Berlin | zone: Berlin",
                "occurred_at: {column: Zeit, time: 'dd.MM.yyyy HH:mm'} | occured_at: Zeit",
                "time: 'dd.MM.yyyy HH:mm' | time: 'pp.qq'",
                "Storno: order.refunded | Storno: order.returned",
                "event_id: No | event_ids: No",
                "platform: web | platforms: web",
                "complete-after: 2d | complete-after: soon",
                "source: shop | source: [",
            })
    void refusesAWrongMappingWithARemedy(String right, String wrong) throws IOException {
        Path file = write(SHOP.replace(right.strip(), wrong.strip()));

        assertThatThrownBy(() -> Mapping.read(file))
                .isInstanceOf(SottoException.class)
                .hasMessageStartingWith("Cannot use the mapping " + file)
                .extracting(e -> ((SottoException) e).code())
                .isEqualTo(SottoException.Code.USE);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("mapping.yaml"), yaml);
    }

    private RecordReader rows(String yaml, String table) throws IOException {
        Path file = Files.writeString(folder.resolve("table.txt"), table);
        InputFile surveyed = Survey.of(new InputFiles.Candidate(file, Mapping.read(write(yaml)), null, List.of()));
        Part part = new Part(0, surveyed, Part.WHOLE);
        try (CheckedInput input = part.open()) {
            byte[] content = input.readAllBytes();
            Mapping mapping = Mapping.read(folder.resolve("mapping.yaml"));
            return new RecordReader(
                    new LineSplitter(new ByteArrayInputStream(content)),
                    Long.MAX_VALUE,
                    new MappedParser(mapping),
                    Samples.settings(1).rules(surveyed),
                    Samples.guard(),
                    AgeBases.UNKNOWN,
                    false);
        }
    }
}
