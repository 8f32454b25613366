package dev.sotto.query;

import java.util.Set;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.apache.spark.sql.internal.SQLConf;

/** Spark's parser by itself: what it makes of a statement is guarded, and is what runs. */
final class SqlParser {
    private final SparkSqlParser parser = new SparkSqlParser();
    private final SQLConf conf = new SQLConf();

    SqlParser() {
        // Else ${env:NAME} in a statement would be replaced by a variable of the environment before it is parsed.
        conf.setConfString("spark.sql.variable.substitute", "false");
    }

    /** The plan of a statement that the guard lets pass; starts no Spark. */
    LogicalPlan parse(String statement, Set<String> views) {
        try {
            LogicalPlan plan = parsed(statement);
            Guard.check(plan, views);
            return plan;
        } catch (ParseException error) {
            throw SqlError.of(error);
        }
    }

    // Scala declares no exceptions; Java catches only declared ones.
    private LogicalPlan parsed(String statement) throws ParseException {
        return SQLConf.withExistingConf(conf, () -> parser.parsePlan(statement));
    }
}
