package dev.sotto.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.domain.SottoException;
import dev.sotto.query.Answer.Column;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cell can order, and what becomes of orders that nobody could carry out. */
class ChartsTest {

    @Test
    void drawsALineBesideThePeriodBeforeWithAGapAndSharesAsPercent() {
        String svg = drawn(
                "line x=day y=rate before=last unit=percent",
                "day,rate,last",
                row("Mon", 0.021, 0.018),
                row("Tue", null, 0.02),
                row("Wed", 0.025, 0.019));
        assertThat(svg)
                .contains(
                        ">Mon</text>",
                        ">no data</text>",
                        ">rate</text>",
                        ">2.5%</text>",
                        ">last</text>",
                        ">1.9%</text>")
                .contains("textLength=", "prefers-color-scheme:dark")
                .contains(">rate by day</title>");
    }

    @Test
    void drawsALineAlone() {
        assertThat(drawn("line x=day y=n", "day,n", row("Mon", 3), row("Tue", 4)))
                .contains(">n</text>", ">4</text>")
                .doesNotContain("stroke-dasharray");
    }

    @Test
    void namesOnlyAsManyStepsAsThereIsRoomFor() {
        List<List<@Nullable Object>> days = Stream.iterate(1, day -> day + 1)
                .limit(100)
                .map(day -> row("day " + day, day))
                .toList();
        String svg = new ChartPicture(order("line x=day y=n"), rows("line x=day y=n", "day,n", days))
                .data("c")
                .path("image/svg+xml")
                .asText();
        assertThat(svg).contains(">day 1</text>").doesNotContain(">day 2</text>");
    }

    @Test
    void stacksTheParts() {
        assertThat(drawn(
                        "bars x=week y=n part=kind",
                        "week,kind,n",
                        row("12", "voice", 30),
                        row("12", "text", 20),
                        row("13", "text", 1_250)))
                .contains(">voice</text>", ">text</text>", ">1,250</text>", ">13</text>");
    }

    @Test
    void drawsAFunnel() {
        assertThat(drawn(
                        "funnel x=step y=persons",
                        "step,persons",
                        row("Reached", 200),
                        row("Replied", 50),
                        row("Bought", null)))
                .contains(">Replied</text>", ">25%</text>", ">50</text>", ">no data</text>");
    }

    @Test
    void drawsIntervalsAndContributionsOnBothSidesOfZero() {
        assertThat(drawn("intervals x=arm y=lift low=l high=h", "arm,lift,l,h", row("a", 0.02, -0.01, 0.05)))
                .contains(">a</text>", ">0.02</text>");
        assertThat(drawn("contributions x=kind y=change", "kind,change", row("voice", 7), row("text", -12)))
                .contains(">+7</text>", ">−12</text>", ">Sum</text>", ">−5</text>");
    }

    @Test
    void drawsWaitingCohortsHoursAndACourse() {
        assertThat(drawn("survival x=minutes y=waiting", "minutes,waiting", row(5, 0.8), row(60, 0.3)))
                .contains(">100%</text>", ">60</text>");
        assertThat(drawn("heat x=since y=week value=back", "week,since,back", row("12", 1, 0.5), row("13", 1, 0.4)))
                .contains(">0.5</text>", ">13</text>");
        assertThat(drawn("hours x=hour y=day value=n", "day,hour,n", row("Mon", 9, 3), row("Tue", 21, 4)))
                .contains(">Mon</text>", ">21</text>");
        assertThat(drawn("sparkline y=n title='a course'", "n", row(1), row(2))).contains(">a course</title>", "<path");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "%%plot line | '%%plot' is nothing that a cell can begin with",
                "%%chart | Write %%chart and one of line, bars, funnel, intervals, survival, heat, hours, contributions",
                "%%chart pie x=a y=b | there is no kind 'pie'. Take one of line, bars,",
                "%%chart line x=a | a line chart needs y=COLUMN. Write %%chart line x=COLUMN y=COLUMN [before=COLUMN] [unit=percent]",
                "%%chart line x=a y=b z=c | a line chart knows no 'z'",
                "%%chart line x=a y=b c | 'c' is no name=value",
                "%%chart line x=a y=b unit=euro | there is no unit 'euro'. Take number, or percent",
            })
    void refusesAnOrderThatItDoesNotUnderstand(String line, String why) {
        assertThatThrownBy(() -> Cell.of(line + "\nSELECT 1"))
                .isInstanceOf(SottoException.class)
                .hasMessageStartingWith("Cannot draw the chart: ")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "line x=a y=c | the answer has no column 'c'. Take one of a, b.",
                "line x=b y=a | column 'a' holds something that is no number. Name a column of numbers, or CAST it.",
                "line x=a y=b | column 'b' goes below zero",
                "bars x=a y=b | column 'b' goes below zero",
                "survival x=b y=b | of those who wait there are only fewer",
                "hours x=b y=a value=b | 'b' holds −1, which is no hour",
                "heat x=a y=a value=b | there are several rows of m m. Put them together with GROUP BY.",
            })
    void refusesRowsThatTheChartCannotShow(String order, String why) {
        assertThatThrownBy(() -> drawn(order, "a,b", row("m", -1), row("m", 2))).hasMessageContaining(why);
    }

    @Test
    void drawsOneStatement() {
        assertThat(Cell.of("\n%%chart line x=a y=b title=\"it's\"\nSELECT ';';").statements())
                .containsExactly("SELECT ';'");
        assertThat(Cell.of("SELECT 1; SELECT 2").statements()).hasSize(2);
        assertThatThrownBy(() ->
                        Cell.of("%%chart line x=a y=b\nSELECT 1; SELECT 2").statements())
                .hasMessageContaining("below %%chart there are 2. Write one SELECT below it");
        assertThatThrownBy(() -> Cell.of("%%chart line x=a y=b").statements()).hasMessageContaining("is no statement");
    }

    private static ChartOrder order(String order) {
        return ChartOrder.of("%%chart " + order);
    }

    @SafeVarargs
    private static String drawn(String order, String columns, List<@Nullable Object>... rows) {
        return new ChartPicture(order(order), rows(order, columns, List.of(rows)))
                .data("c")
                .path("image/svg+xml")
                .asText();
    }

    private static ChartRows rows(String order, String columns, List<List<@Nullable Object>> rows) {
        return new ChartRows(
                order(order),
                Stream.of(columns.split(","))
                        .map(name -> new Column(name, false))
                        .toList(),
                rows);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
