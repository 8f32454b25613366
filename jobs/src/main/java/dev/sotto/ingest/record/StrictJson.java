package dev.sotto.ingest.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    private static final ObjectMapper TREES = new ObjectMapper(FACTORY);

    private StrictJson() {}

    /** What is wrong with a document; null for valid JSON. */
    public static @Nullable Reason problem(byte[] bytes, int start, int size) {
        Reason problem = encodingProblem(bytes, start, size);
        return problem == null ? grammarProblem(bytes, start, size) : problem;
    }

    /** The same of a document of which no text is kept, so that half a character in one does no harm. */
    public static @Nullable Reason exportProblem(byte[] bytes, int start, int size) {
        if (!Unicode.isUtf8(bytes, start, start + size)) {
            return Reason.BAD_UTF8;
        }
        return isMistakable(bytes, start, size) ? Reason.NOT_JSON : grammarProblem(bytes, start, size);
    }

    private static @Nullable Reason grammarProblem(byte[] bytes, int start, int size) {
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
        return isMistakable(bytes, start, size) ? Reason.NOT_JSON : null;
    }

    /** A parser of bytes guesses UTF-16 and UTF-32 from zero bytes and drops a byte order mark. */
    private static boolean isMistakable(byte[] bytes, int start, int size) {
        for (int i = start; i < start + Math.min(4, size); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return size > 0 && bytes[start] == (byte) 0xef;
    }

    /** The value that a parser stands on, or at the beginning of which it is, as a whole. */
    public static JsonNode tree(JsonParser parser) throws IOException {
        return TREES.readTree(parser);
    }

    public static JsonParser parser(byte[] bytes, int start, int size) throws IOException {
        return FACTORY.createParser(bytes, start, size);
    }

    /** Whether bytes are the beginning of JSON that does not end with them. */
    public static boolean isBegun(byte[] bytes, int start, int size) {
        try (JsonParser parser = parser(bytes, start, size)) {
            while (parser.nextToken() != null) {
                // To the end, or to where there is nothing more.
            }
            return false;
        } catch (JsonEOFException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public static Reason reason(JsonProcessingException e) {
        return e.getOriginalMessage().startsWith("Duplicate field") ? Reason.DUPLICATE_KEY : Reason.NOT_JSON;
    }
}
