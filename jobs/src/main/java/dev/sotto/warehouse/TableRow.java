package dev.sotto.warehouse;

import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A row among those of several tables.
 *
 * @param table the position of its table among them
 * @param values in the order of the table's columns
 */
public record TableRow(int table, InternalRow values) {}
