package dev.sotto.build;

import dev.sotto.config.Catalogue;
import dev.sotto.config.Workspace;
import dev.sotto.domain.LogTables;
import dev.sotto.domain.Progress;
import dev.sotto.domain.Source;
import dev.sotto.domain.Table;
import dev.sotto.fold.FoldSettings;
import dev.sotto.sql.SqlFile;
import dev.sotto.sql.SqlFiles;
import dev.sotto.warehouse.SqlFunctions;
import dev.sotto.warehouse.TableRow;
import dev.sotto.warehouse.Warehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/** The job from events to results: coverage, folds, then every SQL file in its order. */
public final class Build {

    private static final String COVERAGE = "metrics.coverage";
    private static final String RESULTS = "metrics.results";

    /** What a first build finds of results before it. */
    static final StructType PREVIOUS = StructType.fromDDL(
            "metric STRING, scope STRING, platform STRING, brand_id STRING,"
                    + " campaign_id STRING, period STRING, period_start_on DATE, slice STRING, slice_value STRING, value DOUBLE,"
                    + " numerator DOUBLE, denominator DOUBLE, persons BIGINT, pending BIGINT, status STRING, restated_at TIMESTAMP");

    private final Warehouse warehouse;
    private final Workspace workspace;
    private final List<Source> mappedSources;
    private final Instant asOf;
    private final Progress progress;
    private final SparkSession spark;
    private final ThreadContacts contacts = new ThreadContacts();
    private volatile @Nullable Dataset<Row> rolledUp;

    private Build(
            Warehouse warehouse, Workspace workspace, List<Source> mappedSources, Instant asOf, Progress progress) {
        this.warehouse = warehouse;
        this.workspace = workspace;
        this.mappedSources = mappedSources;
        this.asOf = asOf;
        this.progress = progress;
        this.spark = warehouse.spark();
    }

    /**
     * Build every table from the published events, and answer how many there are.
     *
     * @param mappedSources sources that mappings declare, beside those of the workspace
     * @param asOf what maturity takes for now
     */
    public static int run(
            Warehouse warehouse, Workspace workspace, List<Source> mappedSources, Instant asOf, Progress progress) {
        return new Build(warehouse, workspace, mappedSources, asOf, progress).run();
    }

    private int run() {
        try {
            return make();
        } finally {
            contacts.close();
            if (rolledUp != null) {
                // As long as the session knows the view, it keeps whatever its units were joined with in memory.
                spark.catalog().dropTempView(SqlFiles.ROLLED_UP);
                rolledUp.unpersist();
            }
        }
    }

    private int make() {
        SqlFunctions.register(spark);
        // How good a log is, is asked of it even where nothing was read yet.
        warehouse.create(LogTables.INPUTS);
        // Without test actors, protected minors and confirmed spammers: nothing downstream ever sees those.
        Dataset<Row> events = CountedEvents.register(warehouse.read(LogTables.EVENTS.name()), contacts);
        List<Source> sources = Sources.of(events, workspace.sources(), mappedSources).stream()
                .map(workspace::completed)
                .toList();
        ReferenceViews.register(spark, workspace, sources, Catalogue.shipped());
        previousResults();
        Map<String, SqlFile> files = new LinkedHashMap<>();
        SqlFiles.tables().forEach(file -> files.put(file.table(), file));
        // The folds have to know what each source sends before they begin.
        progress.begin(COVERAGE);
        SqlFile coverage = Objects.requireNonNull(files.remove(COVERAGE));
        sql(coverage);
        progress.end(coverage.comment());
        progress.begin("tables");
        FoldSettings settings = Sources.foldSettings(warehouse, workspace, sources);
        Makings makings = new Makings();
        makings.add(
                names(FoldJob.TABLES), List.of(), () -> overwrite(FoldJob.TABLES, new FoldJob(settings).fold(events)));
        StoryJob stories = new StoryJob(StoryJob.settings(workspace, settings));
        makings.add(names(StoryJob.TABLES), List.of(), () -> overwrite(StoryJob.TABLES, stories.tell(events)));
        for (SqlFile file : files.values()) {
            if (file.reads().contains(SqlFiles.ROLLED_UP)) {
                makings.addOnce(SqlFiles.ROLLED_UP, SqlFiles.readsOfUnits(), this::rollUp);
            }
            makings.add(file.table(), file.reads(), () -> sql(file));
        }
        makings.run(progress);
        progress.end(makings.outcome());
        return 1 + makings.size();
    }

    private void overwrite(List<Table> tables, JavaRDD<TableRow> rows) {
        tables.forEach(warehouse::create);
        warehouse.overwrite(names(tables), rows);
    }

    private static List<String> names(List<Table> tables) {
        return tables.stream().map(Table::name).toList();
    }

    private Dataset<Row> rows(SqlFile file) {
        Map<String, Object> parameters = new HashMap<>(SqlRows.parameters(workspace));
        parameters.put("as_of", Timestamp.from(asOf));
        parameters.put("snapshot_id", snapshotId());
        return SqlRows.of(spark, file, parameters);
    }

    private void rollUp() {
        Map<String, Dataset<Row>> units = new TreeMap<>();
        SqlFiles.units().forEach(file -> units.put(file.table(), rows(file)));
        rolledUp = RollUp.of(spark, units, Catalogue.shipped()).persist(StorageLevel.MEMORY_AND_DISK());
        // Two tables read it at the same time: it is there before they begin.
        rolledUp.count();
        rolledUp.createOrReplaceTempView(SqlFiles.ROLLED_UP);
    }

    private void sql(SqlFile file) {
        Dataset<Row> sql = rows(file);
        Dataset<Row> made = file.table().equals(RESULTS) ? KeptResults.in(warehouse, sql) : sql;
        Table table = SqlTable.of(file, made);
        warehouse.create(table);
        warehouse.overwrite(table.name(), made, "true");
    }

    /** What readers see now, so that a changed number can be told from a new one. */
    private void previousResults() {
        Dataset<Row> previous = warehouse.snapshot(RESULTS).isPresent()
                ? warehouse.read(RESULTS)
                : spark.createDataFrame(List.of(), PREVIOUS);
        previous.createOrReplaceTempView("previous_results");
    }

    private String snapshotId() {
        return warehouse.snapshot(LogTables.EVENTS.name()).isPresent()
                ? String.valueOf(warehouse.snapshot(LogTables.EVENTS.name()).getAsLong())
                : "none";
    }
}
