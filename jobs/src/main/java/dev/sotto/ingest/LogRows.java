package dev.sotto.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.sotto.domain.LogTables;
import dev.sotto.domain.Table;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.IngestReport.FileReport;
import dev.sotto.ingest.IngestReport.Status;
import dev.sotto.ingest.file.InputFile;
import dev.sotto.ingest.record.Cut;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Rows as the tables of the log have them, and the report that says the same. */
final class LogRows {
    private final SparkSession spark;
    private final List<InputFile> files;
    private final String runId;
    private final Instant asOf;

    /** Rows of a run that reads these files, which are named by their index until then. */
    LogRows(SparkSession spark, List<InputFile> files, String runId, Instant asOf) {
        this.asOf = asOf;
        this.spark = spark;
        this.files = files;
        this.runId = runId;
    }

    /** What became of each file. */
    List<FileReport> reports(Map<Integer, FileCounts> counts, Map<Integer, String> refused, KnownInputs known) {
        List<FileReport> reports = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            InputFile file = files.get(i);
            String reason = refused.get(i);
            FileCounts own = counts.getOrDefault(i, new FileCounts());
            String note = known.otherName(file)
                    .map(name -> "same content as " + name)
                    .orElse(file.reading().note());
            reports.add(
                    reason == null
                            ? new FileReport(file.name(), Status.READ, note, file.sha256(), own)
                            : Inventory.refusal(file.name(), reason, file.sha256()));
        }
        return reports;
    }

    /** Rows of {@code log.rejects}. */
    Dataset<Row> rejects(Dataset<Row> rejects) {
        List<Row> names = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            names.add(RowFactory.create(i, files.get(i).name()));
        }
        StructType schema = StructType.fromDDL("_file INT, file STRING");
        return rejects.join(broadcast(spark.createDataFrame(names, schema)), "_file")
                .withColumn("run_id", lit(runId))
                .withColumn("refused_at", lit(Timestamp.from(asOf)))
                .select(columns(LogTables.REJECTS));
    }

    /** Rows of {@code log.inputs}. */
    Dataset<Row> inputs(List<FileReport> reports) {
        Map<String, InputFile> byName = new HashMap<>();
        files.forEach(file -> byName.put(file.name(), file));
        List<Row> rows = new ArrayList<>();
        reports.forEach(report -> rows.add(input(report, byName.get(report.file()))));
        return spark.createDataFrame(rows, StructType.fromDDL(LogTables.INPUTS.ddl()))
                .coalesce(1);
    }

    private Row input(FileReport report, @Nullable InputFile file) {
        boolean isRead = report.status() == Status.READ;
        FileCounts counts = report.counts();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("file", report.file());
        values.put("sha256", report.sha256());
        values.put("bytes", isRead && !isOfRows(file) ? counts.readBytes() : file == null ? 0L : file.size());
        values.put("status", report.status().name().toLowerCase(Locale.ROOT));
        values.put("detail", isRead ? null : report.detail());
        values.put("read", counts.read());
        values.put("read_bytes", counts.readBytes());
        for (Outcome outcome : Outcome.values()) {
            String name = outcome.name().toLowerCase(Locale.ROOT);
            values.put(name, counts.records(outcome));
            values.put(name + "_bytes", counts.bytes(outcome));
        }
        values.put("mapping_sha256", file == null ? null : file.mappingSha256());
        values.put("run_id", runId);
        values.put("format", file == null ? null : file.reading().format().word());
        values.put(
                "declaration",
                file == null || !isRead
                        ? null
                        : file.reading()
                                .declaration()
                                .map(DeclaredSources::json)
                                .orElse(null));
        return RowFactory.create(LogTables.INPUTS.columns().stream()
                .map(column -> values.get(column.name()))
                .toArray());
    }

    private static boolean isOfRows(@Nullable InputFile file) {
        return file != null && file.reading().cut() == Cut.ROWS;
    }

    /** Every column of a table, in the order in which it declares them. */
    static Column[] columns(Table table) {
        return table.columns().stream().map(column -> col(column.name())).toArray(Column[]::new);
    }
}
