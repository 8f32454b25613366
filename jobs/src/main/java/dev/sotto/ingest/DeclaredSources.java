package dev.sotto.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.domain.EventType;
import dev.sotto.domain.LogTables;
import dev.sotto.domain.Source;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What mappings and formats declared about the sources of files that were read, so that later runs need not name them again. */
public final class DeclaredSources {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeclaredSources() {}

    /** The last declaration of each source. */
    public static List<Source> of(Warehouse warehouse) {
        String table = LogTables.INPUTS.name();
        if (warehouse.snapshot(table).isEmpty()) {
            return List.of();
        }
        warehouse.create(LogTables.INPUTS);
        Map<String, Instant> begun = new HashMap<>();
        for (Ledger.Run run : warehouse.ledger().runs()) {
            begun.put(run.runId(), run.startedAt());
        }
        List<Row> rows = new ArrayList<>(warehouse
                .read(table)
                .where("declaration IS NOT NULL")
                .select("run_id", "declaration")
                .distinct()
                .collectAsList());
        rows.sort(Comparator.comparing((Row row) -> begun.getOrDefault(row.getString(0), Instant.EPOCH))
                .thenComparing(row -> row.getString(0))
                .thenComparing(row -> row.getString(1)));
        Map<String, Source> sources = new LinkedHashMap<>();
        for (Row row : rows) {
            Source source = source(row.getString(1));
            sources.put(source.id(), source);
        }
        return List.copyOf(sources.values());
    }

    static String json(Source source) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", source.id());
        Set<EventType> emits = source.emits();
        if (emits != null) {
            ArrayNode types = node.putArray("emits");
            emits.stream().sorted().forEach(type -> types.add(type.dotted()));
        }
        node.put("complete_after", source.completeAfter().toString());
        LocalDate through = source.completeThrough();
        node.put("complete_through", through == null ? null : through.toString());
        node.put("burn_in_days", source.burnInDays());
        return node.toString();
    }

    static Source source(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            String through = node.path("complete_through").asText(null);
            return new Source(
                    node.path("id").asText(),
                    emits(node.get("emits")),
                    Duration.parse(node.path("complete_after").asText()),
                    through == null ? null : LocalDate.parse(through),
                    node.path("burn_in_days").asInt());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a declaration that was written cannot be read", e);
        }
    }

    private static @Nullable Set<EventType> emits(@Nullable JsonNode types) {
        if (types == null) {
            return null;
        }
        Set<EventType> emits = EnumSet.noneOf(EventType.class);
        types.forEach(type -> emits.add(EventType.named(type.asText()).orElseThrow()));
        return emits;
    }
}
