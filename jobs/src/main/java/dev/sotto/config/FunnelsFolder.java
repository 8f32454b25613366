package dev.sotto.config;

import dev.sotto.domain.Campaign;
import dev.sotto.domain.EventCondition;
import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.domain.Funnel;
import dev.sotto.domain.Funnel.Exclusion;
import dev.sotto.domain.FunnelPlan;
import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the funnels of {@code funnels/*.yaml}, and those that are shipped for each scenario. */
final class FunnelsFolder {

    private FunnelsFolder() {}

    /** The declared funnels, in the order of their file names. */
    static List<FunnelPlan> read(Path folder, List<String> brandIds, Map<String, String> contents) {
        Map<String, Path> seen = new HashMap<>();
        List<FunnelPlan> plans = new ArrayList<>();
        for (Path path : files(folder)) {
            YamlFile file = YamlFile.read(path, FileSchema.FUNNEL);
            Entry entry = Entry.of(file);
            Path before = seen.putIfAbsent(entry.text("id"), path);
            if (before != null) {
                throw entry.refusal(
                        "id",
                        "is '" + entry.text("id") + "', as of " + before.getFileName() + " already",
                        "Give each its own.");
            }
            List<String> brands =
                    entry.has("brand") ? List.of(entry.reference("brand", brandIds, "brands")) : List.of();
            plans.add(plan(entry, brands));
            contents.put("funnels/" + path.getFileName(), file.canonical());
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
                .map(FunnelsFolder::condition)
                .toList();
        List<String> names = steps.stream().map(EventCondition::name).toList();
        Funnel.Order order = entry.optional("order", FunnelsFolder::upper)
                .map(Funnel.Order::valueOf)
                .orElse(Funnel.Order.ORDERED);
        List<Exclusion> exclusions = new ArrayList<>();
        List<EventCondition> excluding = new ArrayList<>();
        for (Entry exclusion : entry.groups("exclusions")) {
            exclusions.add(exclusion(exclusion, names, order));
            excluding.add(condition(exclusion));
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

    private static EventCondition condition(Entry entry) {
        Entry where = entry.group("where");
        Map<String, List<String>> values = new TreeMap<>();
        for (String key : where.keys()) {
            EventColumns.check(where, key, key);
            List<String> words = where.texts(key).isEmpty() ? List.of(where.text(key)) : where.texts(key);
            EventColumns.checkWords(where, key, words);
            values.put(key, words);
        }
        EventType type = entry.value("event", name -> EventType.named(name).orElseThrow());
        return new EventCondition(entry.optional("name").orElse(type.dotted()), type, values);
    }

    private static String column(Entry entry, String key) {
        EventColumns.check(entry, key, entry.text(key));
        return entry.text(key);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[^.].*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot read the funnels of " + folder + ": it is not a folder that can be listed."
                            + " Correct the key funnels, or make the folder.",
                    e);
        }
    }

    /** The columns of {@code log.events} that a condition may ask for. */
    private static final class EventColumns {
        private static final List<String> DERIVED = List.of("direction", "actor_role", "counterpart_role");
        private static final List<EventField.Shape> SHAPES =
                List.of(EventField.Shape.STRING, EventField.Shape.LONG, EventField.Shape.BOOLEAN);

        static void check(Entry entry, String key, String column) {
            List<String> known = new ArrayList<>(DERIVED);
            for (EventField field : EventField.values()) {
                if (SHAPES.contains(field.shape())) {
                    known.add(field.column());
                }
            }
            if (!known.contains(column)) {
                throw entry.refusal(
                        key,
                        "asks for '" + Shown.text(column) + "', which is no field of an event",
                        NearMiss.of(column, known)
                                .map(near -> "Did you mean '" + near + "'?")
                                .orElse("Name one of the log, such as kind, direction or platform."));
            }
        }

        static void checkWords(Entry where, String column, List<String> words) {
            for (EventField field : EventField.values()) {
                if (field.column().equals(column) && !field.words().isEmpty()) {
                    for (String word : words) {
                        if (!field.words().contains(word)) {
                            throw where.refusal(
                                    column,
                                    "is '" + Shown.text(word) + "', none of " + String.join(", ", field.words()),
                                    "Correct it.");
                        }
                    }
                }
            }
        }
    }
}
