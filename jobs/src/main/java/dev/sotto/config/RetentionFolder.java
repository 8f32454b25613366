package dev.sotto.config;

import dev.sotto.domain.EventCondition;
import dev.sotto.domain.EventType;
import dev.sotto.domain.RetentionPlan;
import dev.sotto.domain.RetentionPlan.Clock;
import dev.sotto.domain.RetentionPlan.Cohorts;
import dev.sotto.domain.RetentionPlan.Span;
import dev.sotto.domain.RetentionPlan.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads the retentions of {@code retention/*.yaml}. */
final class RetentionFolder {
    /** A message that a contact writes. */
    private static final EventCondition WRITES = new EventCondition(
            EventType.MESSAGE_SENT.dotted(), EventType.MESSAGE_SENT, Map.of("direction", List.of("inbound")));

    private static final int USUAL_LAST = 12;

    private RetentionFolder() {}

    /** The declared retentions, in the order of their file names. */
    static List<RetentionPlan> read(Path folder, List<String> brandIds, Map<String, String> contents) {
        List<RetentionPlan> plans = new ArrayList<>();
        for (Entry entry : PlanFiles.read(folder, "retention-plans", FileSchema.RETENTION, contents)) {
            plans.add(new RetentionPlan(
                    entry.text("id"),
                    entry.optional("name").orElse(entry.text("id")),
                    entry.has("brand") ? List.of(entry.reference("brand", brandIds, "brands")) : List.of(),
                    condition(entry, "start"),
                    condition(entry, "return"),
                    Unit.valueOf(constant(entry, "unit", "week")),
                    Clock.valueOf(constant(entry, "clock", "elapsed")),
                    Cohorts.valueOf(constant(entry, "cohorts", "first")),
                    spans(entry)));
        }
        return plans;
    }

    private static EventCondition condition(Entry entry, String key) {
        return entry.has(key) ? EventConditions.read(entry.group(key)) : WRITES;
    }

    /** Those of the mode, and the brackets. */
    private static List<Span> spans(Entry entry) {
        String mode = entry.optional("mode").orElse("on");
        if (entry.has("horizon") && !mode.equals("on_or_after")) {
            throw entry.refusal(
                    "horizon", "is of mode on_or_after, not of " + mode, "Remove it, or set mode: on_or_after.");
        }
        List<Span> spans = new ArrayList<>();
        switch (mode) {
            case "on" -> periods(entry, USUAL_LAST).forEach(n -> spans.add(new Span(n, n)));
            case "on_or_after" -> onOrAfter(entry, spans);
            default -> {
                if (entry.has("n")) {
                    throw entry.refusal("n", "is not of mode bracket", "Write brackets, or set mode: on.");
                }
                if (!entry.has("brackets")) {
                    throw entry.refusal(
                            "mode", "is bracket without brackets", "Write them, such as [{from: 1, through: 3}].");
                }
            }
        }
        entry.groups("brackets").forEach(bracket -> spans.add(bracket(bracket)));
        return spans.stream().distinct().toList();
    }

    private static void onOrAfter(Entry entry, List<Span> spans) {
        if (!entry.has("horizon")) {
            throw entry.refusal(
                    "mode",
                    "is on_or_after without a horizon, so that older cohorts would have had more time",
                    "Write a horizon, such as 12.");
        }
        int horizon = entry.number("horizon", USUAL_LAST);
        for (int n : periods(entry, horizon)) {
            if (n > horizon) {
                throw entry.refusal(
                        "horizon", "is " + horizon + ", before period " + n + " of n", "Write a later one.");
            }
            spans.add(new Span(n, horizon));
        }
    }

    private static Span bracket(Entry entry) {
        int from = entry.number("from", 1);
        int through = entry.number("through", from);
        if (through < from) {
            throw entry.refusal("through", "is " + through + ", before from " + from, "Swap or correct them.");
        }
        return new Span(from, through);
    }

    private static List<Integer> periods(Entry entry, int last) {
        List<String> texts = entry.texts("n");
        return texts.isEmpty()
                ? IntStream.rangeClosed(1, last).boxed().toList()
                : texts.stream().map(Integer::valueOf).distinct().sorted().toList();
    }

    private static String constant(Entry entry, String key, String otherwise) {
        return entry.optional(key).orElse(otherwise).toUpperCase(Locale.ROOT);
    }
}
