package dev.sotto.config;

import dev.sotto.domain.Brand;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

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
                        brand.optional("currency").orElse("EUR")))
                .toList();
    }
}
