package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** A block of neighbourhoods as a Parquet file of its own: one group of rows, each neighbourhood in the order of arrival. */
final class LogParquet implements LogSink {
    private static final EventField[] FIELDS = EventField.values();
    private static final EventField.Shape[] SHAPES =
            Arrays.stream(FIELDS).map(EventField::shape).toArray(EventField.Shape[]::new);
    private static final Set<EventField> UNIQUE = EnumSet.of(
            EventField.EVENT_ID,
            EventField.MESSAGE_ID,
            EventField.COMPOSE_ID,
            EventField.REPLY_TO,
            EventField.TICKET_ID,
            EventField.ORDER_ID,
            EventField.CODE);
    private static final MessageType SCHEMA = schema();

    private final ParquetLeaf[][] leaves = new ParquetLeaf[FIELDS.length][];
    private final List<ColumnDescriptor> columns = SCHEMA.getColumns();
    private final Path directory;
    private final SimulationSettings.Compression compression;
    private final ListedPersons actors = new ListedPersons();
    private final ListedPersons counterparts = new ListedPersons();
    private final ListedPersons recipients = new ListedPersons();
    private final PackedBits page = new PackedBits();
    private Path file;
    private int rows;
    private long lastAt;
    private long outOfOrder;

    /** Files for one block after the other. */
    LogParquet(Path directory, SimulationSettings.Compression compression) {
        this.directory = directory;
        this.file = directory;
        this.compression = compression;
        int next = 0;
        for (EventField field : FIELDS) {
            leaves[field.ordinal()] = new ParquetLeaf[width(field)];
            for (int i = 0; i < width(field); i++) {
                ColumnDescriptor column = columns.get(next++);
                boolean isListed = ParquetLeaf.isText(column) && !UNIQUE.contains(field);
                leaves[field.ordinal()][i] =
                        new ParquetLeaf(column, isListed ? new ParquetLeaf.StringDictionary() : null);
            }
        }
    }

    @Override
    public void begin(long number) {
        file = directory.resolve(String.format(Locale.ROOT, "part-%06d.parquet", number));
        actors.clear();
        counterparts.clear();
        recipients.clear();
        rows = 0;
        lastAt = 0;
        outOfOrder = 0;
    }

    @Override
    public boolean wantsBlocksInOrder() {
        return false;
    }

    @Override
    public LogBlock end(LogCounts counts) throws IOException {
        CodecFactory codecs = new CodecFactory(new PlainParquetConfiguration(), 1 << 16);
        try (ParquetPart part = new ParquetPart(file, SCHEMA, codecs.getCompressor(codec(compression)))) {
            for (EventField field : FIELDS) {
                for (ParquetLeaf leaf : leaves[field.ordinal()]) {
                    leaf.write(part, page, rows);
                }
            }
            part.end(rows);
            counts.bytes = part.bytes();
        } finally {
            codecs.release();
        }
        counts.lines = rows;
        counts.outOfOrder = outOfOrder;
        counts.linesByFile.put(file.getFileName().toString(), counts.lines);
        return new LogBlock(List.of(), counts);
    }

    private static CompressionCodecName codec(SimulationSettings.Compression compression) {
        return switch (compression) {
            case NONE -> CompressionCodecName.UNCOMPRESSED;
            case GZIP -> CompressionCodecName.GZIP;
            case SNAPPY -> CompressionCodecName.SNAPPY;
        };
    }

    @Override
    public void take(long receivedAt, @Nullable SimulatedEvent event, byte[] broken) {
        if (event == null) {
            throw new IllegalArgumentException("a record that is no event has no columns");
        }
        text(leaves[EventField.EVENT_TYPE.ordinal()][0], event.type.dotted());
        number(leaves[EventField.OCCURRED_AT.ordinal()][0], event.at);
        number(leaves[EventField.RECEIVED_AT.ordinal()][0], receivedAt);
        int place = 0;
        for (int word = 0; word < SimulatedEvent.WORDS; word++) {
            for (long left = event.present(word); left != 0; left &= left - 1) {
                int at = (word << 6) + Long.numberOfTrailingZeros(left);
                Object value = event.valueAt(place++);
                if (value != null) {
                    value(SHAPES[at], leaves[at], value);
                }
            }
        }
        outOfOrder += event.at < lastAt ? 1 : 0;
        lastAt = event.at;
        rows++;
    }

    private void value(EventField.Shape shape, ParquetLeaf[] of, Object value) {
        switch (shape) {
            case STRING -> text(of[0], (String) value);
            case LONG, TIMESTAMP -> number(of[0], (Long) value);
            case BOOLEAN -> {
                of[0].at(rows);
                of[0].put((boolean) (Boolean) value);
            }
            case PERSON -> {
                for (ParquetLeaf leaf : of) {
                    leaf.at(rows);
                }
                ListedPersons listed = of == leaves[EventField.ACTOR.ordinal()] ? actors : counterparts;
                listed.put((Person) value, of);
            }
            default -> list(of, (List<?>) value);
        }
    }

    private void text(ParquetLeaf leaf, String text) {
        leaf.at(rows);
        leaf.put(text);
    }

    private void number(ParquetLeaf leaf, long number) {
        leaf.at(rows);
        leaf.put(number);
    }

    private void list(ParquetLeaf[] of, List<?> items) {
        boolean isFirst = true;
        for (Object item : items) {
            for (ParquetLeaf leaf : of) {
                if (isFirst) {
                    leaf.at(rows);
                } else {
                    leaf.again();
                }
            }
            isFirst = false;
            if (item instanceof Person person) {
                recipients.put(person, of);
            } else if (item instanceof MediaItem media) {
                of[0].put((long) media.position());
                of[1].put(media.kind());
                of[2].put(media.origin());
                of[3].put(media.isEdited());
                of[4].put(media.isCaptioned());
            } else {
                of[0].put((String) item);
            }
        }
    }

    /** How many columns a field takes; attributes are never simulated. */
    private static int width(EventField field) {
        return switch (field.shape()) {
            case PERSON, PERSONS, MEDIA -> 5;
            case ATTRIBUTES -> 0;
            default -> 1;
        };
    }

    private static MessageType schema() {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        for (EventField field : FIELDS) {
            if (width(field) > 0) {
                schema.addField(type(field));
            }
        }
        return schema.named("event");
    }

    private static Type type(EventField field) {
        String name = field.logName();
        return switch (field.shape()) {
            case LONG -> Types.optional(PrimitiveTypeName.INT64).named(name);
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
            case TIMESTAMP ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                        .named(name);
            case PERSON -> person(name);
            case PERSONS -> Types.optionalList().element(person("element")).named(name);
            case STRINGS -> Types.optionalList().element(text("element")).named(name);
            case MEDIA ->
                Types.optionalList()
                        .element(Types.optionalGroup()
                                .addField(
                                        Types.optional(PrimitiveTypeName.INT64).named("position"))
                                .addField(text("kind"))
                                .addField(text("origin"))
                                .addField(Types.optional(PrimitiveTypeName.BOOLEAN)
                                        .named("edited"))
                                .addField(Types.optional(PrimitiveTypeName.BOOLEAN)
                                        .named("captioned"))
                                .named("element"))
                        .named(name);
            default -> text(name);
        };
    }

    private static Type person(String name) {
        Types.GroupBuilder<org.apache.parquet.schema.GroupType> person = Types.optionalGroup();
        for (Person.Part part : Person.Part.values()) {
            person.addField(text(part.logName()));
        }
        return person.named(name);
    }

    private static Type text(String name) {
        return Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
    }
}
