/** The SQL files, their headers and their order. No Spark. */
@NullMarked
package dev.sotto.sql;

import org.jspecify.annotations.NullMarked;
