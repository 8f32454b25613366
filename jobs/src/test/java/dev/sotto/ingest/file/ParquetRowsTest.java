package dev.sotto.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.EventField;
import dev.sotto.domain.Progress;
import dev.sotto.ingest.Check;
import dev.sotto.ingest.IngestReport.FileReport;
import dev.sotto.ingest.IngestReport.Status;
import dev.sotto.ingest.Records;
import dev.sotto.ingest.Samples;
import dev.sotto.ingest.mapping.Mapping;
import dev.sotto.ingest.record.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class ParquetRowsTest {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType(
            "message log { required binary event_id (STRING); required binary event_type (STRING);"
                    + " required int64 occurred_at (TIMESTAMP(MILLIS,true)); required binary source (STRING);"
                    + " required binary platform (STRING); optional binary extra (STRING); }");

    @TempDir
    Path folder;

    @Test
    void readsACanonicalLogAsItsLinesOfJsonWouldBeRead() throws Exception {
        Path parquet = folder.resolve("log.parquet");
        duckdb(
                "COPY (SELECT 'a' AS event_id, 'message.sent' AS event_type, TIMESTAMPTZ '2026-04-06 09:00:00.123+00' AS occurred_at,"
                        + " 's' AS source, 'tiktok' AS platform, 'm' AS message_id, 'media_pack' AS kind,"
                        + " {'id': 'u1', 'role': 'contact'} AS actor, ['u2', 'u3'] AS mentions,"
                        + " [{'position': 1, 'kind': 'photo', 'captioned': true}] AS media, true AS personalised,"
                        + " MAP {'k': 'v'} AS attributes, NULL::VARCHAR AS campaign_id, 1200 AS voice_ms, 7 AS spare"
                        + " UNION ALL SELECT 'b', 'app.left', TIMESTAMPTZ '2026-04-06 10:00:00+01', 's', 'web', NULL, NULL, NULL, NULL,"
                        + " NULL, NULL, NULL, 'c', NULL, NULL ORDER BY 1) TO '" + parquet + "' (FORMAT parquet)");
        Path json = Files.writeString(
                folder.resolve("log.jsonl"),
                "{\"event_id\":\"a\",\"event_type\":\"message.sent\",\"occurred_at\":\"2026-04-06T09:00:00.123Z\",\"source\":\"s\","
                        + "\"platform\":\"tiktok\",\"message_id\":\"m\",\"kind\":\"media_pack\",\"actor\":{\"id\":\"u1\",\"role\":\"contact\"},"
                        + "\"mentions\":[\"u2\",\"u3\"],\"media\":[{\"position\":1,\"kind\":\"photo\",\"captioned\":true}],"
                        + "\"personalised\":true,\"attributes\":{\"k\":\"v\"},\"voice_ms\":1200,\"spare\":7}\n"
                        + "{\"event_id\":\"b\",\"event_type\":\"app.left\",\"occurred_at\":\"2026-04-06T09:00:00Z\",\"source\":\"s\","
                        + "\"platform\":\"web\",\"campaign_id\":\"c\"}\n");

        Records rows = Records.of(parquet);

        assertThat(rows.rejects()).isEmpty();
        assertThat(rows.events()).isEqualTo(Records.of(json).events()).hasSize(2);
        assertThat(rows.counts().readBytes())
                .as("of Parquet rows alone are counted")
                .isZero();
    }

    @Test
    void readsSomebodysTableByAMapping() throws Exception {
        Path parquet = folder.resolve("table.parquet");
        duckdb(
                "COPY (SELECT i AS nr, {'id': 'u' || i} AS person, TIMESTAMP '2026-04-06 11:00:00' AS at, DATE '2026-04-06' AS d,"
                        + " 1.5::DECIMAL(9,2) AS price FROM range(3) t(i)) TO '" + parquet + "' (FORMAT parquet)");
        String yaml =
                "source: shop\nformat: parquet\nzone: Europe/Berlin\nconstants: {event_type: app.left, platform: web}\n"
                        + "fields: {event_id: nr, actor.id: person.id, occurred_at: at, attributes.day: d, attributes.price: price}\n";
        Records rows = mapped(parquet, yaml);

        assertThat(rows.values(EventField.OCCURRED_AT)).hasSize(3).containsOnly(1_775_466_000_000_000L);
        assertThat(rows.values(EventField.EVENT_ID)).containsExactly("0", "1", "2");
        assertThat(rows.values(EventField.ATTRIBUTES)).containsOnly(Map.of("day", "2026-04-06", "price", "1.50"));
        assertThatThrownBy(() -> mapped(parquet, yaml.replace("person.id", "person.name")))
                .isInstanceOf(UnusableFileException.class)
                .hasMessage("column_of_mapping_missing");
    }

    @Test
    void refusesWhatIsNoTextInAColumnOfTexts() throws IOException {
        Path parquet = folder.resolve("bytes.parquet");
        MessageType schema = MessageTypeParser.parseMessageType("message m { required binary event_id; }");
        try (ParquetWriter<Group> writer = writer(parquet, schema)) {
            SimpleGroup row = new SimpleGroup(schema);
            row.add("event_id", org.apache.parquet.io.api.Binary.fromConstantByteArray(new byte[] {(byte) 0xff, 1}));
            writer.write(row);
        }
        assertThat(Records.of(parquet).rejects()).containsExactly("bad_utf8 null");
    }

    @Test
    void neverTakesAFileForSomethingElse() throws IOException {
        Path parquet = sample(folder.resolve("log.parquet"));
        byte[] bytes = Files.readAllBytes(parquet);
        assertThat(single("log.jsonl", bytes).detail()).isEqualTo("content_is_parquet");
        assertThat(single("x.parquet", "{}".getBytes()).detail()).isEqualTo("not_parquet");
        assertThat(single("no-extension", bytes).status()).isEqualTo(Status.READ);
        assertThat(single("empty.parquet", new byte[0]).detail()).isEqualTo("not_parquet");
        assertThat(single("magic.parquet", "PAR1PAR1".getBytes()).detail()).isEqualTo("parquet_corrupt");
        for (int percent = 1; percent < 100; percent++) {
            assertThat(single("cut.parquet", Arrays.copyOf(bytes, bytes.length * percent / 100))
                            .status())
                    .isEqualTo(Status.REFUSED);
        }
    }

    @Test
    void refusesEveryFlippedBitThatWouldChangeARow() throws IOException {
        Path parquet = sample(folder.resolve("log.parquet"));
        List<Map<EventField, Object>> whole = Records.of(parquet).events();
        byte[] bytes = Files.readAllBytes(parquet);
        Random random = new Random(7);
        int refused = 0;
        int flips = 300;
        for (int i = 0; i < flips; i++) {
            byte[] flipped = bytes.clone();
            int bit = random.nextInt(bytes.length * 8);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Path file = Files.write(folder.resolve("flipped.parquet"), flipped);
            try {
                // A bit of what only describes, such as a statistic, changes nothing; one in a name shows in every row.
                Records read = Records.of(file);
                assertThat(read.events().equals(whole) || read.events().isEmpty())
                        .as("bit " + bit)
                        .isTrue();
            } catch (UnusableFileException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(flips / 2);
    }

    public static Path sample(Path file) throws IOException {
        try (ParquetWriter<Group> writer = writer(file, SCHEMA)) {
            for (int i = 0; i < 500; i++) {
                SimpleGroup row = new SimpleGroup(SCHEMA);
                row.add("event_id", "event-" + i * 7919L % 500);
                row.add("event_type", i % 3 == 0 ? "app.left" : "app.returned");
                row.add("occurred_at", 1_775_466_000_000L + i * 1_000L);
                row.add("source", "s");
                row.add("platform", "web");
                writer.write(row);
            }
        }
        return file;
    }

    private static ParquetWriter<Group> writer(Path file, MessageType schema) throws IOException {
        Files.deleteIfExists(file);
        return ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(schema)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withConf(new PlainParquetConfiguration())
                .build();
    }

    private Records mapped(Path table, String yaml) throws IOException {
        Path mapping = Files.writeString(folder.resolve("m.yaml"), yaml);
        return Records.of(new InputFiles.Candidate(table, Mapping.read(mapping), null, List.of()));
    }

    private FileReport single(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        return Check.run(Samples.settings(1), List.of(new InputSpec(file, Optional.empty())), Progress.NONE)
                .report()
                .files()
                .get(0);
    }

    private static void duckdb(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connection.createStatement()) {
            sql.execute("SET TimeZone = 'UTC'");
            sql.execute(statement);
        }
    }
}
