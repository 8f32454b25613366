package dev.sotto.build;

import dev.sotto.config.Workspace;
import dev.sotto.sql.SqlFile;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows that a SQL file makes, with what it asks of the workspace and the run filled in. */
final class SqlRows {

    private SqlRows() {}

    /** What a file may ask of the workspace. */
    static Map<String, Object> parameters(Workspace workspace) {
        return Map.of("conversation_gap_seconds", workspace.conversationGap().toSeconds());
    }

    /** The rows of a file; of the parameters it gets those that it names. */
    static Dataset<Row> of(SparkSession spark, SqlFile file, Map<String, Object> parameters) {
        Map<String, Object> asked = new HashMap<>(parameters);
        asked.keySet().removeIf(name -> !file.text().contains(":" + name));
        return spark.sql(file.text(), asked);
    }
}
