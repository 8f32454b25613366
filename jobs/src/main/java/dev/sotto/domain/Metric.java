package dev.sotto.domain;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A metric of the catalogue: what a number is called and how it may be used.
 *
 * @param titles by language: en, de, fr, it
 * @param descriptions what it means, in a sentence or two, by the same languages
 * @param unit its word in tables and files; the catalogue has words for people
 * @param byPerson how the units of a person become that person's number
 * @param wholePeriod it is known once its period is over
 * @param flag a word that holds for every number of it, such as lower_bound
 * @param needs types of event without which a source cannot know it; {@code role} stands for knowing who is the brand
 * @param scopes all, platform, brand, campaign: where it is given
 * @param periods day, week, month, lifetime: for how long it is given
 * @param slices the dimensions it is also given by, two joined by a comma
 */
public record Metric(
        String id,
        Map<String, String> titles,
        Map<String, String> descriptions,
        String unit,
        Better better,
        boolean additive,
        Interval interval,
        ExportPolicy exportPolicy,
        ByPerson byPerson,
        boolean wholePeriod,
        @Nullable String flag,
        int definitionVersion,
        List<String> needs,
        List<String> scopes,
        List<String> periods,
        List<String> slices)
        implements Serializable {

    /** Dimensions whose values are persons: such numbers stay in the house, and go when the events behind them go. */
    public static final Set<String> PERSONAL_DIMENSIONS = Set.of("agent");

    /** Which direction of change is good news. */
    public enum Better {
        HIGHER,
        LOWER,
        NEITHER
    }

    /** How its uncertainty is computed. */
    public enum Interval {
        NONE,
        WILSON,
        CLUSTERED,
        MEAN,
        ORDER_STATISTIC,
        /** The SQL file that makes it gives its interval, or none. */
        GIVEN
    }

    /** How the units of one person become what that person adds to a number. */
    public enum ByPerson {
        /** All of them count. */
        SUM,
        /** Once, as the most of them. */
        ANY,
        /** Once, as the least of them. */
        EVERY,
        /** The days on which there was one. */
        DAYS,
        /** The share of such days in the days of any unit, over the four weeks that end with a week. */
        DAY_SHARE
    }

    /** Who may see it outside the house. */
    public enum ExportPolicy {
        BRAND,
        OPERATOR
    }

    public Metric {
        titles = Map.copyOf(titles);
        descriptions = Map.copyOf(descriptions);
        needs = List.copyOf(needs);
        scopes = List.copyOf(scopes);
        periods = List.copyOf(periods);
        slices = List.copyOf(slices);
    }

    /** Its title in a language, or in English where that language has none. */
    public String title(Locale language) {
        return in(language, titles);
    }

    /** What it means in a language, or in English where that language has no words for it. */
    public String description(Locale language) {
        return in(language, descriptions);
    }

    private String in(Locale language, Map<String, String> words) {
        return words.getOrDefault(language.getLanguage(), words.getOrDefault("en", id));
    }
}
