package dev.sotto.domain;

import java.util.Locale;

/** A form in which a report is made. */
public enum ReportFormat {
    HTML("html"),
    PDF("pdf"),
    EMAIL("eml"),
    CSV("csv"),
    XLSX("xlsx");

    private final String ending;

    ReportFormat(String ending) {
        this.ending = ending;
    }

    /** The format of a word such as {@code html} or {@code email}. */
    public static ReportFormat of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Its name in files and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How the name of its files ends, without the dot. */
    public String ending() {
        return ending;
    }
}
