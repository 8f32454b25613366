/** The analyst's session: shell, guard, SQL functions, remote door. */
@NullMarked
package dev.sotto.query;

import org.jspecify.annotations.NullMarked;
