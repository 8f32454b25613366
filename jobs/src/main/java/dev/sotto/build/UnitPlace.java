package dev.sotto.build;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Where a unit counts, besides its day: most units share theirs with thousands of others.
 *
 * @param isOfWhole it counts in the row without a slice, too
 * @param isSlicedByDay its slices are given for days, too
 * @param flag a word that is told of every cell that it counts in
 */
record UnitPlace(
        @Nullable String platform,
        @Nullable String brandId,
        @Nullable String campaignId,
        boolean isOfWhole,
        boolean isSlicedByDay,
        @Nullable String flag,
        List<Slice> slices) {

    /** A value of a dimension. */
    record Slice(String name, String value) {}

    private static final int FIXED = 6;

    UnitPlace {
        slices = List.copyOf(slices);
    }

    /** Texts, each with its length before it; that of null is -1. */
    static byte[] pack(@Nullable UTF8String[] texts) {
        int bytes = 4 * texts.length;
        for (UTF8String text : texts) {
            bytes += text == null ? 0 : text.numBytes();
        }
        ByteBuffer packed = ByteBuffer.allocate(bytes);
        for (UTF8String text : texts) {
            packed.putInt(text == null ? -1 : text.numBytes());
            if (text != null) {
                packed.put(text.getBytes());
            }
        }
        return packed.array();
    }

    /** The place of packed texts: its own first, in the order of this record, then names and values of slices. */
    static UnitPlace unpack(byte[] bytes) {
        List<@Nullable String> texts = new ArrayList<>();
        ByteBuffer packed = ByteBuffer.wrap(bytes);
        while (packed.hasRemaining()) {
            int length = packed.getInt();
            texts.add(length < 0 ? null : new String(bytes, packed.position(), length, StandardCharsets.UTF_8));
            packed.position(packed.position() + Math.max(0, length));
        }
        List<Slice> slices = new ArrayList<>();
        for (int i = FIXED; i < texts.size(); i += 2) {
            String name = texts.get(i);
            String value = texts.get(i + 1);
            if (name != null && value != null) {
                slices.add(new Slice(name, value));
            }
        }
        return new UnitPlace(
                texts.get(0),
                texts.get(1),
                texts.get(2),
                Boolean.parseBoolean(texts.get(3)),
                Boolean.parseBoolean(texts.get(4)),
                texts.get(5),
                slices);
    }
}
