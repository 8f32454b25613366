package dev.sotto.ingest.mapping;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sotto.domain.Sha256;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping's YAML file, checked against {@code mapping.schema.json} beside this class. */
public final class MappingFile {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build());

    private static final Map<String, String> SEPARATORS =
            Map.of("comma", ",", "semicolon", ";", "tab", "\t", "space", " ", "pipe", "|", "whitespace", "whitespace");

    private final Path file;

    private final @Nullable ZoneId sourceZone;

    private MappingFile(Path file, @Nullable ZoneId sourceZone) {
        this.file = file;
        this.sourceZone = sourceZone;
    }

    static Mapping read(Path file, @Nullable ZoneId sourceZone) {
        return new MappingFile(file, sourceZone).mapping();
    }

    private Mapping mapping() {
        byte[] bytes = bytes();
        JsonNode root = tree(bytes);
        List<Error> errors = schema().validate(root);
        if (!errors.isEmpty()) {
            Error error = errors.get(0);
            String where = error.getInstanceLocation().toString();
            throw wrong((where.isEmpty() ? "" : "at " + where + ", ") + error.getMessage(), "Correct it");
        }
        ZoneId zone = root.has("zone") ? zone(root.get("zone").asText()) : sourceZone;
        FieldRules reader = new FieldRules(this, zone);
        List<FieldRule> rules = new ArrayList<>();
        root.path("constants")
                .properties()
                .forEach(entry -> rules.add(reader.constant(entry.getKey(), entry.getValue())));
        root.path("fields").properties().forEach(entry -> rules.add(reader.rule(entry.getKey(), entry.getValue())));
        String source = root.get("source").asText();
        rules.add(reader.constant("source", root.get("source")));
        List<String> columns = texts(root.path("columns"));
        Mapping.Header header = root.path("header").asText("first-line").equals("none")
                ? Mapping.Header.NONE
                : Mapping.Header.FIRST_LINE;
        Mapping mapping = new Mapping(
                source,
                root.path("format").asText().equals("delimited") ? Mapping.Format.DELIMITED : Mapping.Format.JSON_LINES,
                separator(root.path("separator").asText("comma")),
                header,
                root.path("quote").asText("double").equals("none") ? Mapping.Quoting.NONE : Mapping.Quoting.DOUBLE,
                columns,
                rules,
                ignored(root.path("ignore")),
                root.path("age-basis").asText(null),
                root.has("complete-after")
                        ? duration(root.get("complete-after").asText())
                        : Source.DEFAULT_COMPLETE_AFTER,
                root.has("complete-through") ? date(root.get("complete-through").asText()) : null,
                root.path("burn-in-days").asInt(Source.DEFAULT_BURN_IN_DAYS),
                root.at("/plausible/from").isTextual()
                        ? date(root.at("/plausible/from").asText())
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                        : null,
                root.at("/plausible/ahead").isTextual()
                        ? duration(root.at("/plausible/ahead").asText())
                        : null,
                sha256(bytes));
        check(mapping);
        return mapping;
    }

    private String sha256(byte[] bytes) {
        MessageDigest digest = Sha256.digest();
        if (sourceZone != null) {
            digest.update(sourceZone.getId().getBytes(StandardCharsets.UTF_8));
        }
        return Sha256.hex(digest.digest(bytes));
    }

    private void check(Mapping mapping) {
        Set<String> targets = new HashSet<>();
        mapping.rules().forEach(rule -> {
            if (!targets.add(rule.target().name())) {
                throw wrong("it fills " + rule.target().name() + " twice", "Keep one of the two");
            }
        });
        for (String needed : List.of("event_type", "occurred_at", "platform", "event_id")) {
            if (!targets.contains(needed)) {
                String remedy = needed.equals("event_id")
                        ? "Name its column, or write event_id: {make: event-id} where the source has no ids"
                        : "Name its column under fields, or its value under constants";
                throw wrong("nothing fills " + needed, remedy);
            }
        }
        boolean knowsColumns = mapping.format() == Mapping.Format.DELIMITED && mapping.header() == Mapping.Header.NONE;
        if (knowsColumns) {
            Set<String> known = new LinkedHashSet<>(mapping.columns());
            mapping.rules().forEach(rule -> rule.columns().forEach(column -> knownColumn(column, known)));
            mapping.ignored().forEach(rule -> knownColumn(rule.column(), known));
        }
    }

    private void knownColumn(String column, Set<String> known) {
        boolean isPosition = column.matches("[1-9][0-9]{0,3}");
        if (!known.contains(column) && !(isPosition && (known.isEmpty() || Integer.parseInt(column) <= known.size()))) {
            throw wrong(
                    "there is no column '" + column + "'",
                    "The columns are " + String.join(", ", known)
                            + "; list them under columns, or use positions from 1");
        }
    }

    private List<Mapping.Ignored> ignored(JsonNode node) {
        List<Mapping.Ignored> ignored = new ArrayList<>();
        for (JsonNode rule : node) {
            Set<String> values = new HashSet<>(texts(rule.get("values")));
            ignored.add(new Mapping.Ignored(
                    rule.get("column").asText(), values, rule.get("reason").asText()));
        }
        return ignored;
    }

    private String separator(String word) {
        String separator = SEPARATORS.getOrDefault(word, word);
        if (separator.equals("\"") || separator.equals("\n") || separator.equals("\r")) {
            throw wrong("'" + word + "' cannot separate columns", "Choose another separator");
        }
        return separator;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw wrong("'" + name + "' is no time zone", "Write one like UTC or Europe/Berlin");
        }
    }

    private LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw wrong("'" + text + "' is no date", "Write one like 2026-04-06");
        }
    }

    private Duration duration(String text) {
        try {
            boolean isDays = text.endsWith("d");
            return Duration.parse(isDays ? "P" + text : text.startsWith("P") ? text : "PT" + text);
        } catch (DateTimeException e) {
            throw wrong("'" + text + "' is no duration", "Write one like 6h or 2d");
        }
    }

    SottoException wrong(String why, String remedy) {
        return new SottoException(
                SottoException.Code.USE, "Cannot use the mapping " + file + ": " + why + ". " + remedy + ".");
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot read the mapping " + file + ": there is no such file, or it may not be read."
                            + " Correct its path; sotto init proposes one for a table.",
                    e);
        }
    }

    private JsonNode tree(byte[] bytes) {
        try {
            JsonNode root = YAML.readTree(bytes);
            if (root == null || !root.isObject()) {
                throw wrong("it is empty", "sotto init proposes one for a table");
            }
            return root;
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
            throw wrong("it is not YAML: " + why, "Correct it");
        }
    }

    private static Schema schema() {
        try (@Nullable InputStream in = MappingFile.class.getResourceAsStream("mapping.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("mapping.schema.json is missing");
            }
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
