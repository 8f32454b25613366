package dev.sotto.config;

import dev.sotto.domain.Brand;
import dev.sotto.domain.BusinessCalendar;
import dev.sotto.domain.BusinessCalendar.Span;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code brands.yaml}. */
final class BrandsFile {
    private BrandsFile() {}

    static List<Brand> read(Entry file, ZoneId zone) {
        return file.groupsUniqueBy("id", "brands").stream()
                .map(brand -> new Brand(
                        brand.text("id"),
                        brand.text("name"),
                        brand.optional("zone", ZoneId::of).orElse(zone),
                        brand.optional("locale", Locale::forLanguageTag).orElse(Locale.ENGLISH),
                        brand.optional("currency").orElse("EUR"),
                        brand.has("business-calendar") ? calendar(brand.group("business-calendar")) : null))
                .toList();
    }

    private static BusinessCalendar calendar(Entry calendar) {
        Entry hours = calendar.group("hours");
        Map<DayOfWeek, List<Span>> spans = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            hours.optional(day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                    .ifPresent(text -> spans.put(
                            day, Arrays.stream(text.split(",")).map(Span::parse).toList()));
        }
        return new BusinessCalendar(
                spans,
                new HashSet<>(calendar.texts("holidays").stream()
                        .map(LocalDate::parse)
                        .toList()));
    }
}
