package dev.sotto.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.delivery.Decision.Verdict;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportCondition;
import dev.sotto.domain.ReportFormat;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.ReportPlan.State;
import dev.sotto.warehouse.Ledger;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DueTest {
    private static final Instant MONDAY_AFTERNOON = Instant.parse("2026-11-16T15:00:00Z");

    @TempDir
    private Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = Ledger.open(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void makesTheWeekBeforeTheScheduledMonday() {
        Decision decision = only(plan(State.ACTIVE), MONDAY_AFTERNOON);
        assertThat(decision.verdict()).isEqualTo(Verdict.MAKE);
        assertThat(decision.period()).isEqualTo(Period.parse("2026-W46"));
        assertThat(decision.scheduledAt()).isEqualTo(Instant.parse("2026-11-16T06:00:00Z"));
    }

    @Test
    void waitsForTheHour() {
        Decision early = only(plan(State.ACTIVE), Instant.parse("2026-11-16T05:59:59Z"));
        assertThat(early.period()).isEqualTo(Period.parse("2026-W45"));
        Decision onTime = only(plan(State.ACTIVE), Instant.parse("2026-11-16T06:00:00Z"));
        assertThat(onTime.period()).isEqualTo(Period.parse("2026-W46"));
    }

    @Test
    void makesTheSameWeekHoweverLateTheRun() {
        for (String late : List.of("2026-11-16T06:00:00Z", "2026-11-18T23:59:00Z", "2026-11-22T22:59:59Z")) {
            assertThat(only(plan(State.ACTIVE), Instant.parse(late)).period()).isEqualTo(Period.parse("2026-W46"));
        }
    }

    @Test
    void makesAReportOnce() {
        Decision first = only(plan(State.ACTIVE), MONDAY_AFTERNOON);
        ledger.record(first.delivered(1, "a/2026-W46/weekly.en.html", "", "run1"));
        Decision second = only(plan(State.ACTIVE), MONDAY_AFTERNOON.plusSeconds(86_400));
        assertThat(second.verdict()).isEqualTo(Verdict.MADE);
        assertThat(second.before())
                .hasValueSatisfying(row -> assertThat(row.runId()).isEqualTo("run1"));
    }

    @Test
    void holdsItsHourWhenTheClocksChange() {
        // Paris leaves summer time on 25 October 2026: the hour stays, the instant moves.
        assertThat(only(plan(State.ACTIVE), Instant.parse("2026-10-20T12:00:00Z"))
                        .scheduledAt())
                .isEqualTo(Instant.parse("2026-10-19T05:00:00Z"));
        Decision after = only(plan(State.ACTIVE), Instant.parse("2026-10-27T12:00:00Z"));
        assertThat(after.scheduledAt()).isEqualTo(Instant.parse("2026-10-26T06:00:00Z"));
        assertThat(after.period()).isEqualTo(Period.parse("2026-W43"));
    }

    @Test
    void plansAnHourThatTheClockLeavesOut() {
        // On Sunday 29 March 2026 there is no 02:30 in Paris, and twice one on 25 October.
        ReportPlan sundays = plan(DayOfWeek.SUNDAY, LocalTime.of(2, 30), State.ACTIVE, 14);
        Decision spring = only(sundays, Instant.parse("2026-03-29T12:00:00Z"));
        assertThat(spring.scheduledAt()).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(spring.period()).isEqualTo(Period.parse("2026-W12"));
        Decision autumn = only(sundays, Instant.parse("2026-10-25T12:00:00Z"));
        assertThat(autumn.scheduledAt()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void writesDownWhyItLeavesOneOut() {
        assertThat(only(plan(State.DRAFT), MONDAY_AFTERNOON).verdict()).isEqualTo(Verdict.SKIP_DRAFT);
        assertThat(only(plan(State.PAUSED), MONDAY_AFTERNOON).verdict()).isEqualTo(Verdict.SKIP_PAUSED);
        ReportPlan brief = plan(DayOfWeek.MONDAY, LocalTime.of(7, 0), State.ACTIVE, 2);
        Decision tooOld = only(brief, Instant.parse("2026-11-18T06:00:01Z"));
        assertThat(tooOld.verdict()).isEqualTo(Verdict.SKIP_TOO_OLD);
        assertThat(tooOld.skipped("run1").detail()).isEqualTo("too old");
    }

    @Test
    void saysAReasonOnceAndMakesADraftThatHasBecomeActive() {
        ledger.record(only(plan(State.DRAFT), MONDAY_AFTERNOON).skipped("run1"));
        assertThat(decisions(plan(State.DRAFT), MONDAY_AFTERNOON)).isEmpty();
        assertThat(only(plan(State.ACTIVE), MONDAY_AFTERNOON).verdict()).isEqualTo(Verdict.MAKE);
    }

    /** What a week lacked may still come, until nobody would want the report any more. */
    @Test
    void looksAgainAtAWeekThatGaveNoReasonAndKeepsWhyInTheEnd() {
        ReportPlan brief = plan(DayOfWeek.MONDAY, LocalTime.of(7, 0), State.ACTIVE, 2);
        ledger.record(only(brief, MONDAY_AFTERNOON).leftOut("nothing changed", "run1"));
        assertThat(only(brief, MONDAY_AFTERNOON.plusSeconds(3_600)).verdict()).isEqualTo(Verdict.MAKE);
        assertThat(decisions(brief, MONDAY_AFTERNOON.plusSeconds(3 * 86_400))).isEmpty();
        assertThat(ledger.deliveries())
                .singleElement()
                .satisfies(row -> assertThat(row.detail()).isEqualTo("nothing changed"));
    }

    @Test
    void leavesOutWhatANewerOneHasReplaced() {
        Instant threeWeeksBefore = MONDAY_AFTERNOON.minusSeconds(21 * 86_400);
        ledger.record(only(plan(State.ACTIVE), threeWeeksBefore).delivered(1, "x", "", "run1"));
        List<Decision> decisions = decisions(plan(State.ACTIVE), MONDAY_AFTERNOON);
        assertThat(decisions)
                .extracting(decision -> decision.period() + " " + decision.verdict())
                .containsExactly("2026-W44 SKIP_SUPERSEDED", "2026-W45 SKIP_SUPERSEDED", "2026-W46 MAKE");
        decisions.forEach(decision -> ledger.record(
                decision.verdict().isSkip() ? decision.skipped("run2") : decision.delivered(1, "y", "", "run2")));
        assertThat(decisions(plan(State.ACTIVE), MONDAY_AFTERNOON))
                .extracting(Decision::verdict)
                .containsExactly(Verdict.MADE);
    }

    @Test
    void triesAgainWhatWaitedForItsNumbersUntilANewerOneIsDue() {
        ledger.record(only(plan(State.ACTIVE), MONDAY_AFTERNOON).waiting("no results for the period yet", "run1"));
        assertThat(only(plan(State.ACTIVE), MONDAY_AFTERNOON).verdict()).isEqualTo(Verdict.MAKE);
        assertThat(decisions(plan(State.ACTIVE), MONDAY_AFTERNOON.plusSeconds(7 * 86_400)))
                .extracting(decision -> decision.period() + " " + decision.verdict())
                .containsExactly("2026-W46 SKIP_SUPERSEDED", "2026-W47 MAKE");
    }

    @Test
    void decidesForEachLanguage() {
        ReportPlan two = new ReportPlan(
                "weekly",
                ReportKind.BRAND,
                "verlaine",
                Period.Unit.WEEK,
                ZoneId.of("Europe/Paris"),
                DayOfWeek.MONDAY,
                LocalTime.of(7, 0),
                List.of(Locale.ENGLISH, Locale.GERMAN),
                List.of(ReportFormat.HTML),
                ReportKind.BRAND.sections(),
                State.ACTIVE,
                "owner",
                14,
                ReportCondition.NONE);
        Decision english = decisions(two, MONDAY_AFTERNOON).get(0);
        ledger.record(english.delivered(1, "x", "", "run1"));
        assertThat(decisions(two, MONDAY_AFTERNOON))
                .extracting(Decision::verdict)
                .containsExactly(Verdict.MADE, Verdict.MAKE);
    }

    private Decision only(ReportPlan plan, Instant asOf) {
        List<Decision> decisions = decisions(plan, asOf);
        assertThat(decisions).hasSize(1);
        return decisions.get(0);
    }

    private List<Decision> decisions(ReportPlan plan, Instant asOf) {
        return new Due(ledger.deliveries(), asOf).decisions(List.of(plan));
    }

    private static ReportPlan plan(State state) {
        return plan(DayOfWeek.MONDAY, LocalTime.of(7, 0), state, 14);
    }

    private static ReportPlan plan(DayOfWeek weekday, LocalTime notBefore, State state, int maxAgeDays) {
        return new ReportPlan(
                "weekly",
                ReportKind.BRAND,
                "verlaine",
                Period.Unit.WEEK,
                ZoneId.of("Europe/Paris"),
                weekday,
                notBefore,
                List.of(Locale.ENGLISH),
                List.of(ReportFormat.HTML),
                ReportKind.BRAND.sections(),
                state,
                "owner",
                maxAgeDays,
                ReportCondition.NONE);
    }
}
