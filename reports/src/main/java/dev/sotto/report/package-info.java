/** Puts results, words and charts together into a document in a language. */
@NullMarked
package dev.sotto.report;

import org.jspecify.annotations.NullMarked;
