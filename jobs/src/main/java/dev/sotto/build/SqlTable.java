package dev.sotto.build;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import dev.sotto.sql.SqlFile;
import dev.sotto.sql.SqlFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/** The table that a SQL file makes, its columns as the SQL says and their meaning as {@code columns.yaml} says. */
final class SqlTable {

    private SqlTable() {}

    static Table of(SqlFile file, Dataset<Row> rows) {
        Map<String, String> comments = SqlFiles.columnComments();
        List<Column> columns = new ArrayList<>();
        for (StructField field : rows.schema().fields()) {
            columns.add(new Column(field.name(), field.dataType().sql(), comments.getOrDefault(field.name(), "")));
        }
        // The SQL decides the order of its rows.
        return new Table(file.table(), file.comment(), columns, new Layout("", List.of()));
    }
}
