package dev.sotto.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;

/** Each kind of chart: its data and specification, and one look that the picture is not blank. */
class ChartsTest {
    private static final Size SIZE = new Size(480, 220);
    private static final List<String> DAYS = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");

    @Test
    void drawsALineWithAGapWhereNothingWasMeasured() {
        Drawing drawing = line(values(3, 5, Double.NaN, 7, 6, Double.NaN, 4)).draw(SIZE);
        XYPlot plot = drawing.chart().getXYPlot();
        assertThat(plot.getDataset(2).getY(0, 2)).isNull();
        assertThat(plot.getDataset(2).getYValue(0, 3)).isEqualTo(7);
        // One area for each unbroken run, none of which reaches into a gap.
        assertThat(plot.getDataset(0).getSeriesCount()).isEqualTo(3);
        assertThat(plot.getDataset(0).getItemCount(2)).isEqualTo(1);
        String svg = drawing.svg("line", "Title", "Text");
        assertThat(Svg.texts(svg)).contains("no data\n", "This week\n", "31\n", "Last week\n", "1.9× usual\n", "Mo\n");
        assertThat(Svg.texts(svg).split("no data", -1)).hasSize(3);
    }

    @Test
    void hasNeitherTitleNorLegend() {
        var chart = line(values(1, 2, 3, 4, 5, 6, 7)).draw(SIZE).chart();
        assertThat(chart.getTitle()).isNull();
        assertThat(chart.getLegend()).isNull();
        assertThat(chart.getXYPlot().isDomainGridlinesVisible()).isFalse();
    }

    @Test
    void drawsALoneValueAsADot() {
        String svg = line(values(Double.NaN, Double.NaN, 5, Double.NaN, Double.NaN, Double.NaN, Double.NaN))
                .draw(SIZE)
                .svg("line", "Title", "Text");
        assertThat(svg).containsOnlyOnce("Z\" fill=\"var(--card)\"");
    }

    @Test
    void drawsZeroAsZeroAndNotAsAGap() {
        LineChart chart = line(values(0, 0, 0, 0, 0, 0, 0));
        assertThat(chart.gaps()).isEmpty();
        assertThat(Svg.texts(chart.draw(SIZE).svg("line", "Title", "Text"))).doesNotContain("no data");
    }

    @Test
    void refusesALineWithoutAValueForEachStep() {
        assertThatThrownBy(() -> line(values(1, 2))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsEveryLabelOfALineInsideThePicture() {
        String svg = line(values(3, 5, 4, 7, 6, 5, 4)).draw(SIZE).svg("line", "Title", "Text");
        var texts = Svg.parse(svg).getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            var place = texts.item(i).getAttributes();
            double x = Double.parseDouble(place.getNamedItem("x").getNodeValue());
            double right = x + Typeface.SEMIBOLD.width(texts.item(i).getTextContent(), 12);
            assertThat(x).isGreaterThanOrEqualTo(0);
            assertThat(right).isLessThanOrEqualTo(SIZE.width() + 2);
        }
    }

    @Test
    void drawsAFunnelFromWholeToPart() {
        Drawing drawing = new FunnelChart(List.of(
                        new FunnelChart.Step("Reached", 200, "", "200"),
                        new FunnelChart.Step("Replied", 50, "25% of reached", "50"),
                        new FunnelChart.Step("Converted", Double.NaN, "Not observable", "")))
                .draw(SIZE);
        CategoryPlot plot = drawing.chart().getCategoryPlot();
        assertThat(plot.getRangeAxis().getUpperBound()).isEqualTo(200);
        assertThat(plot.getDataset(2).getValue(0, 1)).isEqualTo(50.0);
        assertThat(plot.getDataset(1).getValue(0, 1)).isEqualTo(200.0);
        assertThat(plot.getDataset(2).getValue(0, 2)).isEqualTo(0.0);
        assertThat(Svg.texts(drawing.svg("funnel", "Title", "Text")))
                .contains("Reached", "25% of reached", "Not observable");
    }

    @Test
    void leavesCohortCellsBlankThatAreNotKnown() {
        HeatMap map = new HeatMap(
                List.of("+1", "+2"),
                "people",
                List.of(
                        new HeatMap.Row("45", "120", List.of(OptionalDouble.of(0.6), OptionalDouble.of(0.4))),
                        new HeatMap.Row("46", "130", List.of(OptionalDouble.of(0.5), OptionalDouble.empty())),
                        new HeatMap.Row("47", "140", List.of())),
                share -> Long.toString(Math.round(share * 100)));
        Drawing drawing = map.draw(SIZE);
        assertThat(drawing.chart().getXYPlot().getDataset().getItemCount(0)).isEqualTo(3);
        String svg = drawing.svg("cohorts", "Title", "Text");
        assertThat(Svg.count(svg, "rect")).isEqualTo(3);
        assertThat(Svg.texts(svg)).contains("+1\n", "people\n", "45\n", "120\n", "60\n", "140\n");
        assertThat(map.heat(0.4)).isZero();
        assertThat(map.heat(0.6)).isEqualTo(Hue.HEAT_STEPS - 1);
    }

    @Test
    void doesNotMakeSmallDifferencesLookLarge() {
        HeatMap map = new HeatMap(
                List.of("+1", "+2"),
                "people",
                List.of(new HeatMap.Row("45", "9", List.of(OptionalDouble.of(0.50), OptionalDouble.of(0.51)))),
                Double::toString);
        assertThat(map.heat(0.51) - map.heat(0.50)).isLessThanOrEqualTo(1);
    }

    @Test
    void drawsWhoStillWaitsAsStepsWithinTheirInterval() {
        SurvivalChart chart = new SurvivalChart(
                List.of(
                        new SurvivalChart.Step(1, 0.8, 0.7, 0.88),
                        new SurvivalChart.Step(4, 0.5, 0.4, 0.6),
                        new SurvivalChart.Step(9, 0.2, 0.12, 0.3)),
                List.of(new SurvivalChart.Tick(0, "0"), new SurvivalChart.Tick(12, "12 h")),
                Optional.of(new SurvivalChart.Remark(4, 0.5, "Half after 4 h")),
                share -> Math.round(share * 100) + "%");
        Drawing drawing = chart.draw(SIZE);
        XYPlot plot = drawing.chart().getXYPlot();
        assertThat(plot.getDataset().getItemCount(0)).isEqualTo(4);
        assertThat(plot.getDataset().getYValue(0, 0)).isEqualTo(1);
        assertThat(plot.getDomainAxis().getUpperBound()).isEqualTo(12);
        String svg = drawing.svg("waiting", "Title", "Text");
        assertThat(Svg.texts(svg)).contains("100%\n", "50%\n", "12 h\n", "Half after 4 h\n");
        assertThat(svg).contains("var(--area)", "var(--voice)");
        assertThatThrownBy(() -> new SurvivalChart(
                        List.of(new SurvivalChart.Step(1, 0.5, 0.4, 0.6), new SurvivalChart.Step(2, 0.6, 0.5, 0.7)),
                        List.of(),
                        Optional.empty(),
                        Double::toString))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void drawsDaysByHoursInColourAlone() {
        List<List<OptionalDouble>> values = new ArrayList<>();
        for (int day = 0; day < DAYS.size(); day++) {
            double[] hours = new double[24];
            for (int hour = 0; hour < hours.length; hour++) {
                hours[hour] = day == 2 && hour < 6 ? Double.NaN : 10 + hour * (day + 1);
            }
            values.add(values(hours));
        }
        String svg =
                new DayHourMap(DAYS, values, hour -> hour + ":00").draw(SIZE).svg("hours", "Title", "Text");
        assertThat(Svg.count(svg, "rect")).isEqualTo(7 * 24 - 6);
        assertThat(Svg.texts(svg).lines()).contains("Mo", "0:00", "21:00").doesNotContain("1:00", "10");
        assertThatThrownBy(() -> new DayHourMap(DAYS, List.of(), Integer::toString))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stacksPartsToTheWhole() {
        Drawing drawing = new StackedBars(
                        List.of("45", "46"),
                        List.of(
                                new StackedBars.Part("Voice notes", Hue.VOICE, List.of(10.0, 20.0), "20"),
                                new StackedBars.Part("Text", Hue.TEXT, List.of(Double.NaN, 5.0), "5")),
                        value -> Long.toString(Math.round(value)))
                .draw(SIZE);
        CategoryPlot plot = drawing.chart().getCategoryPlot();
        assertThat(plot.getDataset().getValue(1, 0)).isNull();
        assertThat(plot.getDataset().getValue(0, 1)).isEqualTo(20.0);
        assertThat(plot.getRangeAxis().getUpperBound()).isGreaterThan(25);
        assertThat(Svg.texts(drawing.svg("kinds", "Title", "Text"))).contains("Voice notes\n", "45\n");
    }

    @Test
    void endsASparklineWithADot() {
        Drawing drawing = new Sparkline(values(1, Double.NaN, 3, 4), Hue.VOICE).draw(new Size(136, 34));
        assertThat(drawing.chart().getXYPlot().getDataset().getY(0, 1)).isNull();
        String svg = drawing.decorativeSvg("spark");
        assertThat(svg).contains("aria-hidden=\"true\"").doesNotContain("clip-path");
        // The first value stands alone, the last is the end.
        assertThat(svg.split("Z\" fill=\"var\\(--voice\\)\"", -1)).hasSize(3);
    }

    @Test
    void drawsAFlatSparkline() {
        String svg = new Sparkline(values(0, 0, 0), Hue.OTHER)
                .draw(new Size(136, 34))
                .decorativeSvg("spark");
        assertThat(Svg.count(svg, "path")).isEqualTo(2);
        assertThat(svg).doesNotContain("NaN");
    }

    @Test
    void isReadAloudByTitleAndDescription() {
        String svg = line(values(1, 2, 3, 4, 5, 6, 7)).draw(SIZE).svg("week", "A <b>title</b>", "A & text");
        var root = Svg.parse(svg).getDocumentElement();
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("aria-labelledby")).isEqualTo("week-title week-text");
        assertThat(root.getFirstChild().getTextContent()).isEqualTo("A <b>title</b>");
    }

    @Test
    void drawsTheSameBytesAgain() {
        LineChart chart = line(values(1, 2, 3, 4, 5, 6, 7));
        assertThat(chart.draw(SIZE).svg("week", "a", "b"))
                .isEqualTo(chart.draw(SIZE).svg("week", "a", "b"));
    }

    private static LineChart line(List<OptionalDouble> values) {
        return new LineChart(
                DAYS,
                values,
                values(2, 3, 4, 5, 4, 3, 2),
                Set.of(5, 6),
                "no data",
                new LineChart.EndLabel("This week", "31"),
                new LineChart.EndLabel("Last week", "23"),
                Optional.of(new LineChart.Remark(3, "1.9× usual")),
                value -> Long.toString(Math.round(value)));
    }

    private static List<OptionalDouble> values(double... values) {
        List<OptionalDouble> list = new ArrayList<>();
        for (double value : values) {
            list.add(Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value));
        }
        return list;
    }
}
