package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.domain.EventField;
import dev.sotto.domain.Progress;
import dev.sotto.domain.SottoException;
import dev.sotto.simulate.SimulationSettings.Compression;
import dev.sotto.simulate.SimulationSettings.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogFormatsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long EVENTS = 12_000;

    /** More than a block, of which the second is not full. */
    private static final long BLOCKS = 150_000;

    @TempDir
    private static Path lines;

    @TempDir
    private Path folder;

    private static List<String> expected = List.of();

    @BeforeAll
    static void simulateAsLines() throws IOException {
        simulate(lines, EVENTS, Format.JSONL, Compression.NONE, 1);
        List<String> events = new ArrayList<>();
        for (Path file : files(lines.resolve("log"))) {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("{\"event_id\":\"") && !line.startsWith("{\"event_id\":\"b")) {
                    events.add(canonical(JSON.readTree(line)));
                }
            }
        }
        expected = events.stream().sorted().toList();
    }

    private static void simulate(Path into, long events, Format format, Compression compression, int parts) {
        SimulationSettings settings = SimulationSettings.of(events, 17, into);
        Simulation.run(
                new SimulationSettings(
                        events, 17, into, null, format, compression, settings.startOn(), settings.weeks(), parts),
                Progress.NONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"JSONL", "CSV", "PARQUET", "INSTAGRAM"})
    void makesTheSameBytesInAnyNumberOfParts(Format format) throws IOException {
        Compression compression = format == Format.CSV ? Compression.GZIP : Compression.NONE;
        simulate(folder.resolve("1"), BLOCKS, format, compression, 1);
        simulate(folder.resolve("3"), BLOCKS, format, compression, 3);
        List<Path> one = files(folder.resolve("1"));
        assertThat(one).hasSameSizeAs(files(folder.resolve("3"))).hasSizeGreaterThan(8);
        for (Path file : one) {
            Path other = folder.resolve("3").resolve(folder.resolve("1").relativize(file));
            assertThat(Files.mismatch(file, other)).as(file.toString()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void holdsTheSameEventsInParquetAsInLines(Compression compression) throws IOException {
        simulate(folder, EVENTS, Format.PARQUET, compression, 1);
        assertThat(parquet()).isEqualTo(expected).hasSizeGreaterThan(9_000);
    }

    @Test
    void holdsTheSameEventsInATableAsInLines() throws IOException {
        simulate(folder, EVENTS, Format.CSV, Compression.NONE, 1);
        List<String> events = new ArrayList<>();
        for (Path file : files(folder.resolve("log"))) {
            List<String> rows = Files.readAllLines(file);
            List<String> names = cells(rows.get(0));
            for (String row : rows.subList(1, rows.size())) {
                events.add(canonical(event(names, cells(row))));
            }
        }
        assertThat(events.stream().sorted().toList()).isEqualTo(expected);
    }

    @Test
    void tellsTheSameTruthInEveryFormat() throws IOException {
        simulate(folder, EVENTS, Format.PARQUET, Compression.SNAPPY, 2);
        JsonNode here = JSON.readTree(folder.resolve("truth.json").toFile());
        JsonNode there = JSON.readTree(lines.resolve("truth.json").toFile());
        assertThat(here.get("results")).isEqualTo(there.get("results"));
        assertThat(here.get("effects")).isEqualTo(there.get("effects"));
        assertThat(here.get("log").get("accepted_by_type"))
                .isEqualTo(there.get("log").get("accepted_by_type"));
        assertThat(here.get("log").get("lines").asLong()).isEqualTo(expected.size());
        assertThat(here.get("log").get("rejected").asLong()).isZero();
    }

    @Test
    void refusesToPackTextWithSnappy() {
        assertThatThrownBy(() -> simulate(folder, EVENTS, Format.CSV, Compression.SNAPPY, 1))
                .isInstanceOf(SottoException.class)
                .hasMessageContaining("snappy");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walked = Files.walk(folder)) {
            return walked.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** An event with sorted keys, without absent values, its times as milliseconds. */
    private static String canonical(JsonNode event) {
        Map<String, JsonNode> fields = new TreeMap<>();
        event.fields().forEachRemaining(field -> {
            EventField known = EventField.named(field.getKey()).orElseThrow();
            JsonNode value = field.getValue();
            boolean isTime = known.shape() == EventField.Shape.TIMESTAMP && value.isTextual();
            fields.put(
                    field.getKey(),
                    isTime
                            ? JSON.getNodeFactory()
                                    .numberNode(OffsetDateTime.parse(value.asText())
                                            .toInstant()
                                            .toEpochMilli())
                            : value);
        });
        return JSON.getNodeFactory().objectNode().setAll(fields).toString();
    }

    private List<String> parquet() throws IOException {
        List<String> events = new ArrayList<>();
        for (Path file : files(folder.resolve("log"))) {
            try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
                MessageType schema = reader.getFileMetaData().getSchema();
                for (PageReadStore pages = reader.readNextRowGroup();
                        pages != null;
                        pages = reader.readNextRowGroup()) {
                    RecordReader<Group> records = new ColumnIOFactory()
                            .getColumnIO(schema)
                            .getRecordReader(pages, new GroupRecordConverter(schema));
                    for (long i = 0; i < pages.getRowCount(); i++) {
                        events.add(canonical(object(records.read())));
                    }
                }
            }
        }
        return events.stream().sorted().toList();
    }

    private static ObjectNode object(Group group) {
        ObjectNode object = JSON.createObjectNode();
        GroupType type = group.getType();
        for (int i = 0; i < type.getFieldCount(); i++) {
            if (group.getFieldRepetitionCount(i) > 0) {
                object.set(type.getFieldName(i), value(group, i, type.getType(i)));
            }
        }
        return object;
    }

    private static JsonNode value(Group group, int at, Type type) {
        if (type.isPrimitive()) {
            return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
                case INT64 -> JSON.getNodeFactory().numberNode(group.getLong(at, 0));
                case BOOLEAN -> JSON.getNodeFactory().booleanNode(group.getBoolean(at, 0));
                default -> JSON.getNodeFactory().textNode(group.getString(at, 0));
            };
        }
        Group nested = group.getGroup(at, 0);
        if (type.getLogicalTypeAnnotation() == null) {
            return object(nested);
        }
        ArrayNode list = JSON.createArrayNode();
        for (int i = 0; i < nested.getFieldRepetitionCount(0); i++) {
            Group element = nested.getGroup(0, i);
            list.add(value(element, 0, element.getType().getType(0)));
        }
        return list;
    }

    /** Cells of a row, where only quoted ones hold commas and quotes. */
    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"' && isQuoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == ',' && !isQuoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static ObjectNode event(List<String> names, List<String> cells) throws IOException {
        assertThat(cells).hasSameSizeAs(names);
        ObjectNode event = JSON.createObjectNode();
        for (int i = 0; i < names.size(); i++) {
            String cell = cells.get(i);
            int dot = names.get(i).indexOf('.');
            if (!cell.isEmpty() && dot > 0) {
                event.withObjectProperty(names.get(i).substring(0, dot))
                        .put(names.get(i).substring(dot + 1), cell);
            } else if (!cell.isEmpty()) {
                EventField field = EventField.named(names.get(i)).orElseThrow();
                boolean isText = switch (field.shape()) {
                    case STRING, TIMESTAMP -> true;
                    default -> false;
                };
                event.set(names.get(i), isText ? JSON.getNodeFactory().textNode(cell) : JSON.readTree(cell));
            }
        }
        return event;
    }
}
