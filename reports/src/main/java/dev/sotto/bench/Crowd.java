package dev.sotto.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sotto.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Many brands that are copies of the few of a small world: each with its numbers and campaigns under ids and a name of its own.
 *
 * <p>The numbers are copied as they are, so that pages are as long and as full as real ones.
 */
final class Crowd {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final StructType COPIES = StructType.fromDDL("origin STRING, copy STRING");
    private static final List<String> HOUSES =
            List.of("Maison", "Atelier", "Studio", "Haus", "Casa", "Officina", "Manufaktur");
    private static final List<String> NAMES = List.of(
            "Aubrac",
            "Bellini",
            "Corvo",
            "Düne",
            "Étoile",
            "Fiorella",
            "Grünwald",
            "Heron",
            "Isola",
            "Juniper",
            "Köhler");

    private record Copy(JsonNode origin, String id, String name) {}

    private final JsonNode brands;
    private final JsonNode campaigns;
    private final Path world;
    private final List<Copy> copies = new ArrayList<>();

    /** So many copies of the brands that a workspace declares. */
    Crowd(Path world, int count) {
        this.world = world;
        brands = read("brands.yaml").path("brands");
        campaigns = read("campaigns.yaml").path("campaigns");
        for (int i = 0; i < count; i++) {
            int round = i / (HOUSES.size() * NAMES.size());
            String name = HOUSES.get(i % HOUSES.size()) + " " + NAMES.get(i % NAMES.size())
                    + (round == 0 ? "" : " " + (round + 1));
            copies.add(new Copy(brands.get(i % brands.size()), String.format(Locale.ROOT, "house-%03d", i + 1), name));
        }
    }

    private JsonNode read(String file) {
        try {
            return YAML.readTree(world.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replace the brands of the world by their copies, in what reports read of a warehouse. */
    void layUnder(Warehouse warehouse) {
        for (String table : List.of("metrics.results", "metrics.coverage")) {
            warehouse.overwrite(table, copied(warehouse, table), "true");
        }
    }

    private Dataset<Row> copied(Warehouse warehouse, String table) {
        Dataset<Row> rows = warehouse.read(table);
        List<Row> pairs = copies.stream()
                .map(copy -> RowFactory.create(copy.origin().path("id").asText(), copy.id()))
                .toList();
        Dataset<Row> names = warehouse.spark().createDataFrame(pairs, COPIES);
        Dataset<Row> joined = rows.join(names, rows.col("brand_id").equalTo(names.col("origin")), "left_outer");
        List<Column> columns = new ArrayList<>();
        for (String column : rows.columns()) {
            columns.add(
                    switch (column) {
                        case "brand_id" -> col("copy").as(column);
                        case "campaign_id" ->
                            when(
                                            col("copy").isNotNull(),
                                            concat(col("copy"), expr("substring(campaign_id, length(origin) + 1)")))
                                    .as(column);
                        default -> rows.col(column);
                    });
        }
        // As the build leaves it: a brand's rows lie together.
        return joined.select(columns.toArray(Column[]::new)).orderBy("brand_id");
    }

    /** Write a workspace of the copies, each with a weekly report, and answer its settings. */
    Path workspace(Path folder, String id, List<String> languages, List<String> formats) {
        ArrayNode brandNodes = YAML.createArrayNode();
        ArrayNode campaignNodes = YAML.createArrayNode();
        try {
            Files.createDirectories(folder.resolve("reports"));
            for (Copy copy : copies) {
                String origin = copy.origin().path("id").asText();
                brandNodes.add(((ObjectNode) copy.origin().deepCopy())
                        .put("id", copy.id())
                        .put("name", copy.name()));
                for (JsonNode campaign : campaigns) {
                    if (campaign.path("brand").asText().equals(origin)) {
                        ObjectNode own = campaign.deepCopy();
                        own.put("id", copy.id() + own.path("id").asText().substring(origin.length()));
                        own.put("brand", copy.id());
                        if (own.path("experiment") instanceof ObjectNode experiment) {
                            experiment.put("id", own.path("id").asText());
                        }
                        campaignNodes.add(own);
                    }
                }
                ObjectNode plan = YAML.createObjectNode()
                        .put("id", copy.id() + "-" + id)
                        .put("brand", copy.id())
                        .put("owner", "analytics@house.example");
                languages.forEach(plan.putArray("languages")::add);
                formats.forEach(plan.putArray("formats")::add);
                YAML.writeValue(
                        folder.resolve("reports").resolve(copy.id() + ".yaml").toFile(), plan);
            }
            YAML.writeValue(
                    folder.resolve("brands.yaml").toFile(),
                    YAML.createObjectNode().set("brands", brandNodes));
            YAML.writeValue(
                    folder.resolve("campaigns.yaml").toFile(),
                    YAML.createObjectNode().set("campaigns", campaignNodes));
            for (String file : List.of("sotto.yaml", "platforms.yaml", "sources.yaml", "rates.csv")) {
                Files.copy(world.resolve(file), folder.resolve(file));
            }
            Files.createDirectories(folder.resolve("log"));
            return folder.resolve("sotto.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
