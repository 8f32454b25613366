package dev.sotto.report;

import java.util.List;

/** The list of all reports ever made, by brand, as the words of one page. */
public record IndexPage(Words words, List<Shelf> shelves) {

    /** The reports of one brand, newest first. */
    public record Shelf(String brand, String count, List<Entry> entries) {
        public Shelf {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One report.
     *
     * @param link where it is, relative to the list; empty where it is not in this folder
     */
    public record Entry(String title, String days, String made, String language, String link) {}

    public IndexPage {
        shelves = List.copyOf(shelves);
    }
}
