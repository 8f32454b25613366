package dev.sotto.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.sotto.domain.SottoException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One thing in a file that its schema does not allow, in words. */
final class SchemaProblem {
    // Longer lists of words are cut to those that are closest to what was written.
    private static final int LONGEST_LIST = 20;
    private static final int CLOSEST = 5;

    private final YamlFile file;
    private final Error error;
    private final JsonPointer at;
    private final JsonNode parentSchema;
    private final JsonNode value;

    SchemaProblem(YamlFile file, JsonNode schema, Error error) {
        this.file = file;
        this.error = error;
        JsonPointer parent = JsonPointer.compile(error.getInstanceLocation().toString());
        this.at =
                error.getKeyword().equals("additionalProperties") ? parent.appendProperty(error.getProperty()) : parent;
        JsonPointer keyword = JsonPointer.compile(error.getEvaluationPath().toString());
        this.parentSchema = schema.at(keyword.head());
        this.value = file.root().at(parent);
    }

    int line() {
        return file.line(at);
    }

    /** Which of several problems of one value to tell: its type before its form. */
    int rank() {
        return error.getKeyword().equals("type") ? 0 : 1;
    }

    SottoException refusal() {
        String path = at.matches() ? "the file" : YamlFile.keyPath(at);
        String is = path + " is " + Shown.value(value);
        return switch (error.getKeyword()) {
            case "additionalProperties" -> unknownKey();
            case "required" ->
                refusal(
                        path + " has no '" + error.getProperty() + "'",
                        "Add it: "
                                + parentSchema
                                        .at("/properties/" + error.getProperty() + "/description")
                                        .asText());
            case "type" -> wrongType(is);
            case "enum" -> notAmong(is, words(parentSchema.path("enum")));
            case "format" -> wrongForm(is);
            case "minimum" -> refusal(is + ", less than " + limit(), "Write " + limit() + " or more.");
            case "maximum" -> refusal(is + ", more than " + limit(), "Write " + limit() + " or less.");
            case "exclusiveMinimum" -> refusal(is + ", not more than " + limit(), "Write more than " + limit() + ".");
            case "minLength" -> refusal(is, "Write a text, or leave the key out.");
            case "minItems" ->
                refusal(path + " has " + value.size() + " of at least " + limit() + " entries", "Add what is missing.");
            case "uniqueItems" -> refusal(path + " has " + repeated() + " twice", "Keep one.");
            case "propertyNames" ->
                refusal(
                        path + " has the key '" + Shown.text(error.getProperty()) + "', which is not "
                                + ValueFormat.METRIC.phrase(),
                        ValueFormat.METRIC.remedy() + ".");
            default -> refusal(is + ": " + Shown.text(error.getMessage()), "Correct it.");
        };
    }

    private SottoException unknownKey() {
        JsonPointer parent = at.head();
        String where = parent.matches() ? "there is no key '" : YamlFile.keyPath(parent) + " has no key '";
        List<String> keys = new ArrayList<>();
        parentSchema.path("properties").fieldNames().forEachRemaining(keys::add);
        String why = where + Shown.text(error.getProperty()) + "'; the keys are " + String.join(", ", keys);
        return refusal(
                why,
                NearMiss.of(error.getProperty(), keys)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("Remove it, or use one of these."));
    }

    private SottoException notAmong(String is, List<String> words) {
        String written = value.asText();
        String among = words.size() <= LONGEST_LIST
                ? String.join(", ", words)
                : String.join(", ", NearMiss.closest(written, words, CLOSEST)) + " or " + (words.size() - CLOSEST)
                        + " others";
        return refusal(is + ", none of " + among, meant(NearMiss.of(written, words), "Write one of these."));
    }

    private SottoException wrongForm(String is) {
        ValueFormat form =
                ValueFormat.named(parentSchema.path("format").asText()).orElseThrow();
        return refusal(
                is + ", which is not " + form.phrase(),
                meant(NearMiss.of(value.asText(), form.known()), form.remedy() + "."));
    }

    private SottoException wrongType(String is) {
        List<String> types = words(parentSchema.path("type"));
        return switch (types.get(types.size() - 1)) {
            case "array" -> refusal(is + ", not a list", "Write one entry a line, each after a dash, or [a, b].");
            case "object" ->
                refusal(is + ", not a group of keys", "Write its keys on lines of their own, as key: value.");
            case "integer" -> refusal(is + ", not a whole number", "Write digits only, without quotes.");
            case "number" -> refusal(is + ", not a number", "Write it like 0.05, without quotes.");
            case "boolean" -> refusal(is + ", neither true nor false", "Write true or false, without quotes.");
            default -> notText(is);
        };
    }

    // What looks like a number to YAML is often meant as a word; the advice depends on whether quotes alone would help.
    private SottoException notText(String is) {
        if (!value.isValueNode() || value.isNull()) {
            return refusal(is + ", not a text", "Write a text, or leave the key out.");
        }
        if (parentSchema.has("enum")) {
            List<String> words = words(parentSchema.path("enum"));
            return refusal(
                    is + ", none of " + String.join(", ", words),
                    NearMiss.of(value.asText(), words)
                            .map(near -> "Write \"" + near + "\", in quotes, if you meant that.")
                            .orElse("Write one of these."));
        }
        return ValueFormat.named(parentSchema.path("format").asText())
                .filter(form -> !form.admits(value.asText()))
                .map(form -> refusal(is + ", which is not " + form.phrase(), form.remedy() + "."))
                .orElseGet(() -> refusal(is + ", not a text", "Put it in quotes."));
    }

    private String repeated() {
        Set<JsonNode> seen = new HashSet<>();
        for (JsonNode item : value) {
            if (!seen.add(item)) {
                return Shown.value(item);
            }
        }
        return "something";
    }

    private SottoException refusal(String why, String remedy) {
        return file.refusal(at, why, remedy);
    }

    private String limit() {
        return parentSchema.path(error.getKeyword()).asText();
    }

    private static String meant(Optional<String> near, String otherwise) {
        return near.map(word -> "Did you mean '" + word + "'?").orElse(otherwise);
    }

    private static List<String> words(JsonNode node) {
        List<String> words = new ArrayList<>();
        if (node.isTextual()) {
            words.add(node.asText());
        }
        node.forEach(word -> words.add(word.asText()));
        return words;
    }
}
