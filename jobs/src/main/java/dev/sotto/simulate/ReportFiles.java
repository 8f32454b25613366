package dev.sotto.simulate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the report plans of a simulated workspace. */
final class ReportFiles {
    private static final String OPERATOR = """
            # The weekly report of whoever runs the installation: quality, safety and deliveries of all brands.
            id: operator-weekly
            kind: operator
            period: week
            weekday: monday
            not-before: "07:00"
            languages: [en]
            formats: [html, pdf]
            state: active
            owner: operations@sotto.example
            max-age-days: 14
            """;

    private ReportFiles() {}

    /**
     * The plans by the name of their file.
     *
     * @param hasRooms whether the log tells of creator rooms, of which platforms' webhooks say nothing
     */
    static Map<String, String> of(List<World.Brand> brands, boolean hasRooms) {
        Map<String, String> plans = new TreeMap<>();
        plans.put("operator-weekly", OPERATOR);
        for (World.Brand brand : brands) {
            plans.put(brand.id() + "-weekly", weekly(brand));
            plans.put(brand.id() + "-alert", alert(brand));
            if (hasRooms) {
                plans.put(brand.id() + "-rooms", rooms(brand));
            }
        }
        return plans;
    }

    /** In every form, and in the language of the brand as well where there are words in it. */
    private static String weekly(World.Brand brand) {
        String own = brand.locale().substring(0, 2);
        String languages = Set.of("de", "fr", "it").contains(own) ? own + ", en" : "en";
        return """
                # The weekly report of %s.
                id: %s-weekly
                brand: %s
                period: week
                weekday: monday
                not-before: "07:00"
                languages: [%s]
                formats: [html, pdf, email, csv, xlsx]
                state: active
                owner: analytics@%s.example
                max-age-days: 14
                """.formatted(brand.name(), brand.id(), brand.id(), languages, brand.id());
    }

    private static String rooms(World.Brand brand) {
        return """
                # The creator rooms of %s, every week.
                id: %s-rooms
                kind: creator
                brand: %s
                period: week
                weekday: monday
                not-before: "07:00"
                languages: [en]
                formats: [html]
                state: active
                owner: creators@%s.example
                max-age-days: 14
                """.formatted(brand.name(), brand.id(), brand.id(), brand.id());
    }

    /** Made only in a week in which one of its limits is crossed. */
    private static String alert(World.Brand brand) {
        return """
                # What the service team of %s wants to hear of at once.
                id: %s-alert
                kind: alert
                brand: %s
                period: week
                weekday: monday
                not-before: "07:00"
                only-if: threshold
                thresholds:
                  - {metric: unanswered_rate, above: 0.25}
                  - {metric: first_response_time_p90, above: 28800000}
                  - {metric: reply_rate, below: 0.25}
                languages: [en]
                formats: [html, email]
                state: active
                owner: service@%s.example
                max-age-days: 14
                """.formatted(brand.name(), brand.id(), brand.id(), brand.id());
    }
}
