package dev.sotto.simulate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A column of a block on its way into one Parquet page: levels and values side by side, packed at the end in one sweep.
 *
 * <p>Most fields of most events are empty. A general writer passes every empty field of every row; here they are zeros that
 * are there already, which is what makes a million events a second possible.
 */
final class ParquetLeaf {
    private final ColumnDescriptor descriptor;
    private final @Nullable StringDictionary dictionary;
    private byte[] definitions = new byte[1 << 10];
    private byte[] repetitions;
    private long[] numbers = {};

    /** Where texts stand in the dictionary, and truths as 0 and 1. */
    private int[] indexes = {};

    /** Texts that have no dictionary, as the page will hold them: what stays of each is its bytes, not the text. */
    private final @Nullable PackedBits texts;

    private int values;
    private int entries;
    private int rows;

    ParquetLeaf(ColumnDescriptor descriptor, @Nullable StringDictionary dictionary) {
        this.descriptor = descriptor;
        this.dictionary = dictionary;
        this.texts = isText(descriptor) && dictionary == null ? new PackedBits() : null;
        this.repetitions = new byte[descriptor.getMaxRepetitionLevel() > 0 ? 1 << 10 : 0];
    }

    static boolean isText(ColumnDescriptor column) {
        return column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
    }

    /** Let the next entry be of a row; rows between have none. */
    void at(int row) {
        entries += row - rows;
        rows = row + 1;
        level(descriptor.getMaxDefinitionLevel(), 0);
    }

    /** Another entry of the same row. */
    void again() {
        level(descriptor.getMaxDefinitionLevel(), 1);
    }

    private void level(int definition, int repetition) {
        if (entries >= definitions.length) {
            definitions = Arrays.copyOf(definitions, Math.max(2 * definitions.length, entries + 1));
        }
        definitions[entries] = (byte) definition;
        if (descriptor.getMaxRepetitionLevel() > 0) {
            if (entries >= repetitions.length) {
                repetitions = Arrays.copyOf(repetitions, definitions.length);
            }
            repetitions[entries] = (byte) repetition;
        }
        entries++;
    }

    void put(long number) {
        if (values == numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(256, 2 * values));
        }
        numbers[values++] = number;
    }

    void put(boolean truth) {
        small(truth ? 1 : 0);
    }

    private void small(int index) {
        if (values == indexes.length) {
            indexes = Arrays.copyOf(indexes, Math.max(256, 2 * values));
        }
        indexes[values++] = index;
    }

    /** A text, or none of an owner that is there. */
    void put(@Nullable String text) {
        if (text == null) {
            definitions[entries - 1]--;
        } else if (dictionary != null) {
            small(dictionary.index(text));
        } else if (texts != null) {
            texts.text(text);
            values++;
        }
    }

    /** Where a text stands in the dictionary; -1 for none. */
    int index(@Nullable String text) {
        if (text == null || dictionary == null) {
            return -1;
        }
        return dictionary.index(text);
    }

    /** A text by its place in the dictionary, or none of an owner that is there. */
    void putIndex(int index) {
        if (index < 0) {
            definitions[entries - 1]--;
        } else {
            small(index);
        }
    }

    /** Write everything as one page, and begin anew. */
    void write(ParquetPart part, PackedBits page, int rowCount) throws IOException {
        entries += rowCount - rows;
        if (entries > definitions.length) {
            definitions = Arrays.copyOf(definitions, entries);
        }
        if (descriptor.getMaxRepetitionLevel() > 0 && entries > repetitions.length) {
            repetitions = Arrays.copyOf(repetitions, entries);
        }
        page.clear();
        if (descriptor.getMaxRepetitionLevel() > 0) {
            page.levels(repetitions, entries, descriptor.getMaxRepetitionLevel());
        }
        page.levels(definitions, entries, descriptor.getMaxDefinitionLevel());
        Statistics<?> statistics = Statistics.createStats(descriptor.getPrimitiveType());
        statistics.incrementNumNulls(entries - values);
        Encoding encoding = values(page, statistics);
        BytesInput listed = dictionary != null && dictionary.size() > 0 ? BytesInput.from(dictionary.bytes()) : null;
        int size = dictionary == null ? 0 : dictionary.size();
        part.column(descriptor, listed, size, page.input(), entries, encoding, statistics);
        clear();
    }

    private Encoding values(PackedBits page, Statistics<?> statistics) {
        if (dictionary != null && dictionary.size() > 0) {
            page.indexes(indexes, values, dictionary.size());
            return Encoding.PLAIN_DICTIONARY;
        }
        PrimitiveTypeName type = descriptor.getPrimitiveType().getPrimitiveTypeName();
        if (type == PrimitiveTypeName.BOOLEAN) {
            page.packed(indexes, values, 1);
        } else if (type == PrimitiveTypeName.INT64) {
            page.longs(numbers, values);
            bounds((LongStatistics) statistics);
        } else if (texts != null) {
            page.all(texts);
        }
        return Encoding.PLAIN;
    }

    private void bounds(LongStatistics statistics) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < values; i++) {
            least = Math.min(least, numbers[i]);
            most = Math.max(most, numbers[i]);
        }
        if (values > 0) {
            statistics.updateStats(least);
            statistics.updateStats(most);
        }
    }

    private void clear() {
        Arrays.fill(definitions, 0, entries, (byte) 0);
        Arrays.fill(repetitions, 0, Math.min(entries, repetitions.length), (byte) 0);
        if (dictionary != null) {
            dictionary.clear();
        }
        if (texts != null) {
            texts.clear();
        }
        values = 0;
        entries = 0;
        rows = 0;
    }

    /** Texts by the order in which they first came. */
    static final class StringDictionary {
        private String[] keys = new String[1 << 8];
        private int[] indexes = new int[1 << 8];
        private String[] inOrder = new String[1 << 7];
        private int size;

        /** The very text that came last, which often comes again. */
        private @Nullable String last;

        private int lastIndex;

        int index(String text) {
            if (text != last) {
                lastIndex = find(text);
                last = text;
            }
            return lastIndex;
        }

        private int find(String text) {
            int mask = keys.length - 1;
            int slot = (text.hashCode() * 0x9E3779B9) >>> 16 & mask;
            while (keys[slot] != null) {
                if (keys[slot].equals(text)) {
                    return indexes[slot];
                }
                slot = slot + 1 & mask;
            }
            keys[slot] = text;
            indexes[slot] = size;
            inOrder[size++] = text;
            if (size == inOrder.length) {
                grow();
            }
            return size - 1;
        }

        private void grow() {
            String[] all = Arrays.copyOf(inOrder, 2 * size);
            keys = new String[4 * size];
            indexes = new int[4 * size];
            int count = size;
            inOrder = all;
            size = 0;
            for (int i = 0; i < count; i++) {
                find(all[i]);
            }
        }

        int size() {
            return size;
        }

        byte[] bytes() {
            ByteBuffer bytes = ByteBuffer.allocate(size * 8).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < size; i++) {
                byte[] text = inOrder[i].getBytes(StandardCharsets.UTF_8);
                if (bytes.remaining() < 4 + text.length) {
                    bytes = ByteBuffer.allocate(2 * bytes.capacity() + text.length + 4)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .put(bytes.flip());
                }
                bytes.putInt(text.length).put(text);
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }

        void clear() {
            Arrays.fill(keys, null);
            size = 0;
            last = null;
        }
    }
}
