package dev.sotto.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sotto.domain.AgeBand;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.EventCondition;
import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.domain.Experiment;
import dev.sotto.domain.FunnelPlan;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.RetentionPlan;
import dev.sotto.domain.RetentionPlan.Span;
import dev.sotto.domain.Source;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExamplesTest {

    static Path example(String name) {
        try {
            return Path.of(Workspace.class.getResource("examples/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void makeOneWorkspaceThatCanBeRead() {
        Workspace workspace = Workspace.read(example("sotto.yaml"), Map.of());

        assertThat(workspace.asOf()).contains(Instant.parse("2026-06-29T23:59:59.999Z"));
        assertThat(workspace.inputs()).hasSize(3);
        assertThat(workspace.brands()).extracting(Brand::id).containsExactly("aurora", "kitecut");
        assertThat(workspace.campaigns())
                .extracting(Campaign::id)
                .containsExactly("aurora-serum-launch", "aurora-ambassadors", "kitecut-preview");
        assertThat(workspace.campaigns().get(1).conversionEvent()).isEqualTo(EventType.AMBASSADOR_ACTIVATED);
        assertThat(workspace.campaigns().get(1).conversionWindow()).isEqualTo(Duration.ofDays(14));
        assertThat(workspace.campaigns().get(2).endOn()).isEqualTo(LocalDate.of(2026, 6, 14));
        assertThat(workspace.campaigns().get(0).goals())
                .isEqualTo(Map.of("reply_rate", 0.25, "campaign_conversion_rate", 0.04));
        assertThat(workspace.rates()).hasSize(3);
        assertThat(workspace.policies())
                .extracting(PlatformPolicy::version)
                .containsExactly("default", "2025-08", "2026-05");
        assertThat(workspace.sources())
                .first()
                .isEqualTo(new Source(
                        "tiktok_business",
                        Set.of(EventType.MESSAGE_SENT, EventType.MESSAGE_READ),
                        Duration.ofHours(12),
                        LocalDate.of(2026, 6, 28),
                        0));
        assertThat(workspace.funnels())
                .extracting(FunnelPlan::id)
                .startsWith("serum-launch")
                .contains("product_launch", "ambassador_onboarding", "exclusive_preview");
        assertThat(workspace.retentionPlans())
                .containsExactly(new RetentionPlan(
                        "buyers-who-write",
                        "Buyers who write again",
                        List.of("aurora"),
                        new EventCondition(
                                "order.purchased",
                                EventType.ORDER_PURCHASED,
                                Map.of("platform", List.of("tiktok", "web"))),
                        new EventCondition(
                                "message.sent", EventType.MESSAGE_SENT, Map.of("direction", List.of("inbound"))),
                        RetentionPlan.Unit.WEEK,
                        RetentionPlan.Clock.ELAPSED,
                        RetentionPlan.Cohorts.FIRST,
                        List.of(new Span(1, 8), new Span(2, 8), new Span(4, 8), new Span(1, 3))));
        assertThat(workspace.experiments())
                .containsExactly(new Experiment(
                        "serum-voice",
                        "aurora-serum-launch",
                        "aurora",
                        "holdout",
                        Map.of("holdout", 10.0, "pack-and-voice", 90.0),
                        EventType.ORDER_PURCHASED,
                        Duration.ofDays(7)));
        assertThat(workspace.reports()).extracting(ReportPlan::id).containsExactly("aurora-weekly");
        assertThat(workspace.undeclared()).isEmpty();
    }

    @Test
    void showThePolicyThatIsBuiltIn() {
        PlatformPolicy shown =
                Workspace.read(example("sotto.yaml"), Map.of()).policies().get(1);
        PlatformPolicy builtIn = PlatformPolicy.BUILT_IN;

        assertThat(shown)
                .usingRecursiveComparison()
                .ignoringFields("platform", "version", "validFrom")
                .isEqualTo(builtIn);
    }

    @ParameterizedTest
    @CsvSource({
        "SOTTO, sotto.yaml",
        "BRANDS, brands.yaml",
        "CAMPAIGNS, campaigns.yaml",
        "PLATFORMS, platforms.yaml",
        "SOURCES, sources.yaml",
        "REPORT, reports/weekly.yaml",
        "FUNNEL, funnels/serum-launch.yaml",
        "RETENTION, retention/buyers-who-write.yaml"
    })
    void showEveryKeyOfTheirSchema(FileSchema schema, String file) {
        TreeSet<String> allowed = new TreeSet<>();
        schemaKeys(schema.json(), "", allowed);
        TreeSet<String> shown = new TreeSet<>();
        shownKeys(YamlFile.read(example(file), schema).root(), "", shown);
        shown.removeIf(key -> key.startsWith("/campaigns/goals/") || key.contains("/where/"));

        assertThat(shown).isEqualTo(allowed).isNotEmpty();
    }

    private static void schemaKeys(JsonNode schema, String path, TreeSet<String> keys) {
        schema.path("properties").properties().forEach(property -> {
            keys.add(path + "/" + property.getKey());
            schemaKeys(property.getValue(), path + "/" + property.getKey(), keys);
            schemaKeys(property.getValue().path("items"), path + "/" + property.getKey(), keys);
        });
    }

    private static void shownKeys(JsonNode value, String path, TreeSet<String> keys) {
        value.properties().forEach(property -> {
            keys.add(path + "/" + property.getKey());
            shownKeys(property.getValue(), path + "/" + property.getKey(), keys);
        });
        if (value.isArray()) {
            value.forEach(item -> shownKeys(item, path, keys));
        }
    }

    @ParameterizedTest
    @EnumSource(FileSchema.class)
    void haveSchemasThatAreJsonSchema(FileSchema schema) throws Exception {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        String dialect = schema.json().path("$schema").asText();

        assertThat(registry.getSchema(SchemaLocation.of(dialect))
                        .validate(new ObjectMapper().writeValueAsString(schema.json()), InputFormat.JSON))
                .isEmpty();
        assertThat(dialect).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @ParameterizedTest
    @EnumSource(FileSchema.class)
    void haveSchemasThatDescribeEveryKeyAndKnowEveryForm(FileSchema schema) {
        assertThat(schema.json().findValues("properties"))
                .isNotEmpty()
                .allSatisfy(keys -> assertThat(keys)
                        .allSatisfy(key ->
                                assertThat(key.path("description").asText()).endsWith(".")));
        assertThat(schema.json().findValues("format"))
                .filteredOn(JsonNode::isTextual)
                .allSatisfy(
                        format -> assertThat(ValueFormat.named(format.asText())).isPresent());
        assertThat(schema.json().findParents("properties"))
                .allSatisfy(
                        group -> assertThat(group.path("additionalProperties").isBoolean())
                                .isTrue());
    }

    @Test
    void haveSchemasThatKnowTheWordsOfTheDomain() {
        List<String> types =
                Arrays.stream(EventType.values()).map(EventType::dotted).toList();

        assertThat(words(FileSchema.SOURCES, "/properties/sources/items/properties/emits/items"))
                .isEqualTo(types);
        assertThat(words(FileSchema.CAMPAIGNS, "/properties/campaigns/items/properties/conversion/properties/event"))
                .isEqualTo(types);
        assertThat(words(FileSchema.FUNNEL, "/properties/steps/items/properties/event"))
                .isEqualTo(types);
        assertThat(words(FileSchema.RETENTION, "/properties/start/properties/event"))
                .isEqualTo(types);
        assertThat(EventField.KIND.words())
                .containsAll(words(FileSchema.PLATFORMS, "/properties/policies/items/properties/openers/items"));
        assertThat(Arrays.stream(AgeBand.values()).map(AgeBand::column))
                .containsAll(
                        words(FileSchema.PLATFORMS, "/properties/policies/items/properties/filter-default-on/items"));
        assertThat(words(FileSchema.CAMPAIGNS, "/properties/campaigns/items/properties/scenario"))
                .hasSize(8);
    }

    private static List<String> words(FileSchema schema, String pointer) {
        List<String> words = new ArrayList<>();
        StreamSupport.stream(schema.json().at(pointer).path("enum").spliterator(), false)
                .forEach(word -> words.add(word.asText()));
        return words;
    }

    @Test
    void sayTheSameDefaultsAsTheSchemas() {
        JsonNode keys = FileSchema.SOTTO.json().path("properties");
        JsonNode shown = YamlFile.read(example("sotto.yaml"), FileSchema.SOTTO).root();

        assertThat(keys.properties())
                .filteredOn(
                        key -> key.getValue().has("default") && !key.getKey().equals("inputs"))
                .hasSize(15)
                .allSatisfy(key -> assertThat(shown.path(key.getKey()))
                        .isEqualTo(key.getValue().path("default")));
    }
}
