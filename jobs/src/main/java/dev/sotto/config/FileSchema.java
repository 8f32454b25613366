package dev.sotto.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The JSON Schema of a kind of file; it lies beside this class under {@code schemas}. */
enum FileSchema {
    SOTTO,
    BRANDS,
    CAMPAIGNS,
    RATES,
    PLATFORMS,
    SOURCES,
    REPORT,
    FUNNEL,
    RETENTION,
    CATALOGUE;

    private final Schema schema = load();

    private Schema load() {
        String resource = "schemas/" + name().toLowerCase(Locale.ROOT) + ".schema.json";
        try (InputStream in = FileSchema.class.getResourceAsStream(resource)) {
            return Registry.INSTANCE.getSchema(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema itself. */
    JsonNode json() {
        return schema.getSchemaNode();
    }

    /** Refuse the first thing in a file that the schema does not allow. */
    void check(YamlFile file) {
        List<Error> errors = schema.validate(file.root());
        errors.stream()
                .map(error -> new SchemaProblem(file, json(), error))
                .min(Comparator.comparingInt(SchemaProblem::line).thenComparingInt(SchemaProblem::rank))
                .ifPresent(problem -> {
                    throw problem.refusal();
                });
    }

    // Apart, because an enum's constants are made before its static fields.
    private static final class Registry {
        static final SchemaRegistry INSTANCE = SchemaRegistry.withDialect(
                Dialect.builder(Dialects.getDraft202012())
                        .formats(List.of(ValueFormat.values()))
                        .build(),
                registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .locale(Locale.ROOT)
                        .build()));
    }
}
