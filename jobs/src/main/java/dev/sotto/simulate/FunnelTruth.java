package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** How far contacts came in the funnel of each scenario, by trying everything that each of them did as each step. */
final class FunnelTruth {
    /** The way through a scenario: its steps, and how long they may take; which come in any order or one after the other. */
    private record Way(String scenario, int days, boolean isInOrder, List<Predicate<SimulatedEvent>> steps) {}

    private static final List<Way> WAYS = List.of(
            new Way(
                    "ambassador_onboarding",
                    14,
                    true,
                    List.of(
                            is(EventType.AMBASSADOR_INVITED),
                            is(EventType.AMBASSADOR_STEP_DONE),
                            is(EventType.AMBASSADOR_ACTIVATED))),
            new Way(
                    "contest",
                    14,
                    true,
                    List.of(
                            inbound().and(kind("text")),
                            is(EventType.CONTEST_ENTERED),
                            is(EventType.CONTEST_DECIDED).and(has(EventField.DECISION, "accepted")))),
            new Way(
                    "creative_review",
                    30,
                    true,
                    List.of(
                            message().and(kind("media_pack")),
                            is(EventType.APPROVAL_DECIDED).and(has(EventField.DECISION, "approved")),
                            is(EventType.CONTRACT_SIGNED))),
            new Way(
                    "exclusive_preview",
                    30,
                    false,
                    List.of(is(EventType.PROMO_ISSUED), is(EventType.LINK_CLICKED), is(EventType.PROMO_REDEEMED))),
            new Way(
                    "loyalty",
                    90,
                    true,
                    List.of(
                            is(EventType.ORDER_PURCHASED),
                            outbound().and(event -> event.is(EventField.PERSONALISED)),
                            is(EventType.ORDER_PURCHASED))),
            new Way(
                    "micro_campaign",
                    7,
                    true,
                    List.of(
                            outbound().and(kind("media_pack")),
                            outbound().and(kind("voice_note")),
                            inbound(),
                            is(EventType.LINK_CLICKED))),
            new Way(
                    "product_launch",
                    14,
                    true,
                    List.of(
                            outbound().and(kind("media_pack")),
                            outbound().and(kind("voice_note")),
                            inbound(),
                            is(EventType.ORDER_PURCHASED))),
            new Way("vip_service", 7, true, List.of(inbound(), outbound(), is(EventType.TICKET_RESOLVED))));

    private static Predicate<SimulatedEvent> is(EventType type) {
        return event -> event.type == type;
    }

    private static Predicate<SimulatedEvent> has(EventField field, String word) {
        return event -> word.equals(event.text(field));
    }

    private static Predicate<SimulatedEvent> kind(String kind) {
        return has(EventField.KIND, kind);
    }

    private static Predicate<SimulatedEvent> message() {
        return is(EventType.MESSAGE_SENT);
    }

    private static Predicate<SimulatedEvent> inbound() {
        return message().and(Truth::isByContact);
    }

    private static Predicate<SimulatedEvent> outbound() {
        return message().and(event -> {
            Person actor = event.actor();
            return actor != null && actor.isBrandHuman();
        });
    }

    /** How deep an attempt came, and when it was there. */
    private record Attempt(int depth, long begunAt, long doneAt) {
        boolean isBetterThan(Attempt other) {
            return depth > other.depth || depth == other.depth && begunAt < other.begunAt;
        }
    }

    private final TruthRows rows;
    private final Map<String, List<Way>> ways = new HashMap<>();

    FunnelTruth(TruthRows rows, World world) {
        this.rows = rows;
        for (World.Brand brand : world.brands()) {
            ways.put(
                    brand.id(),
                    WAYS.stream()
                            .filter(way -> world.campaign(brand, way.scenario()) != null)
                            .toList());
        }
    }

    void add(List<SimulatedEvent> life) {
        Map<String, List<SimulatedEvent>> byBrand = new TreeMap<>();
        for (SimulatedEvent event : life) {
            String brand = event.text(EventField.BRAND_ID);
            if (brand != null) {
                byBrand.computeIfAbsent(brand, ignored -> new ArrayList<>()).add(event);
            }
        }
        byBrand.forEach((brand, events) -> {
            List<Scope> scopes = rows.scopes(brand);
            for (Way way : ways.getOrDefault(brand, List.of())) {
                walk(way, events, scopes.get(scopes.size() - 1));
            }
        });
    }

    /** The best attempt of each week in which one begins. */
    private void walk(Way way, List<SimulatedEvent> events, Scope brand) {
        List<SimulatedEvent> steps = new ArrayList<>();
        for (SimulatedEvent event : events) {
            if (way.steps().stream().anyMatch(step -> step.test(event))) {
                steps.add(event);
            }
        }
        Map<Integer, Attempt> best = new TreeMap<>();
        for (int i = 0; i < steps.size(); i++) {
            SimulatedEvent entry = steps.get(i);
            if (!way.isInOrder() || way.steps().get(0).test(entry)) {
                long end = entry.at + way.days() * Calendar.DAY;
                Attempt attempt = way.isInOrder()
                        ? inOrder(way, steps, i, end, 1, new ArrayList<>(List.of(entry)))
                        : inAnyOrder(way, steps, i, end);
                int week = Math.floorDiv(brand.days().of(entry.at) - 4, 7);
                best.merge(week, attempt, (one, other) -> other.isBetterThan(one) ? other : one);
            }
        }
        best.forEach((week, attempt) -> count(way, attempt, brand));
    }

    /** Go on with whatever comes first and can be the next step; of one moment everything is tried. */
    private static Attempt inOrder(
            Way way, List<SimulatedEvent> events, int from, long end, int depth, List<SimulatedEvent> taken) {
        SimulatedEvent last = taken.get(depth - 1);
        Attempt best = new Attempt(depth, taken.get(0).at, last.at);
        if (depth == way.steps().size()) {
            return best;
        }
        // What is of the entry's own moment may stand before it.
        int begin = from;
        while (begin > 0 && events.get(begin - 1).at == last.at) {
            begin--;
        }
        long moment = Long.MAX_VALUE;
        for (int i = begin; i < events.size(); i++) {
            SimulatedEvent next = events.get(i);
            if (next.at > Math.min(end, moment)) {
                break;
            }
            boolean isTaken = taken.stream().anyMatch(one -> one == next);
            if (!isTaken && next.at >= last.at && way.steps().get(depth).test(next)) {
                moment = next.at;
                taken.add(next);
                Attempt deeper = inOrder(way, events, i, end, depth + 1, taken);
                taken.remove(depth);
                boolean isDone = deeper.depth() == best.depth() && deeper.doneAt() < best.doneAt();
                best = deeper.depth() > best.depth() || isDone ? deeper : best;
            }
        }
        return best;
    }

    /** Every step that some event is, as long as no event is two of them. */
    private static Attempt inAnyOrder(Way way, List<SimulatedEvent> events, int from, long end) {
        boolean[] isDone = new boolean[way.steps().size()];
        int depth = 0;
        long begunAt = events.get(from).at;
        long doneAt = begunAt;
        for (int i = 0; i < events.size(); i++) {
            SimulatedEvent event = events.get(i);
            for (int step = 0; step < isDone.length; step++) {
                boolean isInTime = event.at >= begunAt && event.at <= end;
                if (isInTime && !isDone[step] && way.steps().get(step).test(event)) {
                    isDone[step] = true;
                    doneAt = event.at;
                    depth++;
                }
            }
        }
        return new Attempt(depth, begunAt, doneAt);
    }

    private void count(Way way, Attempt attempt, Scope brand) {
        long window = way.days() * Calendar.DAY;
        boolean isMature = attempt.begunAt() + window <= rows.watermark();
        int steps = way.steps().size();
        for (int step = 1; step <= steps; step++) {
            boolean isReached = attempt.depth() >= step;
            String name = way.scenario() + "," + step;
            rows.weekly("funnel_step_rate")
                    .slice("funnel,step", name)
                    .at(brand, attempt.begunAt())
                    .judge(isReached, isMature);
            rows.weekly("funnel_step_persons")
                    .slice("funnel,step", name)
                    .at(brand, attempt.begunAt())
                    .count(isReached && isMature ? 1 : 0);
        }
        if (isMature) {
            for (String number : List.of("p50", "p90", "mean", "survival")) {
                TruthCell cell = rows.weekly("time_to_convert_" + number)
                        .slice("funnel", way.scenario())
                        .at(brand, attempt.begunAt());
                if (attempt.depth() == steps) {
                    cell.duration(attempt.doneAt() - attempt.begunAt());
                } else {
                    cell.waiting(window);
                }
            }
        }
    }
}
