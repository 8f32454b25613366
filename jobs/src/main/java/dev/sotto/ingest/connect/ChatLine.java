package dev.sotto.ingest.connect;

import dev.sotto.ingest.record.Line;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message of a chat in text, taken apart.
 *
 * @param writer null where the application itself says something
 */
record ChatLine(ChatPrefix prefix, @Nullable String writer, String text) {
    // A name in quotes is that of a group, in a notice about it.
    private static final Pattern WRITER =
            Pattern.compile("[\\u200e\\u200f]*([^\":\\u201c][^\"\\n\\u201c]{0,99}?): (.*)", Pattern.DOTALL);

    /** Take a frame apart; empty where it does not begin as a message does. */
    static Optional<ChatLine> of(Line frame) {
        if (frame.isTooLong) {
            return Optional.empty();
        }
        String text = frame.text();
        return ChatPrefix.of(text).map(prefix -> {
            String rest = text.substring(prefix.length());
            Matcher written = WRITER.matcher(rest);
            // On an iPhone a notice stands behind the name of the chat, as if that had written it.
            return written.matches() && !ChatWords.isNotice(written.group(2).strip())
                    ? new ChatLine(prefix, written.group(1), written.group(2))
                    : new ChatLine(prefix, null, rest);
        });
    }
}
