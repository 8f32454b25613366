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
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** How far contacts came in the funnel of each scenario, by trying everything that each of them did as each step. */
final class FunnelTruth {
    private static final List<FunnelWay.Step> STEPS = FunnelWay.ALL.stream()
            .flatMap(way -> way.steps().stream())
            .distinct()
            .toList();
    private static final Set<EventType> TYPES = STEPS.stream()
            .map(FunnelWay.Step::type)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventType.class)));

    /** Something that is a step of any way. */
    private static final class Deed {
        final long at;

        /** Which steps it is, by the bits of their places among all. */
        final long steps;

        Deed(long at, long steps) {
            this.at = at;
            this.steps = steps;
        }
    }

    /** The series of a way, by step where there is one for each. */
    private final class Course {
        final FunnelWay way;
        final long[] steps;
        final long anyStep;
        final List<TruthSeries> rates = new ArrayList<>();
        final List<TruthSeries> persons = new ArrayList<>();
        final TruthSeries times;

        Course(FunnelWay way) {
            this.way = way;
            steps = way.steps().stream()
                    .mapToLong(step -> 1L << STEPS.indexOf(step))
                    .toArray();
            anyStep = LongStream.of(steps).reduce(0, (one, other) -> one | other);
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

    FunnelTruth(TruthRows rows, World world) {
        this.rows = rows;
        Map<String, Course> all = new HashMap<>();
        for (FunnelWay way : FunnelWay.ALL) {
            all.put(way.scenario(), new Course(way));
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
        Map<String, List<Deed>> byBrand = new TreeMap<>();
        for (SimulatedEvent event : past.all) {
            long steps = TYPES.contains(event.type) ? steps(event) : 0;
            String brand = steps != 0 ? event.text(EventField.BRAND_ID) : null;
            if (brand != null) {
                byBrand.computeIfAbsent(brand, ignored -> new ArrayList<>()).add(new Deed(event.at, steps));
            }
        }
        byBrand.forEach((brand, deeds) -> {
            List<Scope> scopes = rows.scopes(brand);
            for (Course course : courses.getOrDefault(brand, List.of())) {
                walk(course, deeds, scopes.get(scopes.size() - 1));
            }
        });
    }

    private static long steps(SimulatedEvent event) {
        long steps = 0;
        for (int i = 0; i < STEPS.size(); i++) {
            steps |= STEPS.get(i).test(event) ? 1L << i : 0;
        }
        return steps;
    }

    /** The best attempt of each week in which one begins. */
    private void walk(Course course, List<Deed> all, Scope brand) {
        FunnelWay way = course.way;
        List<Deed> deeds = new ArrayList<>();
        for (Deed deed : all) {
            if ((deed.steps & course.anyStep) != 0) {
                deeds.add(deed);
            }
        }
        Attempt best = null;
        int bestWeek = 0;
        for (int i = 0; i < deeds.size(); i++) {
            Deed entry = deeds.get(i);
            if (!way.isInOrder() || (entry.steps & course.steps[0]) != 0) {
                int week = Math.floorDiv(brand.days().of(entry.at) - 4, 7);
                if (best != null && week != bestWeek) {
                    count(course, best, brand);
                    best = null;
                }
                long end = entry.at + way.days() * Calendar.DAY;
                Attempt attempt = way.isInOrder()
                        ? inOrder(course, deeds, i, end, 1, new ArrayList<>(List.of(entry)))
                        : inAnyOrder(course, deeds, i, end);
                best = best == null || attempt.isBetterThan(best) ? attempt : best;
                bestWeek = week;
            }
        }
        if (best != null) {
            count(course, best, brand);
        }
    }

    /** Go on with whatever comes first and can be the next step; of one moment everything is tried. */
    private static Attempt inOrder(Course course, List<Deed> deeds, int from, long end, int depth, List<Deed> taken) {
        Deed last = taken.get(depth - 1);
        Attempt best = new Attempt(depth, taken.get(0).at, last.at);
        if (depth == course.steps.length) {
            return best;
        }
        // What is of the entry's own moment may stand before it.
        int begin = from;
        while (begin > 0 && deeds.get(begin - 1).at == last.at) {
            begin--;
        }
        long moment = Long.MAX_VALUE;
        for (int i = begin; i < deeds.size(); i++) {
            Deed next = deeds.get(i);
            if (next.at > Math.min(end, moment)) {
                break;
            }
            if ((next.steps & course.steps[depth]) != 0 && next.at >= last.at && !taken.contains(next)) {
                moment = next.at;
                taken.add(next);
                Attempt deeper = inOrder(course, deeds, i, end, depth + 1, taken);
                taken.remove(depth);
                boolean isDone = deeper.depth() == best.depth() && deeper.doneAt() < best.doneAt();
                best = deeper.depth() > best.depth() || isDone ? deeper : best;
            }
        }
        return best;
    }

    /** Every step that some event is, as long as no event is two of them. */
    private static Attempt inAnyOrder(Course course, List<Deed> deeds, int from, long end) {
        long begunAt = deeds.get(from).at;
        long doneAt = begunAt;
        long done = 0;
        for (Deed deed : deeds) {
            long more = deed.at >= begunAt && deed.at <= end ? deed.steps & course.anyStep & ~done : 0;
            doneAt = more == 0 ? doneAt : deed.at;
            done |= more;
        }
        return new Attempt(Long.bitCount(done), begunAt, doneAt);
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
