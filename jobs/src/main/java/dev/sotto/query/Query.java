package dev.sotto.query;

import dev.sotto.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.CurrentNamespace$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedNamespace;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.execution.command.ExplainCommand;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The analyst's session: one guarded statement after another over what the last finished run published.
 *
 * <p>Spark starts with the first statement that the guard lets pass.
 */
public final class Query {
    private final Warehouse warehouse;
    private final Map<String, ViewFile> views = new TreeMap<>();
    private final SqlParser parser = new SqlParser();
    private Duration timeout = Duration.ZERO;
    private volatile @Nullable SparkSession session;

    /** A session over a warehouse that was opened with {@link Warehouse#openPinned}. */
    public Query(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** Give up on statements that take longer; zero for never. */
    public Query timeout(Duration longest) {
        timeout = longest;
        return this;
    }

    /** Show a CSV, JSON or Parquet file as a view of that name. */
    public Query view(String name, Path file) {
        views.put(name, ViewFile.of(name, file));
        return this;
    }

    /** The answer to one statement; {@code limit} is the most rows that are wanted, 0 for all. */
    public Answer ask(String statement, int limit) {
        LogicalPlan plan = parser.parse(statement, views.keySet());
        try {
            Dataset<Row> rows = rows(plan);
            boolean isText = plan instanceof ExplainCommand;
            return new Answer(limit > 0 && !isText ? rows.limit(limit) : rows, isText, timeout);
        } catch (AnalysisException | SparkException | RuntimeException error) {
            throw SqlError.of(error);
        }
    }

    /** Rows that the product itself asked for, as an answer; {@code limit} is the most that are wanted, 0 for all. */
    public Answer answer(Dataset<Row> rows, int limit) {
        session();
        return new Answer(limit > 0 ? rows.limit(limit) : rows, false, timeout);
    }

    /** Names of tables and views, for completion. */
    public List<String> tables() {
        List<String> names = new ArrayList<>(views.keySet());
        ask("SHOW TABLES", 0).forEach(row -> {
            if (!"".equals(row.get(0))) {
                names.add(row.get(0) + "." + row.get(1));
            }
        });
        return names;
    }

    /** Stop what is being computed, from another thread. */
    public void stop() {
        if (session != null) {
            Deadline.stop(session.sparkContext());
        }
    }

    private Dataset<Row> rows(LogicalPlan plan) throws AnalysisException, SparkException {
        return plan instanceof ShowTables tables && tables.namespace() == CurrentNamespace$.MODULE$
                ? tablesOfAllNamespaces(tables)
                : dataset(plan);
    }

    // The catalog has no current namespace: without a word on it, all of them are meant.
    private Dataset<Row> tablesOfAllNamespaces(ShowTables tables) throws AnalysisException {
        return session().sql("SHOW NAMESPACES").collectAsList().stream()
                .map(row -> (LogicalPlan) new UnresolvedNamespace(
                        CollectionConverters.asScala(List.of(row.getString(0))).toSeq(), false))
                .map(namespace -> dataset(new ShowTables(namespace, tables.pattern(), tables.output())))
                .map(found -> found.drop("isTemporary"))
                .reduce(Dataset::union)
                .orElseGet(() -> session().emptyDataFrame());
    }

    // What the guard saw is what runs, so the plan is handed over and not its text.
    private Dataset<Row> dataset(LogicalPlan plan) {
        return Dataset$.MODULE$.ofRows((org.apache.spark.sql.classic.SparkSession) session(), plan);
    }

    private SparkSession session() {
        if (session == null) {
            session = warehouse.spark();
            session.conf().set("spark.sql.datetime.java8API.enabled", "true");
            views.forEach((name, file) -> file.show(warehouse.spark(), name));
        }
        return session;
    }
}
