package dev.sotto.report;

import dev.sotto.chart.Typeface;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;

/** A typeface as a page embeds it: its TrueType tables compressed one by one (WOFF 1.0). */
final class WebFont {
    private static final int SIGNATURE = 0x774F4646;
    private static final int HEADER = 44;
    private static final int ENTRY = 20;
    private static final int SOURCE_HEADER = 12;
    private static final int SOURCE_ENTRY = 16;

    private WebFont() {}

    /** The style rule that gives a page the typeface without asking any server. */
    static String face(Typeface typeface) {
        return "@font-face{font-family:Inter;font-style:normal;font-weight:" + typeface.weight()
                + ";src:url(data:font/woff;base64,"
                + Base64.getEncoder().encodeToString(woff(typeface.file())) + ") format('woff')}";
    }

    /** A TrueType file as WOFF; the tables keep their order and are compressed where that makes them smaller. */
    static byte[] woff(byte[] trueType) {
        ByteBuffer source = ByteBuffer.wrap(trueType);
        int tables = source.getShort(4);
        ByteBuffer target = ByteBuffer.allocate(trueType.length + HEADER + tables * ENTRY);
        int offset = HEADER + tables * ENTRY;
        int plainSize = SOURCE_HEADER + tables * SOURCE_ENTRY;
        for (int table = 0; table < tables; table++) {
            int entry = SOURCE_HEADER + table * SOURCE_ENTRY;
            int start = source.getInt(entry + 8);
            int length = source.getInt(entry + 12);
            byte[] packed = pack(Arrays.copyOfRange(trueType, start, start + length));
            target.position(HEADER + table * ENTRY);
            target.putInt(source.getInt(entry)).putInt(offset).putInt(packed.length);
            target.putInt(length).putInt(source.getInt(entry + 4));
            target.position(offset);
            target.put(packed);
            offset += padded(packed.length);
            plainSize += padded(length);
        }
        target.position(0);
        target.putInt(SIGNATURE).putInt(source.getInt(0)).putInt(offset);
        target.putShort((short) tables).putShort((short) 0).putInt(plainSize).putShort((short) 1);
        return Arrays.copyOf(target.array(), offset);
    }

    private static byte[] pack(byte[] table) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(table);
        deflater.finish();
        byte[] packed = new byte[table.length];
        int length = deflater.deflate(packed);
        boolean isSmaller = deflater.finished() && length < table.length;
        deflater.end();
        return isSmaller ? Arrays.copyOf(packed, length) : table;
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }
}
