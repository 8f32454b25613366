package dev.sotto.report;

import static dev.sotto.report.SampleReport.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Period;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportSection;
import dev.sotto.domain.Result.Status;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoursTest {

    private static Card card(SampleReport sample) {
        WeeklyPage page =
                sample.kind(ReportKind.BRAND).sections(ReportSection.HOURS).page();
        return page.cards().get(0);
    }

    @Test
    void showsTheMeanOfFourWeeksByWeekdayAndHour() {
        Card card = card(SampleReport.ordinary());
        assertThat(card.subtitle())
                .isEqualTo("Messages of contacts an hour, mean of the last 4 weeks; hours in Europe/Paris");
        assertThat(card.table().rows())
                .hasSize(24)
                .allSatisfy(row -> assertThat(row).hasSize(8));
        assertThat(card.notes().get(0)).startsWith("Most come on Thursday between 20:00 and 21:00: ");
        assertThat(card.wide()).contains(">Mon</text>", ">00</text>", ">21</text>");
        assertThat(card.narrow()).contains(">Mo</text>");
    }

    @Test
    void takesNoDayThatWasNotMeasuredIntoTheMean() {
        SampleReport sample = SampleReport.empty();
        for (int back = 0; back < 2; back++) {
            Period week = Period.weekOf(SampleReport.WEEK.startOn().minusWeeks(back));
            sample.put(result("inbound_messages", week).value(30).persons(9));
            sample.put(result("inbound_messages", week)
                    .slice("hour,weekday", "09,1")
                    .value(20 + 10 * back));
            sample.put(result("messages_sent", new Period(Period.Unit.DAY, week.startOn()))
                    .value(50));
        }
        assertThat(card(sample).table().rows().get(9)).startsWith("09", "25", "–");
        sample.without("messages_sent", SampleReport.WEEK.startOn(), Period.Unit.DAY);
        assertThat(card(sample).table().rows().get(9)).startsWith("09", "30", "–");
        assertThat(card(sample).table().rows().get(10)).startsWith("10", "0", "–");
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"NO_DATA", "NOT_OBSERVABLE", "SUPPRESSED", "IMMATURE", "INVALID"})
    void saysWhyThereIsNoNumber(Status status) {
        Card card = card(SampleReport.ordinary().change("inbound_messages", row -> row.status(status)));
        assertThat(card.isEmpty()).isTrue();
        assertThat(card.notes()).isNotEmpty();
    }

    @Test
    void saysWhichDaysAreLate() {
        Card card = card(SampleReport.ordinary().completeUntil("2026-11-14T23:00:00Z"));
        assertThat(card.notes()).contains("Not complete yet: Sun\u00a015. What is missing may still come.");
    }

    @Test
    void hasNothingToTellOfASilentWeek() {
        SampleReport sample = SampleReport.empty()
                .put(result("inbound_messages", SampleReport.WEEK).value(0))
                .put(result("messages_sent", new Period(Period.Unit.DAY, LocalDate.of(2026, 11, 9)))
                        .value(5));
        assertThat(card(sample).notes()).containsExactly("Nothing was recorded for it in this week.");
    }
}
