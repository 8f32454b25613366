package dev.sotto.ingest.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON as RFC 8259 has it and nothing beyond: one document, well-formed UTF-8, no key twice in an object. */
public final class StrictJson {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Else a line full of colliding keys would stop the run.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxNumberLength(1000)
                    .maxStringLength(LineSplitter.MAX_LINE)
                    .maxNameLength(LineSplitter.MAX_LINE)
                    .build())
            .build();

    private StrictJson() {}

    /** What is wrong with a document; null for valid JSON. */
    public static @Nullable Reason problem(byte[] bytes, int start, int size) {
        Reason problem = encodingProblem(bytes, start, size);
        if (problem != null) {
            return problem;
        }
        try (JsonParser parser = parser(bytes, start, size)) {
            if (parser.nextToken() == null) {
                return Reason.NOT_JSON;
            }
            parser.skipChildren();
            // Strings are read lazily: only the token after tells whether one was whole.
            parser.finishToken();
            return parser.nextToken() == null ? null : Reason.NOT_JSON;
        } catch (JsonProcessingException e) {
            return reason(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the bytes before any of them is parsed. */
    public static @Nullable Reason encodingProblem(byte[] bytes, int start, int size) {
        Reason problem = Unicode.problem(bytes, start, size);
        if (problem != null) {
            return problem;
        }
        // A parser of bytes guesses UTF-16 and UTF-32 from zero bytes and drops a byte order mark.
        for (int i = start; i < start + Math.min(4, size); i++) {
            if (bytes[i] == 0) {
                return Reason.NOT_JSON;
            }
        }
        return size > 0 && bytes[start] == (byte) 0xef ? Reason.NOT_JSON : null;
    }

    public static JsonParser parser(byte[] bytes, int start, int size) throws IOException {
        return FACTORY.createParser(bytes, start, size);
    }

    public static Reason reason(JsonProcessingException e) {
        return e.getOriginalMessage().startsWith("Duplicate field") ? Reason.DUPLICATE_KEY : Reason.NOT_JSON;
    }
}
