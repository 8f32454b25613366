package dev.sotto.ingest.record;

/** What the content of a file is cut into, each cut holding one record or more. */
public enum Cut {
    /** Lines, each a record or a body of some. */
    LINES,
    /** Messages of a chat, each of one line or more. */
    MESSAGES,
    /** Rows of a Parquet file. */
    ROWS,
    /** One document that holds every record of the file. */
    DOCUMENT
}
