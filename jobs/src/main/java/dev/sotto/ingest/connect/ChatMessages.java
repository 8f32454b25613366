package dev.sotto.ingest.connect;

import dev.sotto.domain.Sha256;
import dev.sotto.ingest.record.Frames;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.LineSplitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The messages of a chat in text, each with the lines that follow it and begin no other. */
public final class ChatMessages implements Frames {
    private static final int LONGEST_PREFIX = 100;

    private final LineSplitter lines;
    private final Line message = new Line();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final MessageDigest digest = Sha256.digest();
    private boolean isAhead;

    public ChatMessages(LineSplitter lines) {
        this.lines = lines;
    }

    @Override
    public boolean next() throws IOException {
        if (!isAhead && !lines.next()) {
            return false;
        }
        isAhead = false;
        content.reset();
        Line first = lines.line();
        message.number = first.number;
        message.offset = first.offset;
        message.length = 0;
        message.isTooLong = false;
        append(first);
        while (!isAhead && lines.next()) {
            isAhead = beginsMessage(lines.line());
            if (!isAhead) {
                append(lines.line());
            }
        }
        message.bytes = content.toByteArray();
        message.start = 0;
        message.size = message.bytes.length;
        byte[] sha256 = digest.digest();
        message.tooLongSha256 = message.isTooLong ? sha256 : new byte[0];
        return true;
    }

    private void append(Line line) {
        if (message.length > 0) {
            digest.update((byte) '\n');
            content.write('\n');
        }
        digest.update(line.isTooLong ? line.tooLongSha256 : new byte[0]);
        digest.update(line.bytes, line.start, line.size);
        message.length += line.length;
        message.isTooLong |= line.isTooLong || content.size() + line.size > LineSplitter.MAX_LINE;
        if (message.isTooLong) {
            content.reset();
        } else {
            content.write(line.bytes, line.start, line.size);
        }
    }

    private static boolean beginsMessage(Line line) {
        int length = Math.min(line.size, LONGEST_PREFIX);
        return ChatPrefix.of(new String(line.bytes, line.start, length, StandardCharsets.UTF_8))
                .isPresent();
    }

    @Override
    public Line line() {
        return message;
    }

    @Override
    public long offset() {
        return isAhead ? lines.line().offset : lines.offset();
    }
}
