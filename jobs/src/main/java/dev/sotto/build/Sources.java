package dev.sotto.build;

import dev.sotto.config.Workspace;
import dev.sotto.domain.Brand;
import dev.sotto.domain.BusinessCalendar;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.EventType;
import dev.sotto.domain.PlatformPolicy;
import dev.sotto.domain.Source;
import dev.sotto.fold.FoldSettings;
import dev.sotto.fold.FoldSettings.Conversion;
import dev.sotto.fold.FoldSettings.Inbox;
import dev.sotto.fold.FoldSettings.Limits;
import dev.sotto.fold.FoldSettings.Openers;
import dev.sotto.warehouse.Warehouse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is known of each source that sent events: as declared, else by the stated defaults. */
final class Sources {

    private static final Set<EventType> RECEIPTS =
            Set.of(EventType.MESSAGE_DELIVERED, EventType.MESSAGE_READ, EventType.MESSAGE_PLAYED);

    private Sources() {}

    /** Every source among the events, with its declaration; the workspace's own goes before a mapping's. */
    static List<Source> of(Dataset<Row> events, List<Source> declared, List<Source> mapped) {
        Map<String, Source> known = new TreeMap<>();
        mapped.forEach(source -> known.put(source.id(), source));
        declared.forEach(source -> known.put(source.id(), source));
        List<Source> sources = new ArrayList<>();
        events.select("source").distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .forEach(id -> sources.add(known.getOrDefault(id, Source.undeclared(id))));
        return sources;
    }

    /** What the folds have to know, of which sources' receipts and burn-in come from the coverage of the log. */
    static FoldSettings foldSettings(Warehouse warehouse, Workspace workspace, List<Source> sources) {
        Map<String, Set<EventType>> emitted = new HashMap<>();
        Map<String, Instant> begun = new HashMap<>();
        for (Row row : warehouse
                .read("metrics.coverage")
                .selectExpr("source", "event_type", "unix_millis(first_at)")
                .collectAsList()) {
            emitted.computeIfAbsent(row.getString(0), ignored -> new HashSet<>())
                    .add(EventType.named(row.getString(1)).orElseThrow());
            begun.merge(
                    row.getString(0),
                    Instant.ofEpochMilli(row.getLong(2)),
                    (one, other) -> one.isBefore(other) ? one : other);
        }
        Map<String, Set<EventType>> told = new HashMap<>();
        Set<String> withoutReceipts = new HashSet<>();
        Map<String, Long> newFrom = new HashMap<>();
        for (Source source : sources) {
            Set<EventType> emits =
                    source.emits() == null ? emitted.getOrDefault(source.id(), Set.of()) : source.emits();
            told.put(source.id(), emits);
            if (emits.stream().noneMatch(RECEIPTS::contains)) {
                withoutReceipts.add(source.id());
            }
            Instant first = begun.get(source.id());
            if (first != null && source.burnInDays() > 0) {
                newFrom.put(source.id(), burntIn(first, source.burnInDays(), workspace.zone()));
            }
        }
        Map<String, ZoneId> zones = new HashMap<>();
        Map<String, BusinessCalendar> calendars = new HashMap<>();
        for (Brand brand : workspace.brands()) {
            zones.put(brand.id(), brand.zone());
            if (brand.calendar() != null) {
                calendars.put(brand.id(), brand.calendar());
            }
        }
        return new FoldSettings(
                workspace.zone(),
                zones,
                conversions(workspace.campaigns()),
                openers(workspace.policies()),
                withoutReceipts,
                newFrom,
                workspace.conversationGap().toMillis(),
                new Inbox(told, limits(workspace.policies()), calendars),
                onboarding(workspace.campaigns()));
    }

    private static Map<String, Set<String>> onboarding(List<Campaign> campaigns) {
        Map<String, Set<String>> onboarding = new HashMap<>();
        for (Campaign campaign : campaigns) {
            if (!campaign.onboardingSteps().isEmpty()) {
                onboarding.put(campaign.id(), new HashSet<>(campaign.onboardingSteps()));
            }
        }
        return onboarding;
    }

    /** The first day may have begun before the log: the burn-in runs from the first complete one. */
    private static long burntIn(Instant first, int days, ZoneId zone) {
        return first.atZone(zone)
                .toLocalDate()
                .plusDays(1L + days)
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
    }

    private static Map<String, Conversion> conversions(List<Campaign> campaigns) {
        Map<String, Conversion> conversions = new HashMap<>();
        for (Campaign campaign : campaigns) {
            conversions.put(
                    campaign.id(),
                    new Conversion(
                            campaign.brandId(),
                            campaign.conversionEvent(),
                            campaign.conversionWindow().toMillis()));
        }
        return conversions;
    }

    private static Map<String, List<Limits>> limits(List<PlatformPolicy> policies) {
        Map<String, List<Limits>> limits = new HashMap<>();
        policies.stream()
                .sorted(Comparator.comparing(PlatformPolicy::validFrom).reversed())
                .forEach(policy -> limits.computeIfAbsent(policy.platform(), ignored -> new ArrayList<>())
                        .add(new Limits(
                                policy.validFrom().toEpochMilli(), policy.voiceMaxMs(), policy.packMaxItems())));
        return limits;
    }

    private static Map<String, List<Openers>> openers(List<PlatformPolicy> policies) {
        Map<String, List<Openers>> openers = new HashMap<>();
        policies.stream()
                .sorted(Comparator.comparing(PlatformPolicy::validFrom).reversed())
                .forEach(policy -> openers.computeIfAbsent(policy.platform(), ignored -> new ArrayList<>())
                        .add(new Openers(policy.validFrom().toEpochMilli(), policy.openers(), policy.room())));
        return openers;
    }
}
