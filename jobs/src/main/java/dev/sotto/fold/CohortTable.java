package dev.sotto.fold;

import dev.sotto.fold.Retention.Member;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** How many of each cohort came back in a span of periods; those whose span has not passed yet are left blank. */
public final class CohortTable {

    /**
     * One cohort and one span of periods.
     *
     * @param persons those whose span has passed as a whole
     * @param back those of them who came back in it
     * @param pending those whose span has not passed
     */
    public record Cell(LocalDate cohortOn, int from, int through, long persons, long back, long pending) {

        /** The share that came back; nothing where none is mature. */
        public OptionalDouble rate() {
            return persons == 0 ? OptionalDouble.empty() : OptionalDouble.of(back / (double) persons);
        }
    }

    private final Retention retention;
    private final long watermarkAt;
    private final Map<LocalDate, List<Member>> cohorts = new TreeMap<>();

    /** A table without anybody. */
    public CohortTable(Retention retention, long watermarkAt) {
        this.retention = retention;
        this.watermarkAt = watermarkAt;
    }

    /** Add a person, by its starts and returns in order of time. */
    public void add(List<Long> starts, List<Long> returns) {
        for (Member member : retention.members(starts, returns)) {
            cohorts.computeIfAbsent(member.cohortOn(), ignored -> new ArrayList<>())
                    .add(member);
        }
    }

    /** The cell of a cohort that came back from one period through another. */
    public Cell cell(LocalDate cohortOn, int from, int through) {
        long persons = 0;
        long back = 0;
        long pending = 0;
        for (Member member : cohorts.getOrDefault(cohortOn, List.of())) {
            if (!retention.isMature(member, through, watermarkAt)) {
                pending++;
            } else {
                persons++;
                back += member.isBack(from, through) ? 1 : 0;
            }
        }
        return new Cell(cohortOn, from, through, persons, back, pending);
    }

    /** A span of every cohort, in order. */
    public List<Cell> column(int from, int through) {
        return cohorts.keySet().stream()
                .map(cohort -> cell(cohort, from, through))
                .toList();
    }

    /** The share over all persons: a cohort weighs what it has of them. */
    public static OptionalDouble weightedMean(List<Cell> cells) {
        long persons = cells.stream().mapToLong(Cell::persons).sum();
        long back = cells.stream().mapToLong(Cell::back).sum();
        return persons == 0 ? OptionalDouble.empty() : OptionalDouble.of(back / (double) persons);
    }

    /** The mean of the cohorts' shares, those of nobody back included; a cohort of nobody mature has none. */
    public static OptionalDouble simpleMean(List<Cell> cells) {
        return cells.stream()
                .map(Cell::rate)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }
}
