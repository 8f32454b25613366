package dev.sotto.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    record Seen(long number, long offset, long length, String content) {}

    @Test
    void countsEndsAndMarksButLeavesThemOut() {
        byte[] mark = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
        assertThat(split(concat(mark, "a\r\nb\n\nc\rd\r".getBytes(StandardCharsets.UTF_8))))
                .containsExactly(
                        new Seen(1, 0, 6, "a"),
                        new Seen(2, 6, 2, "b"),
                        new Seen(3, 8, 1, ""),
                        new Seen(4, 9, 4, "c\rd"));
    }

    @Test
    void seesNoLineInAnEmptyFile() {
        assertThat(split(new byte[0])).isEmpty();
    }

    @Test
    void keepsAMarkThatDoesNotBeginTheFile() {
        assertThat(split("a\n\uFEFFb\n".getBytes(StandardCharsets.UTF_8)).get(1).content())
                .isEqualTo("\uFEFFb");
    }

    @Test
    void readsALineOfExactlyOneMebibyteAndNoLongerOne() throws IOException {
        for (int extra : new int[] {0, 1, 2, 5_000_000}) {
            byte[] line = "x".repeat(LineSplitter.MAX_LINE + extra).getBytes(StandardCharsets.US_ASCII);
            LineSplitter lines = new LineSplitter(
                    new ByteArrayInputStream(concat(line, "\r\nnext".getBytes(StandardCharsets.US_ASCII))));

            assertThat(lines.next()).isTrue();
            assertThat(lines.line().isTooLong).isEqualTo(extra > 0);
            assertThat(lines.line().length).isEqualTo(line.length + 2L);
            if (extra > 0) {
                assertThat(lines.line().tooLongSha256).isEqualTo(Sha256.digest().digest(line));
            }
            assertThat(lines.next()).isTrue();
            assertThat(lines.line().number).isEqualTo(2);
            assertThat(lines.line().offset).isEqualTo(line.length + 2L);
            assertThat(lines.line().size).isEqualTo(4);
            assertThat(lines.next()).isFalse();
        }
    }

    @Test
    void splitsLikeASlowSplitterWhateverTheBytesAndTheReads() {
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            byte[] alphabet = {'\n', '\r', 'a', 0, (byte) 0xef, (byte) 0xbb, (byte) 0xbf, ' '};
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            List<Seen> fast = split(new Trickle(bytes, random));
            assertThat(fast.stream().mapToLong(Seen::length).sum()).isEqualTo(bytes.length);
            assertThat(fast).isEqualTo(slowly(bytes));
        }
    }

    private static List<Seen> slowly(byte[] bytes) {
        List<Seen> lines = new ArrayList<>();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < text.length()) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            int after = newline < 0 ? text.length() : newline + 1;
            String content = text.substring(at, end);
            content = content.endsWith("\r") ? content.substring(0, content.length() - 1) : content;
            content = at == 0 && content.startsWith("\u00ef\u00bb\u00bf") ? content.substring(3) : content;
            lines.add(new Seen(lines.size() + 1, at, after - at, content));
            at = after;
        }
        return lines;
    }

    private static List<Seen> split(byte[] bytes) {
        return split(new ByteArrayInputStream(bytes)).stream()
                .map(seen -> new Seen(
                        seen.number(),
                        seen.offset(),
                        seen.length(),
                        new String(seen.content().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)))
                .toList();
    }

    private static List<Seen> split(InputStream in) {
        try {
            List<Seen> seen = new ArrayList<>();
            LineSplitter lines = new LineSplitter(in);
            while (lines.next()) {
                Line line = lines.line();
                String content = new String(line.bytes, line.start, line.size, StandardCharsets.ISO_8859_1);
                seen.add(new Seen(line.number, line.offset, line.length, content));
            }
            return seen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] concat(byte[] one, byte[] two) {
        byte[] both = new byte[one.length + two.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    /** Gives a few bytes at a time, as a slow disk may. */
    private static final class Trickle extends InputStream {
        private final ByteArrayInputStream in;
        private final Random random;

        Trickle(byte[] bytes, Random random) {
            this.in = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return in.read(into, offset, Math.min(length, 1 + random.nextInt(5)));
        }
    }
}
