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
     * @param others its other forms
     */
    public record Entry(String title, String days, String made, String language, String link, List<Other> others) {
        public Entry {
            others = List.copyOf(others);
        }

        /** The entry as the folder of its brand sees it. */
        private Entry within() {
            return new Entry(
                    title,
                    days,
                    made,
                    language,
                    below(link),
                    others.stream()
                            .map(other -> new Other(other.name(), below(other.link())))
                            .toList());
        }

        private static String below(String link) {
            return link.substring(link.indexOf('/') + 1);
        }
    }

    /** Another form of a report, such as PDF, and where it is. */
    public record Other(String name, String link) {}

    public IndexPage {
        shelves = List.copyOf(shelves);
    }

    /** The list as the folder of its only brand sees it. */
    IndexPage within() {
        return new IndexPage(
                words,
                shelves.stream()
                        .map(shelf -> new Shelf(
                                shelf.brand(),
                                shelf.count(),
                                shelf.entries().stream().map(Entry::within).toList()))
                        .toList());
    }
}
