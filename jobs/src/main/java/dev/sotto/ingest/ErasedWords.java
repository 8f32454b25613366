package dev.sotto.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import dev.sotto.domain.LogTables;
import dev.sotto.warehouse.Bygones.Tombstone;
import dev.sotto.warehouse.Warehouse;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Words around an id, in which only its plain form can be found: names of files and folders, and free attributes. */
final class ErasedWords {
    private static final List<String> TABLES_OF_FILES = List.of(LogTables.INPUTS.name(), LogTables.REJECTS.name());

    private final Warehouse warehouse;

    ErasedWords(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** What lets words be recognised that hold one of these ids, when the ids are not at hand any more. */
    Set<Tombstone> holding(Collection<String> ids, ErasedIds erased) {
        List<PlainTrace> traces = PlainTrace.of(ids);
        Set<Tombstone> tombstones = new HashSet<>();
        if (traces.isEmpty()) {
            return tombstones;
        }
        FilterFunction<String> isHolding = word -> isAnyIn(traces, word);
        for (String table : TABLES_OF_FILES) {
            names(table).stream()
                    .flatMap(name -> Arrays.stream(name.split("/")))
                    .filter(word -> isAnyIn(traces, word))
                    .forEach(word -> tombstones.addAll(erased.ofWord(word)));
        }
        if (warehouse.snapshot(LogTables.EVENTS.name()).isPresent()) {
            warehouse
                    .read(LogTables.EVENTS.name())
                    .selectExpr("explode(map_values(attributes)) AS word")
                    .as(Encoders.STRING())
                    .filter(isHolding)
                    .distinct()
                    .collectAsList()
                    .forEach(word -> tombstones.addAll(erased.ofWord(word)));
        }
        return tombstones;
    }

    private static boolean isAnyIn(List<PlainTrace> traces, String word) {
        return traces.stream().anyMatch(trace -> trace.isIn(word));
    }

    /** Give files another name in the tables where an erased person stands in it. */
    void rename(KeptOut keptOut, List<byte[]> keys) {
        ErasedIds erased = new ErasedIds(keptOut, keys);
        for (String table : TABLES_OF_FILES) {
            HashMap<String, String> names = new HashMap<>();
            names(table).forEach(name -> names.put(name, erased.withoutWords(name)));
            if (names.entrySet().stream().anyMatch(name -> !name.getKey().equals(name.getValue()))) {
                UDF1<String, String> renamed = names::get;
                Dataset<Row> rows = warehouse.read(table);
                String[] columns = rows.columns();
                Dataset<Row> hidden = rows.withColumn(
                        "file", udf(renamed, DataTypes.StringType).apply(col("file")));
                warehouse.overwrite(table, hidden.selectExpr(columns), "true");
            }
        }
    }

    private List<String> names(String table) {
        return warehouse.snapshot(table).isEmpty()
                ? List.of()
                : warehouse
                        .read(table)
                        .select("file")
                        .distinct()
                        .as(Encoders.STRING())
                        .collectAsList();
    }
}
