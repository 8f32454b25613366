package dev.sotto.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes {@code truth.json}: what was asked and planted, what the log holds, and the true results, one a line. */
final class TruthFile {
    static final String NAME = "truth.json";

    private static final ObjectMapper LINE = new ObjectMapper();

    private TruthFile() {}

    static void write(SimulationSettings settings, World world, long neighbourhoods, LogCounts counts, Truth truth)
            throws IOException {
        ObjectMapper pretty = World.mapper(null).enable(SerializationFeature.INDENT_OUTPUT);
        Path file = settings.directory().resolve(NAME);
        Optional<Webhook> webhook = settings.format().webhook().map(Webhook::new);
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("{\n\"asked\": " + pretty.writeValueAsString(asked(settings, world, neighbourhoods)));
            out.write(",\n\"log\": " + pretty.writeValueAsString(log(counts)));
            out.write(",\n\"planted\": " + pretty.writeValueAsString(world));
            out.write(",\n\"effects\": [");
            String before = "\n";
            for (EffectTruth effect : EffectTruth.all(truth.ledger())) {
                out.write(before + LINE.writeValueAsString(effect.toMap()));
                before = ",\n";
            }
            out.write("\n],\n\"experiments\": [");
            before = "\n";
            for (Map<String, Object> arm : truth.experiments().toMaps()) {
                out.write(before + LINE.writeValueAsString(arm));
                before = ",\n";
            }
            out.write("\n],\n\"results\": [");
            before = "\n";
            Map<TruthKey, TruthCell> cells = new TreeMap<>(truth.cells());
            cells.put(truth.everAndEverywhere("duplicate_share"), duplicates(counts));
            for (Map.Entry<TruthKey, TruthCell> row : cells.entrySet()) {
                if (webhook.isPresent() && !webhook.get().canTell(row.getKey().metric())) {
                    continue;
                }
                out.write(before + LINE.writeValueAsString(result(row.getKey(), row.getValue())));
                before = ",\n";
            }
            out.write("\n]\n}\n");
        }
    }

    private static Map<String, Object> asked(SimulationSettings settings, World world, long neighbourhoods) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("events", settings.events());
        asked.put("seed", settings.seed());
        asked.put("start_on", settings.startOn().toString());
        asked.put("weeks", settings.weeks());
        asked.put("neighbourhoods", neighbourhoods);
        asked.put("contacts", neighbourhoods * world.contactsPerNeighbourhood());
        asked.put("watermark_on", settings.startOn().plusWeeks(settings.weeks()).toString());
        return asked;
    }

    private static Map<String, Object> log(LogCounts counts) {
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("lines", counts.lines);
        log.put("accepted", counts.accepted);
        log.put("duplicate", counts.duplicates);
        log.put("rejected", counts.rejects());
        log.put("blank", counts.blank);
        log.put("late", counts.late);
        log.put("out_of_order", counts.outOfOrder);
        log.put("bytes", counts.bytes);
        log.put("rejected_by_reason", counts.rejected);
        log.put("policy_conflicts", counts.conflicts);
        log.put("accepted_by_type", counts.types());
        log.put("lines_by_file", counts.linesByFile);
        return log;
    }

    /** Of all records that could be events. */
    private static TruthCell duplicates(LogCounts counts) {
        TruthCell share = new TruthCell();
        share.ratio(counts.duplicates, counts.accepted + counts.duplicates);
        return share;
    }

    private static Map<String, Object> result(TruthKey key, TruthCell cell) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("metric", key.metric());
        result.put("scope", key.scope().name());
        put(result, "platform", key.scope().platform());
        put(result, "brand_id", key.scope().brandId());
        put(result, "campaign_id", key.scope().campaignId());
        result.put("period", key.period());
        result.put("period_start_on", key.startDate().toString());
        put(result, "slice", key.slice());
        put(result, "slice_value", key.sliceValue());
        numbers(key.metric(), cell).forEach((name, number) -> put(result, name, number));
        return result;
    }

    /** What is known of a cell, in the columns of results; what is not known is null. */
    private static Map<String, @Nullable Object> numbers(String metric, TruthCell cell) {
        Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
        if (cell.durations != null) {
            numbers.put(
                    cell.durations.isExact() || metric.endsWith("_mean") ? "value" : "value_at_least",
                    time(metric, cell));
            numbers.put("numerator", cell.durations.size());
            numbers.put("denominator", cell.denominator);
            return numbers;
        }
        if (cell.told != null) {
            numbers.put("value", cell.told.value());
            numbers.put("ci_low", cell.told.low());
            numbers.put("ci_high", cell.told.high());
        } else if (cell.isRatio) {
            double scale = cell.divisor > 0 ? cell.divisor : 1;
            numbers.put("value", cell.denominator == 0 ? null : cell.numerator / scale / cell.denominator);
        } else {
            numbers.put("value", cell.divisor > 0 ? (Number) (cell.numerator / cell.divisor) : (Number) cell.numerator);
        }
        if (cell.isRatio) {
            numbers.put(
                    "numerator", cell.divisor > 0 ? (Number) (cell.numerator / cell.divisor) : (Number) cell.numerator);
            numbers.put("denominator", cell.denominator);
            numbers.put("pending", cell.pending);
        }
        return numbers;
    }

    private static @Nullable Number time(String metric, TruthCell cell) {
        Durations durations = Objects.requireNonNull(cell.durations);
        if (metric.endsWith("_mean")) {
            return durations.mean();
        }
        if (metric.endsWith("_survival")) {
            return durations.medianBeside(cell.waiting);
        }
        return durations.percentile(metric.endsWith("_p90") ? 0.9 : 0.5);
    }

    private static void put(Map<String, Object> result, String name, @Nullable Object value) {
        if (value != null) {
            result.put(name, value);
        }
    }
}
