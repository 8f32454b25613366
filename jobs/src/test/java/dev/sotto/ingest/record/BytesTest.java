package dev.sotto.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BytesTest {

    @Property
    void findsAndCountsWhatALookAtEachByteFindsAndCounts(
            @ForAll byte[] bytes, @ForAll byte wanted, @ForAll @IntRange(max = 9) int start) {
        agrees(bytes, wanted, Math.min(start, bytes.length));
    }

    @Property
    void tellsNeighbouringBytesApart(
            @ForAll @Size(max = 40) List<@ByteRange(min = 9, max = 12) Byte> bytes,
            @ForAll @ByteRange(min = 9, max = 12) byte wanted) {
        byte[] line = new byte[bytes.size()];
        for (int i = 0; i < line.length; i++) {
            line[i] = bytes.get(i);
        }
        agrees(line, wanted, 0);
    }

    private static void agrees(byte[] bytes, byte wanted, int start) {
        int first = -1;
        int count = 0;
        for (int i = bytes.length - 1; i >= start; i--) {
            if (bytes[i] == wanted) {
                first = i;
                count++;
            }
        }
        assertThat(Bytes.indexOf(wanted, bytes, start, bytes.length)).isEqualTo(first);
        assertThat(Bytes.count(wanted, bytes, start, bytes.length)).isEqualTo(count);
    }
}
