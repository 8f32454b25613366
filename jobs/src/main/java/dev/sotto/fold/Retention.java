package dev.sotto.fold;

import dev.sotto.domain.RetentionPlan.Clock;
import dev.sotto.domain.RetentionPlan.Cohorts;
import dev.sotto.domain.RetentionPlan.Unit;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Which cohorts a person belongs to, and in which periods after that it came back.
 *
 * @param clock whether periods are of the calendar, or as long since the person's own start
 * @param cohorts whether a person begins once, or again in each period
 * @param weekStart the day that weeks of the calendar begin with
 */
public record Retention(Unit unit, Clock clock, Cohorts cohorts, ZoneId zone, DayOfWeek weekStart)
        implements Serializable {

    /**
     * A person in a cohort.
     *
     * @param cohortOn the local day that the period of its start begins with
     * @param startAt its start
     * @param returns the periods with a return, counted from that of the start, which is 0
     */
    public record Member(LocalDate cohortOn, long startAt, List<Integer> returns) {

        public Member {
            returns = List.copyOf(returns);
        }

        /** Whether it came back in any period from one to another, both included: on day n, on or after it, in a bracket. */
        public boolean isBack(int from, int through) {
            if (from > through || from < 0) {
                throw new IllegalArgumentException("no periods from " + from + " through " + through);
            }
            return returns.stream().anyMatch(n -> n >= from && n <= through);
        }
    }

    /** The cohorts of a person by its starts and returns, each in order of time. */
    public List<Member> members(List<Long> starts, List<Long> returns) {
        List<Member> members = new ArrayList<>();
        for (long start : starts) {
            LocalDate cohort = bucket(start);
            boolean isIn = !members.isEmpty()
                    && (cohorts == Cohorts.FIRST
                            || members.get(members.size() - 1).cohortOn().equals(cohort));
            if (isIn) {
                continue;
            }
            TreeSet<Integer> periods = new TreeSet<>();
            returns.stream().filter(at -> at > start).forEach(at -> periods.add(period(start, at)));
            members.add(new Member(cohort, start, List.copyOf(periods)));
        }
        return members;
    }

    /** Whether a person's period has passed as a whole. */
    public boolean isMature(Member member, int period, long watermarkAt) {
        return end(member, period) <= watermarkAt;
    }

    /** Which period after a start an instant is in. */
    int period(long start, long at) {
        if (clock == Clock.CALENDAR) {
            return (int) chronoUnit().between(bucket(start), bucket(at));
        }
        return switch (unit) {
            case DAY -> (int) ((at - start) / 86_400_000L);
            case WEEK -> (int) ((at - start) / JourneyFold.WEEK_MS);
            case MONTH -> (int) ChronoUnit.MONTHS.between(local(start), local(at));
        };
    }

    /** When a person's period ends, and the next one begins. */
    long end(Member member, int period) {
        if (clock == Clock.CALENDAR) {
            LocalDate end = member.cohortOn().plus(period + 1L, chronoUnit());
            return end.atStartOfDay(zone).toInstant().toEpochMilli();
        }
        return switch (unit) {
            case DAY -> member.startAt() + (period + 1) * 86_400_000L;
            case WEEK -> member.startAt() + (period + 1) * JourneyFold.WEEK_MS;
            case MONTH ->
                local(member.startAt()).plusMonths(period + 1L).toInstant().toEpochMilli();
        };
    }

    private LocalDate bucket(long at) {
        LocalDate day = local(at).toLocalDate();
        return switch (unit) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(weekStart));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    private ChronoUnit chronoUnit() {
        return switch (unit) {
            case DAY -> ChronoUnit.DAYS;
            case WEEK -> ChronoUnit.WEEKS;
            case MONTH -> ChronoUnit.MONTHS;
        };
    }

    private ZonedDateTime local(long at) {
        return Instant.ofEpochMilli(at).atZone(zone);
    }
}
