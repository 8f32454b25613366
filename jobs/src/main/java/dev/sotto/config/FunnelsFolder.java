package dev.sotto.config;

import dev.sotto.domain.Campaign;
import dev.sotto.domain.EventCondition;
import dev.sotto.domain.Funnel;
import dev.sotto.domain.Funnel.Exclusion;
import dev.sotto.domain.FunnelPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reads the funnels of {@code funnels/*.yaml}, and those that are shipped for each scenario. */
final class FunnelsFolder {

    private FunnelsFolder() {}

    /** The declared funnels, in the order of their file names. */
    static List<FunnelPlan> read(Path folder, List<String> brandIds, Map<String, String> contents) {
        List<FunnelPlan> plans = new ArrayList<>();
        for (Entry entry : PlanFiles.read(folder, "funnels", FileSchema.FUNNEL, contents)) {
            List<String> brands =
                    entry.has("brand") ? List.of(entry.reference("brand", brandIds, "brands")) : List.of();
            plans.add(plan(entry, brands));
        }
        return plans;
    }

    /** The shipped funnel of each scenario that a campaign has, unless one of its name is declared. */
    static List<FunnelPlan> ofScenarios(List<Campaign> campaigns, List<FunnelPlan> declared) {
        Map<String, List<String>> brands = new TreeMap<>();
        for (Campaign campaign : campaigns) {
            List<String> ids = brands.computeIfAbsent(campaign.scenario(), ignored -> new ArrayList<>());
            if (!ids.contains(campaign.brandId())) {
                ids.add(campaign.brandId());
            }
        }
        declared.forEach(plan -> brands.remove(plan.id()));
        List<FunnelPlan> plans = new ArrayList<>();
        brands.forEach((scenario, ids) -> {
            String name = "funnels/" + scenario + ".yaml";
            YamlFile file = YamlFile.parse(Path.of(name), shipped(name));
            FileSchema.FUNNEL.check(file);
            plans.add(plan(Entry.of(file), ids));
        });
        return plans;
    }

    private static String shipped(String name) {
        try (InputStream in = Objects.requireNonNull(FunnelsFolder.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FunnelPlan plan(Entry entry, List<String> brands) {
        List<EventCondition> steps = entry.groupsUniqueBy("name", "steps").stream()
                .map(EventConditions::read)
                .toList();
        List<String> names = steps.stream().map(EventCondition::name).toList();
        Funnel.Order order = entry.optional("order", FunnelsFolder::upper)
                .map(Funnel.Order::valueOf)
                .orElse(Funnel.Order.ORDERED);
        List<Exclusion> exclusions = new ArrayList<>();
        List<EventCondition> excluding = new ArrayList<>();
        for (Entry exclusion : entry.groups("exclusions")) {
            exclusions.add(exclusion(exclusion, names, order));
            excluding.add(EventConditions.read(exclusion));
        }
        Entry breakdown = entry.group("breakdown");
        String of = breakdown.optional("of").orElse("first");
        boolean isOfStep = !List.of("first", "last").contains(of);
        int step = isOfStep ? names.indexOf(breakdown.reference("of", names, "steps")) + 1 : 1;
        return new FunnelPlan(
                entry.text("id"),
                entry.optional("name").orElse(entry.text("id")),
                brands,
                steps,
                excluding,
                entry.has("hold-constant") ? column(entry, "hold-constant") : null,
                breakdown.has("by") ? column(breakdown, "by") : null,
                new Funnel(
                        steps.size(),
                        entry.optional("window", HumanDuration::parse)
                                .orElse(Duration.ofDays(14))
                                .toMillis(),
                        order,
                        entry.text("entry").equals("first") ? Funnel.Entry.FIRST_ENTRY : Funnel.Entry.ANY_ENTRY,
                        exclusions,
                        entry.text("exclusion-mode").equals("attempt")
                                ? Funnel.ExclusionMode.BREAK_ATTEMPT
                                : Funnel.ExclusionMode.EXCLUDE_PERSON,
                        entry.has("hold-constant"),
                        isOfStep
                                ? Funnel.Breakdown.STEP
                                : of.equals("last") ? Funnel.Breakdown.LAST_DEFINED : Funnel.Breakdown.FIRST_DEFINED,
                        step));
    }

    private static Exclusion exclusion(Entry entry, List<String> steps, Funnel.Order order) {
        int after = entry.has("after") ? steps.indexOf(entry.reference("after", steps, "steps")) + 1 : 1;
        int before = entry.has("before") ? steps.indexOf(entry.reference("before", steps, "steps")) + 1 : steps.size();
        if (after >= before) {
            throw entry.refusal(
                    entry.has("before") ? "before" : "after",
                    "is not after the step that the exclusion comes after",
                    "Name a later step.");
        }
        if (order == Funnel.Order.STRICT) {
            throw entry.refusal(
                    "event", "is an exclusion of a strict funnel, in which nothing may come between", "Leave it out.");
        }
        if (order == Funnel.Order.ANY && (after != 1 || before != steps.size())) {
            throw entry.refusal(
                    "event",
                    "is between two steps of a funnel of any order, in which none comes before another",
                    "Leave out after and before.");
        }
        return new Exclusion(after, before);
    }

    private static String column(Entry entry, String key) {
        EventConditions.checkColumn(entry, key, entry.text(key));
        return entry.text(key);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
