package dev.sotto.report;

import dev.sotto.domain.Brand;
import dev.sotto.warehouse.Ledger.Delivery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells which brands have their reports of the week, and of the others why not. */
final class Deliveries {
    private static final String DELIVERED = "delivered";

    private final Edition edition;
    private final Words words;

    Deliveries(Edition edition) {
        this.edition = edition;
        this.words = edition.words();
    }

    /** How many brands have their report, in a sentence. */
    String sentence() {
        List<Brand> all = edition.report().brands();
        List<String> without = without();
        if (all.isEmpty()) {
            return words.say("deliveries.nobody");
        }
        if (without.isEmpty()) {
            return words.say("deliveries.all", "count", all.size());
        }
        if (without.size() == all.size()) {
            return words.say("deliveries.none", "count", all.size());
        }
        return words.say("deliveries.some", Map.of("have", all.size() - without.size(), "count", all.size()));
    }

    /** The names of the brands without a report of the week. */
    List<String> without() {
        return edition.report().brands().stream()
                .filter(brand -> !isDelivered(brand.id()))
                .map(Brand::name)
                .toList();
    }

    boolean isDelivered(String brandId) {
        return of(brandId).stream().anyMatch(delivery -> delivery.state().equals(DELIVERED));
    }

    /** How good that is: {@code good}, {@code plain} where none was planned, else {@code alert}. */
    String tone(String brandId) {
        return isDelivered(brandId) ? "good" : of(brandId).isEmpty() ? "plain" : "alert";
    }

    /** What became of a brand's reports, by language. */
    String state(String brandId) {
        Map<String, TreeSet<String>> languages = new TreeMap<>();
        for (Delivery delivery : of(brandId)) {
            String reason = "deliveries.reason." + delivery.detail().replace(' ', '-');
            String state = words.has(reason) ? words.say(reason) : words.say("deliveries." + delivery.state());
            languages
                    .computeIfAbsent(state, ignored -> new TreeSet<>())
                    .add(delivery.language().toUpperCase(Locale.ROOT));
        }
        return languages.isEmpty()
                ? words.say("deliveries.absent")
                : languages.entrySet().stream()
                        .map(state -> state.getKey() + " · " + String.join(", ", state.getValue()))
                        .collect(Collectors.joining("; "));
    }

    private List<Delivery> of(String brandId) {
        return edition.report().deliveries().stream()
                .filter(delivery -> delivery.brandId().equals(brandId))
                .toList();
    }
}
