package dev.sotto.config;

import dev.sotto.domain.Brand;
import dev.sotto.domain.Campaign;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportFormat;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.ReportSection;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the plans of {@code reports/*.yaml}, in the order of their file names. */
final class ReportsFolder {
    private ReportsFolder() {}

    static List<ReportPlan> read(Path folder, List<Brand> brands, List<Campaign> campaigns, ZoneId houseZone) {
        ReportConditions conditions = new ReportConditions(campaigns);
        Map<String, Path> files = new HashMap<>();
        List<ReportPlan> plans = new ArrayList<>();
        for (Path path : PlanFiles.files(folder, "reports", "report plans")) {
            Entry entry = Entry.of(YamlFile.read(path, FileSchema.REPORT));
            PlanFiles.requireOwnId(entry, path, files);
            ReportPlan plan = plan(entry, brands, houseZone, conditions);
            if (plan.kind() == ReportKind.ALERT && plans.stream().anyMatch(each -> isSameAlert(each, plan))) {
                throw entry.refusal(
                        "kind",
                        "is alert, and the brand '" + plan.brandId() + "' has one already",
                        "Write all of its thresholds into one plan, so that a week sends one letter.");
            }
            plans.add(plan);
        }
        return plans;
    }

    private static boolean isSameAlert(ReportPlan one, ReportPlan other) {
        return one.kind() == other.kind() && one.brandId().equals(other.brandId());
    }

    private static ReportPlan plan(Entry entry, List<Brand> brands, ZoneId houseZone, ReportConditions conditions) {
        ReportKind kind = entry.optional("kind", ReportKind::of).orElse(ReportKind.BRAND);
        Optional<Brand> brand = brand(entry, kind, brands);
        List<String> languages = entry.has("languages") ? entry.texts("languages") : List.of("en");
        List<String> formats = entry.has("formats") ? entry.texts("formats") : List.of("html");
        return new ReportPlan(
                entry.text("id"),
                kind,
                brand.map(Brand::id).orElse(ReportPlan.EVERY_BRAND),
                entry.optional("period", ReportsFolder::upper)
                        .map(Period.Unit::valueOf)
                        .orElse(Period.Unit.WEEK),
                entry.optional("zone", ZoneId::of)
                        .orElseGet(() -> brand.map(Brand::zone).orElse(houseZone)),
                entry.optional("weekday", ReportsFolder::upper)
                        .map(DayOfWeek::valueOf)
                        .orElse(DayOfWeek.MONDAY),
                entry.optional("not-before", LocalTime::parse).orElse(LocalTime.of(7, 0)),
                languages.stream().map(Locale::forLanguageTag).toList(),
                formats.stream().map(ReportFormat::of).toList(),
                sections(entry, kind),
                entry.optional("state", ReportsFolder::upper)
                        .map(ReportPlan.State::valueOf)
                        .orElse(ReportPlan.State.ACTIVE),
                entry.text("owner"),
                entry.number("max-age-days", 14),
                conditions.of(entry, kind, brand));
    }

    private static Optional<Brand> brand(Entry entry, ReportKind kind, List<Brand> brands) {
        if (kind == ReportKind.OPERATOR) {
            if (entry.has("brand")) {
                throw entry.refusal("brand", "is given, but an operator's report is about all brands", "Leave it out.");
            }
            return Optional.empty();
        }
        if (!entry.has("brand")) {
            throw entry.refusal("brand", "is missing", "Name a brand of the brands file, or make the kind operator.");
        }
        String id = entry.reference("brand", brands.stream().map(Brand::id).toList(), "brands");
        return brands.stream().filter(brand -> brand.id().equals(id)).findFirst();
    }

    private static List<ReportSection> sections(Entry entry, ReportKind kind) {
        List<String> choices = kind.choices().stream().map(ReportSection::word).toList();
        for (String section : entry.texts("sections")) {
            if (!choices.contains(section)) {
                throw entry.refusal(
                        "sections",
                        "names '" + section + "', which a report of the kind " + kind.word() + " has not",
                        "It can have " + String.join(", ", choices) + ".");
            }
        }
        return entry.has("sections")
                ? entry.texts("sections").stream().map(ReportSection::of).toList()
                : kind.sections();
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
