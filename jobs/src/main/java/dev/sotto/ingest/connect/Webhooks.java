package dev.sotto.ingest.connect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.ingest.record.BodyParser;
import dev.sotto.ingest.record.FoundRecord;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.Reject;
import dev.sotto.ingest.record.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads frames that hold a webhook's body, or an array of some. */
final class Webhooks implements BodyParser {
    private final List<Connector> connectors;
    private final Deque<FoundRecord> found = new ArrayDeque<>();
    private @Nullable JsonParser parser;
    private boolean isArray;

    /** Read bodies of platforms; of several connectors the first that knows a body has it. */
    Webhooks(List<Connector> connectors) {
        this.connectors = List.copyOf(connectors);
    }

    @Override
    public void open(Line frame) {
        found.clear();
        parser = null;
        isArray = false;
        Reason problem = StrictJson.problem(frame.bytes, frame.start, frame.size);
        if (problem != null) {
            found.add(FoundRecord.refused(Reject.of(problem)));
            return;
        }
        try {
            JsonParser opened = StrictJson.parser(frame.bytes, frame.start, frame.size);
            parser = opened;
            isArray = opened.nextToken() == JsonToken.START_ARRAY;
            if (!isArray) {
                body(StrictJson.tree(opened));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable FoundRecord next() {
        JsonParser opened = parser;
        try {
            while (found.isEmpty() && isArray && opened != null) {
                if (opened.nextToken() == JsonToken.END_ARRAY) {
                    isArray = false;
                } else {
                    body(StrictJson.tree(opened));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document that was found to be whole is not", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.poll();
    }

    private void body(JsonNode body) {
        if (!body.isObject()) {
            found.add(FoundRecord.refused(Reject.of(Reason.NOT_AN_OBJECT)));
            return;
        }
        for (Connector connector : connectors) {
            if (connector.knows(body)) {
                List<FoundRecord> records = connector.records(body);
                found.addAll(records.isEmpty() ? List.of(FoundRecord.ignored("empty")) : records);
                return;
            }
        }
        found.add(FoundRecord.refused(Reject.of(Reason.UNKNOWN_SHAPE)));
    }
}
