package dev.sotto.warehouse;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Two small tables that the tests of storage fill. */
final class Shelf {
    static final Table LOG =
            new Table("log.things", "Things as they came.", columns(), new Layout("id", List.of("id")));
    static final Table RESULTS = new Table("metrics.things", "Things, counted.", columns(), Layout.sortedBy("id"));

    private Shelf() {}

    private static List<Column> columns() {
        return List.of(new Column("id", "BIGINT", "Which thing."), new Column("word", "STRING", "What it says."));
    }

    /** Things from one id to before another, all with a word. */
    static Dataset<Row> things(SparkSession spark, long from, long until, String word) {
        return spark.range(from, until).selectExpr("id", "'" + word + "' AS word");
    }
}
