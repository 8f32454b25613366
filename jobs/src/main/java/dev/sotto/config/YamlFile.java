package dev.sotto.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A file that was read as YAML: its values, and the line of each.
 *
 * @param path where it was read
 * @param root its keys and values; an empty file has none
 * @param lines the line of each value and key, by JSON pointer
 */
record YamlFile(Path path, JsonNode root, Map<String, Integer> lines) {
    // An agency with many campaigns passes the parser's own limit of 3 MB.
    private static final int MAX_CHARACTERS = 64 << 20;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .loaderOptions(limits())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Else a brand "no" or a step "on" would become a truth value.
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build();
    private static final ObjectMapper MAPPER = new ObjectMapper(YAML);
    private static final ObjectMapper JSON = new ObjectMapper();

    YamlFile {
        lines = Map.copyOf(lines);
    }

    /** Read one YAML document and check it against its schema. */
    static YamlFile read(Path path, FileSchema schema) {
        YamlFile file = parse(path, text(path));
        schema.check(file);
        return file;
    }

    /** The text of a UTF-8 file. */
    static String text(Path path) {
        try {
            String text = Files.readString(path);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw use("Cannot read " + path + ": it is not UTF-8 text. Save it as UTF-8.", e);
        } catch (NoSuchFileException e) {
            throw use("Cannot read " + path + ": there is no such file. Make it, or correct the key that names it.", e);
        } catch (IOException e) {
            throw use("Cannot read " + path + ": it is not a file that can be opened. See that you may read it.", e);
        }
    }

    static YamlFile parse(Path path, String text) {
        try {
            Map<String, Integer> lines = lines(path, text);
            JsonNode root = MAPPER.readTree(text);
            boolean empty = root.isMissingNode() || root.isNull();
            return new YamlFile(path, empty ? JsonNodeFactory.instance.objectNode() : root, lines);
        } catch (JsonProcessingException e) {
            throw use("Cannot read " + path + ":" + line(e) + ": " + problem(e), e);
        } catch (IOException e) {
            throw new SottoException(SottoException.Code.BUG, "Cannot read " + path + ": " + e + ". Report it.", e);
        }
    }

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_CHARACTERS);
        return limits;
    }

    private static Map<String, Integer> lines(Path path, String text) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        try (YAMLParser parser = YAML.createParser(text)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int line = parser.currentTokenLocation().getLineNr();
                JsonPointer pointer = parser.getParsingContext().pathAsPointer();
                if (depth == 0 && !lines.isEmpty()) {
                    throw use("Cannot read " + path + ":" + line + ": a second document begins. Keep one a file.");
                }
                if (parser.isCurrentAlias()) {
                    throw use("Cannot read " + path + ":" + line + ": *" + parser.getText()
                            + " is an alias, and none are followed. Write its value out.");
                }
                lines.putIfAbsent(pointer.toString(), line);
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
        }
        return lines;
    }

    /** The line of a value, or of what holds it where it is missing. */
    int line(JsonPointer pointer) {
        for (JsonPointer at = pointer; at != null; at = at.head()) {
            Integer line = lines.get(at.toString());
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    /** What it says, whatever its comments, its layout and the order of its keys. */
    String canonical() {
        try {
            return JSON.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED).writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new SottoException(
                    SottoException.Code.BUG, "Cannot write " + path + " again: " + e + ". Report it.", e);
        }
    }

    /** What is wrong at a place in this file. */
    SottoException refusal(JsonPointer at, String why, String remedy) {
        return use("Cannot read " + path + ":" + line(at) + ": " + why + ". " + remedy);
    }

    /** A key's place as people write it, such as {@code campaigns[0].spend}. */
    static String keyPath(JsonPointer pointer) {
        StringBuilder path = new StringBuilder();
        for (JsonPointer at = pointer; !at.matches(); at = at.tail()) {
            if (at.getMatchingIndex() >= 0) {
                path.append('[').append(at.getMatchingIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(Shown.text(at.getMatchingProperty()));
            }
        }
        return path.toString();
    }

    private static int line(JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return marked.getProblemMark().getLine() + 1;
        }
        return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    }

    private static String problem(JsonProcessingException e) {
        String problem = e.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null
                ? marked.getProblem()
                : e.getOriginalMessage();
        if (problem.startsWith("Duplicate field ")) {
            return "there are two keys " + problem.substring("Duplicate field ".length()) + ". Keep one.";
        }
        return "it is not YAML that can be read ("
                + problem.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?")
                + "). Correct it.";
    }

    private static SottoException use(String message) {
        return new SottoException(SottoException.Code.USE, message);
    }

    private static SottoException use(String message, Throwable cause) {
        return new SottoException(SottoException.Code.USE, message, cause);
    }
}
