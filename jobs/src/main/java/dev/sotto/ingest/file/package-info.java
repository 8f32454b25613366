/** What lies in files: which of them are read, what they are, and that they stayed the same. */
@NullMarked
package dev.sotto.ingest.file;

import org.jspecify.annotations.NullMarked;
