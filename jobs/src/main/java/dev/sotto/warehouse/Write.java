package dev.sotto.warehouse;

import dev.sotto.domain.SottoException;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;

/** A write of Spark to a table, with what Scala throws undeclared. */
@FunctionalInterface
interface Write {

    void run() throws AnalysisException, SparkException;

    /** Make a write, and say of which table if it fails, and what can be done. */
    static void to(String table, Write write) {
        try {
            write.run();
        } catch (AnalysisException e) {
            throw new SottoException(
                    SottoException.Code.BUG,
                    "Cannot write " + table + ": the rows do not fit it, or it was never created ("
                            + e.getSimpleMessage() + "). Create it with the columns of these rows first.",
                    e);
        } catch (SparkException | RuntimeException e) {
            throw StorageFailure.of("write " + table, e);
        }
    }
}
