package dev.sotto.report;

import java.util.Locale;

/** The pages of a report in the languages that are asked of it, which share what is in no language. */
public final class WeeklyPages {
    private final Shelves shelves;

    public WeeklyPages(WeeklyReport report) {
        this.shelves = Shelves.of(report);
    }

    /** The report that they tell. */
    public WeeklyReport report() {
        return shelves.report();
    }

    /** The page in a language, or in English where there are no words in it. */
    public WeeklyPage in(Locale language) {
        return WeeklyPage.of(Edition.of(shelves, language));
    }
}
