package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** How far contacts came in the funnel of each scenario, by trying everything that each of them did as each step. */
final class FunnelTruth {
    /** Something that is a step of a way. */
    private record Step(EventType type, Predicate<SimulatedEvent> isMeant) {
        boolean test(SimulatedEvent event) {
            return event.type == type && isMeant.test(event);
        }

        Step and(Predicate<SimulatedEvent> other) {
            return new Step(type, isMeant.and(other));
        }
    }

    /** The way through a scenario: its steps, and how long they may take; which come in any order or one after the other. */
    private record Way(String scenario, int days, boolean isInOrder, List<Step> steps) {
        boolean has(SimulatedEvent event) {
            for (Step step : steps) {
                if (step.test(event)) {
                    return true;
                }
            }
            return false;
        }
    }

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
                            is(EventType.MESSAGE_SENT).and(kind("media_pack")),
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

    private static Step is(EventType type) {
        return new Step(type, event -> true);
    }

    private static Predicate<SimulatedEvent> has(EventField field, String word) {
        return event -> word.equals(event.text(field));
    }

    private static Predicate<SimulatedEvent> kind(String kind) {
        return has(EventField.KIND, kind);
    }

    private static Step inbound() {
        return is(EventType.MESSAGE_SENT).and(SimulatedEvent::isByContact);
    }

    private static Step outbound() {
        return is(EventType.MESSAGE_SENT).and(event -> {
            Person actor = event.actor();
            return actor != null && actor.isBrandHuman();
        });
    }

    /** The series of a way, by step where there is one for each. */
    private final class Course {
        final Way way;
        final List<TruthSeries> rates = new ArrayList<>();
        final List<TruthSeries> persons = new ArrayList<>();
        final TruthSeries times;

        Course(Way way) {
            this.way = way;
            for (int step = 1; step <= way.steps().size(); step++) {
                String name = way.scenario() + "," + step;
                rates.add(rows.weekly("funnel_step_rate").slice("funnel,step", name));
                persons.add(rows.weekly("funnel_step_persons").slice("funnel,step", name));
            }
            times = rows.weekly(
                            "time_to_convert_p50",
                            "time_to_convert_p90",
                            "time_to_convert_mean",
                            "time_to_convert_survival")
                    .slice("funnel", way.scenario());
        }
    }

    /** How deep an attempt came, and when it was there. */
    private record Attempt(int depth, long begunAt, long doneAt) {
        boolean isBetterThan(Attempt other) {
            return depth > other.depth || depth == other.depth && begunAt < other.begunAt;
        }
    }

    private final TruthRows rows;
    private final Map<String, List<Course>> courses = new HashMap<>();
    private final Set<EventType> types = EnumSet.noneOf(EventType.class);

    FunnelTruth(TruthRows rows, World world) {
        this.rows = rows;
        Map<String, Course> all = new HashMap<>();
        for (Way way : WAYS) {
            all.put(way.scenario(), new Course(way));
            way.steps().forEach(step -> types.add(step.type()));
        }
        for (World.Brand brand : world.brands()) {
            courses.put(brand.id(), new ArrayList<>());
        }
        for (World.Campaign campaign : world.campaigns()) {
            Course course = all.get(campaign.scenario());
            List<Course> ofBrand = courses.getOrDefault(campaign.brand(), new ArrayList<>());
            if (course != null && !ofBrand.contains(course)) {
                ofBrand.add(course);
            }
        }
    }

    void add(Past past) {
        Map<String, List<SimulatedEvent>> byBrand = new TreeMap<>();
        for (SimulatedEvent event : past.all) {
            String brand = types.contains(event.type) ? event.text(EventField.BRAND_ID) : null;
            if (brand != null) {
                byBrand.computeIfAbsent(brand, ignored -> new ArrayList<>()).add(event);
            }
        }
        byBrand.forEach((brand, events) -> {
            List<Scope> scopes = rows.scopes(brand);
            for (Course course : courses.getOrDefault(brand, List.of())) {
                walk(course, events, scopes.get(scopes.size() - 1));
            }
        });
    }

    /** The best attempt of each week in which one begins. */
    private void walk(Course course, List<SimulatedEvent> events, Scope brand) {
        Way way = course.way;
        List<SimulatedEvent> steps = new ArrayList<>();
        for (SimulatedEvent event : events) {
            if (way.has(event)) {
                steps.add(event);
            }
        }
        Attempt best = null;
        int bestWeek = 0;
        for (int i = 0; i < steps.size(); i++) {
            SimulatedEvent entry = steps.get(i);
            if (!way.isInOrder() || way.steps().get(0).test(entry)) {
                int week = Math.floorDiv(brand.days().of(entry.at) - 4, 7);
                if (best != null && week != bestWeek) {
                    count(course, best, brand);
                    best = null;
                }
                long end = entry.at + way.days() * Calendar.DAY;
                Attempt attempt = way.isInOrder()
                        ? inOrder(way, steps, i, end, 1, new ArrayList<>(List.of(entry)))
                        : inAnyOrder(way, steps, i, end);
                best = best == null || attempt.isBetterThan(best) ? attempt : best;
                bestWeek = week;
            }
        }
        if (best != null) {
            count(course, best, brand);
        }
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
            if (!taken.contains(next)
                    && next.at >= last.at
                    && way.steps().get(depth).test(next)) {
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

    private void count(Course course, Attempt attempt, Scope brand) {
        long window = course.way.days() * Calendar.DAY;
        boolean isMature = attempt.begunAt() + window <= rows.watermark();
        int steps = course.way.steps().size();
        int day = brand.days().of(attempt.begunAt());
        for (int step = 1; step <= steps; step++) {
            boolean isReached = attempt.depth() >= step;
            course.rates.get(step - 1).on(brand, day).judge(isReached, isMature);
            course.persons.get(step - 1).on(brand, day).count(isReached && isMature ? 1 : 0);
        }
        if (isMature) {
            TruthCell cell = course.times.on(brand, day);
            if (attempt.depth() == steps) {
                cell.duration(attempt.doneAt() - attempt.begunAt());
            } else {
                cell.waiting(window);
            }
        }
    }
}
