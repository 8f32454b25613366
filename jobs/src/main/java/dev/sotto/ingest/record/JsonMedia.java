package dev.sotto.ingest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the items of a media pack; captions and whatever else an item has are dropped. */
public final class JsonMedia {
    private JsonMedia() {}

    static @Nullable List<MediaItem> items(JsonValues values, JsonParser parser, String where, EventRecord into)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return values.wrongType(parser, where, into);
        }
        List<MediaItem> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                into.problem(Reason.WRONG_TYPE, where);
                parser.skipChildren();
                continue;
            }
            MediaItem item = item(values, parser, where, into);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    private static @Nullable MediaItem item(JsonValues values, JsonParser parser, String where, EventRecord into)
            throws IOException {
        Long position = null;
        String kind = null;
        String origin = null;
        Boolean edited = null;
        Boolean captioned = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (key) {
                case "position" -> position = values.integer(parser, where + ".position", into);
                case "kind" -> kind = values.string(parser, where + ".kind", into);
                case "origin" -> origin = values.string(parser, where + ".origin", into);
                case "edited" -> edited = values.truth(parser, where + ".edited", into);
                case "captioned" -> captioned = values.truth(parser, where + ".captioned", into);
                default -> parser.skipChildren();
            }
        }
        if (position == null || kind == null) {
            into.problem(Reason.MISSING_FIELD, where + (position == null ? ".position" : ".kind"));
            return null;
        }
        if (position < 1 || position > Integer.MAX_VALUE) {
            into.problem(Reason.IMPOSSIBLE_VALUE, where + ".position");
            return null;
        }
        return new MediaItem(position.intValue(), kind, origin, edited, captioned);
    }
}
