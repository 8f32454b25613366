package dev.sotto.ingest.connect;

import com.fasterxml.jackson.core.JsonParser;
import dev.sotto.domain.EventField;
import dev.sotto.domain.Sha256;
import dev.sotto.ingest.record.BodyParser;
import dev.sotto.ingest.record.DerivedIds;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.FoundRecord;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.Reject;
import dev.sotto.ingest.record.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads an export that is one JSON document: once to learn who took part, and once for its messages. */
abstract class JsonExport implements BodyParser {
    private @Nullable JsonParser parser;
    private @Nullable Reject problem;

    /** Learn from the whole document what its messages do not say themselves; why it is no such export, or null. */
    abstract @Nullable Reject survey(JsonParser document) throws IOException;

    /** Move to the next message; null at the end. */
    abstract @Nullable FoundRecord advance(JsonParser document) throws IOException;

    @Override
    public final void open(Line frame) {
        parser = null;
        Reason malformed = StrictJson.exportProblem(frame.bytes, frame.start, frame.size);
        problem = malformed == null ? null : Reject.of(malformed);
        if (problem == null) {
            try (JsonParser first = StrictJson.parser(frame.bytes, frame.start, frame.size)) {
                problem = survey(first);
                parser = StrictJson.parser(frame.bytes, frame.start, frame.size);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public final @Nullable FoundRecord next() {
        Reject refused = problem;
        if (refused != null) {
            problem = null;
            parser = null;
            return FoundRecord.refused(refused);
        }
        JsonParser document = parser;
        try {
            return document == null ? null : advance(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keep the measures of a text, of which an id can be derived. */
    static void text(EventRecord into, @Nullable String text) {
        if (text != null) {
            Said.length(into, text);
            into.textHash = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Let the ids be derived from what the message is. */
    static void deriveIds(EventRecord into) {
        into.put(EventField.EVENT_ID, DerivedIds.PENDING);
        into.put(EventField.MESSAGE_ID, DerivedIds.PENDING);
    }
}
