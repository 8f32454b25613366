package dev.sotto.simulate;

import dev.sotto.domain.EventType;
import dev.sotto.domain.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the files that make a simulated log a workspace: settings, sources, platforms, brands and report plans. */
final class WorkspaceFiles {
    private static final Set<EventType> SHOP =
            Set.of(EventType.ORDER_PURCHASED, EventType.ORDER_REFUNDED, EventType.PROMO_REDEEMED);
    private static final Set<EventType> WHATSAPP = Set.of(
            EventType.MESSAGE_SENT,
            EventType.MESSAGE_DELIVERED,
            EventType.MESSAGE_READ,
            EventType.MESSAGE_PLAYED,
            EventType.MESSAGE_REACTED,
            EventType.MESSAGE_FAILED,
            EventType.LINK_CLICKED);

    private WorkspaceFiles() {}

    static void write(SimulationSettings asked, World world, Calendar calendar) throws IOException {
        Path directory = asked.directory();
        LogFormat webhook = asked.format().webhook().orElse(null);
        Files.createDirectories(directory.resolve("reports"));
        write(directory, "sotto.yaml", settings(world, calendar, webhook));
        write(directory, "sources.yaml", webhook == null ? sources() : accounts(world, calendar, webhook));
        write(directory, "platforms.yaml", PLATFORMS);
        write(directory, "brands.yaml", brands(world));
        write(directory, "campaigns.yaml", CampaignsYaml.of(world, calendar));
        write(directory, "rates.csv", rates(world, calendar));
        for (Map.Entry<String, String> plan :
                ReportFiles.of(world.brands(), webhook == null).entrySet()) {
            write(directory, "reports/" + plan.getKey() + ".yaml", plan.getValue());
        }
    }

    private static void write(Path directory, String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private static String settings(World world, Calendar calendar, @Nullable LogFormat webhook) {
        String inputs = webhook == null
                ? "  - log"
                : world.brands().stream()
                        .map(brand -> "  - {path: log/" + brand.id() + ", source: "
                                + Webhook.source(webhook, brand.id()) + "}")
                        .collect(Collectors.joining("\n"));
        return """
                # A simulated workspace; see truth.json for what is true of it.

                # Days and weeks of the whole house; each brand counts in its own zone.
                zone: UTC

                # The Monday after the last week: what schedules and maturity take for now.
                as-of: %s

                inputs:
                %s

                max-reject-share: 0.05
                conversation-gap: 24h
                """.formatted(calendar.endOn(), inputs);
    }

    /** Each brand's account, of which bodies come whether anything happens or not. */
    private static String accounts(World world, Calendar calendar, LogFormat webhook) {
        return "# The brands' accounts, whose bodies name no brand.\nsources:\n"
                + world.brands().stream()
                        .map(brand -> """
                  - id: %s
                    format: %s
                    brand: %s
                    complete-through: %s
                    burn-in-days: 0
                """.formatted(
                                        Webhook.source(webhook, brand.id()),
                                        webhook.word(),
                                        brand.id(),
                                        calendar.endOn().minusDays(1)))
                        .collect(Collectors.joining("\n"));
    }

    private static String sources() {
        return """
                # The feeds of the log and what each can tell. They begin with the service, so nothing is burnt in.
                sources:
                  # The platform's own log: everything but orders.
                  - id: tiktok_business
                    emits:
                %s
                    age-basis: declared
                    complete-after: 6h
                    burn-in-days: 0

                  # Messages and receipts: neither safety, nor age, nor the length of voice notes.
                  - id: whatsapp_cloud
                    emits:
                %s
                    age-basis: unknown
                    complete-after: 6h
                    burn-in-days: 0

                  # The shops of the brands.
                  - id: shop
                    emits:
                %s
                    age-basis: unknown
                    complete-after: 6h
                    burn-in-days: 0
                """.formatted(types(type -> !SHOP.contains(type)), types(WHATSAPP::contains), types(SHOP::contains));
    }

    private static String types(Predicate<EventType> which) {
        return Arrays.stream(EventType.values())
                .filter(which)
                .map(type -> "      - " + type.dotted())
                .collect(Collectors.joining("\n"));
    }

    private static final String PLATFORMS = """
            # The limits of each platform: data, never code.
            policies:
              - platform: tiktok
                version: "2025-08"
                valid-from: 2025-08-01
                voice-max-seconds: 60
                pack-max-items: 9
                openers: [text, platform_share]
                minimum-age: 16
                filter-default-on: ["16_17"]
                reminder-before-media: true
                room:
                  min-followers: 10000
                  requires-any: [subscription, fan_club]
                  min-creator-age: 18
                  max-participants: 300
                  max-moderators: 5
                  max-rooms-per-creator: 20

              # WhatsApp has no first-contact rule for media.
              - platform: whatsapp
                version: "2025-01"
                valid-from: 2025-01-01
                openers: [text, platform_share, media_pack, voice_note, sticker]
                reminder-before-media: false
            """;

    private static String brands(World world) {
        return "# Whose campaigns are measured. Days and weeks of a brand begin in its zone.\nbrands:\n"
                + world.brands().stream().map(WorkspaceFiles::brand).collect(Collectors.joining("\n"));
    }

    private static String brand(World.Brand brand) {
        String hours = Arrays.stream(DayOfWeek.values())
                .map(Calendar::name)
                .filter(day -> !brand.closed().contains(day))
                .map(day -> String.format(
                        Locale.ROOT, "        %s: \"%02d:00-%02d:00\"", day, brand.opens(), brand.closes()))
                .collect(Collectors.joining("\n"));
        String holidays = brand.holidays().isEmpty() ? "" : "\n      holidays: " + brand.holidays();
        return """
                  - id: %s
                    name: %s
                    zone: %s
                    locale: %s
                    currency: %s
                    business-calendar:
                      hours:
                %s%s
                    age-guideline: %s-ages-2026
                """.formatted(
                        brand.id(),
                        quoted(brand.name()),
                        brand.zone(),
                        brand.locale(),
                        brand.currency(),
                        hours,
                        holidays,
                        brand.id());
    }

    /** Made-up rates, one a day, that swing a little around a level. */
    private static String rates(World world, Calendar calendar) {
        List<String> currencies = world.brands().stream()
                .map(World.Brand::currency)
                .filter(currency -> !currency.equals("EUR"))
                .distinct()
                .toList();
        StringBuilder rates = new StringBuilder("# Made-up exchange rates: how many units one euro buys.\n");
        rates.append("day,currency,rate\n");
        for (LocalDate day = calendar.startOn(); !day.isAfter(calendar.endOn()); day = day.plusDays(1)) {
            double swing = StrictMath.sin(day.toEpochDay() / 9.0);
            for (String currency : currencies) {
                rates.append(String.format(Locale.ROOT, "%s,%s,%.4f%n", day, currency, 1.09 + 0.015 * swing));
            }
        }
        return rates.toString().replace("\r", "");
    }

    /** A text as YAML reads it back whatever it holds. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String flow(Map<String, ?> map) {
        return map.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
