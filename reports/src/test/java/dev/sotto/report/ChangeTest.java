package dev.sotto.report;

import static dev.sotto.report.SampleReport.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.report.Change.Verdict;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final Period WEEK = SampleReport.WEEK;

    @Test
    void callsAShareHigherWhereNewcombesIntervalLeavesOutZero() {
        // 60 of 1000 against 40 of 1000: +0.0200 [0.00082, 0.03953].
        assertThat(share(40, 1000, 60, 1000).verdict()).isEqualTo(Verdict.ROSE);
        assertThat(share(60, 1000, 40, 1000).verdict()).isEqualTo(Verdict.FELL);
        assertThat(share(41, 1000, 59, 1000).verdict()).isEqualTo(Verdict.UNCHANGED);
    }

    @Test
    void callsTheSameShareOfFewPeopleUnchanged() {
        assertThat(share(4, 100, 6, 100).verdict()).isEqualTo(Verdict.UNCHANGED);
    }

    @Test
    void saysNothingOfAShareWithoutAnInterval() {
        Change change = Change.between(
                result("reply_rate", WEEK.previous()).value(0.1).build(),
                result("reply_rate", WEEK).value(0.9).build(),
                metric("reply_rate"),
                List.of());
        assertThat(change.verdict()).isEqualTo(Verdict.UNCHANGED);
    }

    @Test
    void weighsACountByItsPersons() {
        assertThat(count(1000, 1120, course()).verdict()).isEqualTo(Verdict.ROSE);
        assertThat(count(30, 34, course()).verdict()).isEqualTo(Verdict.UNCHANGED);
    }

    @Test
    void weighsACountByItsHabit() {
        List<OptionalDouble> steady = course(1000, 1005, 1000, 1004, 1001, 1000, 1120);
        List<OptionalDouble> restless = course(1000, 1200, 950, 1150, 900, 1000, 1120);
        assertThat(count(1000, 1120, steady).verdict()).isEqualTo(Verdict.ROSE);
        assertThat(count(1000, 1120, restless).verdict()).isEqualTo(Verdict.UNCHANGED);
    }

    @Test
    void hasNoShareOfNothing() {
        Change change = count(0, 50, course());
        assertThat(change.relative()).isNaN();
        assertThat(change.verdict()).isEqualTo(Verdict.ROSE);
        assertThat(count(0, 2, course()).verdict()).isEqualTo(Verdict.UNCHANGED);
    }

    private static Change share(double before, double ofBefore, double now, double ofNow) {
        return Change.between(
                result("reply_rate", WEEK.previous()).ratio(before, ofBefore).build(),
                result("reply_rate", WEEK).ratio(now, ofNow).build(),
                metric("reply_rate"),
                List.of());
    }

    private static Change count(double before, double now, List<OptionalDouble> course) {
        return Change.between(
                result("active_contacts", WEEK.previous())
                        .value(before)
                        .persons(before)
                        .build(),
                result("active_contacts", WEEK).value(now).persons(now).build(),
                metric("active_contacts"),
                course);
    }

    private static List<OptionalDouble> course(double... values) {
        return DoubleStream.of(values).mapToObj(OptionalDouble::of).toList();
    }

    private static Metric metric(String id) {
        return SampleReport.catalogue().metric(id);
    }
}
