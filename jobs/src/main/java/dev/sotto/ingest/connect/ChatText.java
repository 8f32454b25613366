package dev.sotto.ingest.connect;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.domain.LogFormat;
import dev.sotto.ingest.record.BodyParser;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.FoundRecord;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.MediaItem;
import dev.sotto.ingest.record.Person;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.Reject;
import dev.sotto.ingest.record.TimeText;
import dev.sotto.ingest.record.Unicode;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a chat that WhatsApp or Signal exported as text. */
final class ChatText implements BodyParser {
    private final Origin origin;
    private final String platform;
    private final ChatSurvey chat;
    private @Nullable Line frame;

    ChatText(LogFormat format, Origin origin, ChatSurvey chat) {
        this.origin = origin;
        this.platform = format == LogFormat.SIGNAL_EXPORT ? "signal" : "whatsapp";
        this.chat = chat;
    }

    @Override
    public void open(Line opened) {
        frame = opened;
    }

    @Override
    public @Nullable FoundRecord next() {
        Line opened = frame;
        frame = null;
        return opened == null ? null : into -> message(opened, into);
    }

    private @Nullable Reject message(Line line, EventRecord into) {
        if (!Unicode.isUtf8(line.bytes, line.start, line.start + line.size)) {
            return Reject.of(Reason.BAD_UTF8);
        }
        ChatLine said = ChatLine.of(line).orElse(null);
        if (said == null) {
            return Reject.of(Reason.MALFORMED_ROW, "begins no message");
        }
        String writer = said.writer();
        if (writer == null) {
            return Reject.of(Reason.IGNORED, "system");
        }
        String text = ChatWords.asWritten(said.text().strip());
        if (ChatWords.isDeleted(text)) {
            return Reject.of(Reason.IGNORED, "deleted");
        }
        origin.begin(into, platform, EventType.MESSAGE_SENT);
        JsonExport.deriveIds(into);
        LocalDateTime time = said.prefix().time(chat.order());
        if (time == null) {
            return Reject.of(Reason.BAD_TIME, "occurred_at");
        }
        into.put(
                EventField.OCCURRED_AT,
                TimeText.micros(time.atZone(origin.zone()).toInstant()));
        parties(writer, into);
        kind(text, into);
        return null;
    }

    /** Names are those of one person's address book; a group is known by how its chat began. */
    private void parties(String writer, EventRecord into) {
        Set<String> writers = chat.writers();
        boolean isGroup = writers.size() > 2;
        String other = writers.stream()
                .filter(name -> !isGroup && !name.equals(writer))
                .findFirst()
                .orElse(null);
        into.put(EventField.CONVERSATION_KIND, isGroup ? "group" : "one_to_one");
        into.put(EventField.ACTOR, new Person(writer, null, null, null, null));
        into.put(EventField.COUNTERPART, other == null ? null : new Person(other, null, null, null, null));
        into.put(EventField.THREAD_ID, other == null ? chat.beginning() : Said.pair(writer, other));
    }

    private static void kind(String text, EventRecord into) {
        String kind = ChatWords.kind(text);
        into.put(EventField.KIND, kind);
        if (kind.equals("media_pack")) {
            String item = ChatWords.isPhoto(text) ? "photo" : "video";
            into.put(EventField.MEDIA, List.of(new MediaItem(1, item, null, null, null)));
        }
        JsonExport.text(into, text);
        if (!kind.equals("text")) {
            into.put(EventField.TEXT_LENGTH, null);
        }
    }
}
