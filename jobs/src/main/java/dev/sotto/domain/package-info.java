/** The words: events, ids, policies, windows, periods, results. Pure Java. */
@NullMarked
package dev.sotto.domain;

import org.jspecify.annotations.NullMarked;
