package dev.sotto.kernel;

import dev.sotto.chart.ContributionBars;
import dev.sotto.chart.DayHourMap;
import dev.sotto.chart.Drawing;
import dev.sotto.chart.FunnelChart;
import dev.sotto.chart.HeatMap;
import dev.sotto.chart.Hue;
import dev.sotto.chart.IntervalPlot;
import dev.sotto.chart.LineChart;
import dev.sotto.chart.LineChart.EndLabel;
import dev.sotto.chart.Size;
import dev.sotto.chart.Sparkline;
import dev.sotto.chart.StackedBars;
import dev.sotto.chart.SurvivalChart;
import dev.sotto.chart.Typeface;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** Draws the rows of a cell's answer with the charts of the reports. */
final class Charts {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 260;
    private static final double ROW = 26;
    private static final double LABELS = 180;
    private static final double TEXT = 12;
    private static final double BETWEEN = 10;
    private static final int MOST_TICKS = 7;
    private static final int HOURS = 24;
    private static final double FINE = 4;
    private static final List<Hue> HUES = List.of(Hue.VOICE, Hue.MEDIA, Hue.TEXT, Hue.OTHER, Hue.ALERT);

    private final ChartRows rows;

    Charts(ChartRows rows) {
        this.rows = rows;
    }

    Drawing line() {
        List<OptionalDouble> values = rows.sizes("y");
        List<OptionalDouble> ghost = rows.sizes("before");
        double unit = unit(List.of(values, ghost));
        return new LineChart(
                        thinned(rows.words("x")),
                        in(unit, values),
                        in(unit, ghost),
                        Set.of(),
                        "no data",
                        new EndLabel(rows.named("y"), last(values)),
                        new EndLabel(rows.named("before"), last(ghost)),
                        Optional.empty(),
                        axis(unit))
                .draw(new Size(WIDTH, HEIGHT));
    }

    Drawing bars() {
        List<OptionalDouble> values = rows.sizes("y");
        List<String> bars = rows.different("x");
        boolean isWhole = rows.order().column("part").isEmpty();
        List<String> parts = isWhole ? List.of("") : rows.different("part");
        if (parts.size() > HUES.size()) {
            throw ChartOrder.refusal(
                    "a bar has at most " + HUES.size() + " parts, and '" + rows.named("part") + "' has " + parts.size(),
                    "Put the small ones together with CASE");
        }
        Map<List<String>, OptionalDouble> found = rows.by("x", "part", values);
        double unit = unit(List.of(values));
        List<StackedBars.Part> stack = new ArrayList<>();
        for (String part : parts) {
            List<OptionalDouble> own = bars.stream()
                    .map(bar -> found.getOrDefault(List.of(bar, part), OptionalDouble.empty()))
                    .toList();
            stack.add(new StackedBars.Part(
                    isWhole ? rows.named("y") : part,
                    HUES.get(stack.size()),
                    in(unit, own).stream()
                            .map(value -> value.orElse(Double.NaN))
                            .toList(),
                    last(own)));
        }
        return new StackedBars(thinned(bars), stack, axis(unit)).draw(new Size(WIDTH, HEIGHT));
    }

    Drawing funnel() {
        List<String> names = rows.words("x");
        List<OptionalDouble> persons = rows.sizes("y");
        double whole = persons.get(0).orElse(Double.NaN);
        List<FunnelChart.Step> steps = IntStream.range(0, names.size())
                .mapToObj(step -> {
                    OptionalDouble reached = persons.get(step);
                    boolean hasShare = step > 0 && reached.isPresent() && whole > 0;
                    return new FunnelChart.Step(
                            names.get(step),
                            reached.orElse(Double.NaN),
                            hasShare ? percent(reached.getAsDouble() / whole) : reached.isPresent() ? "" : "no data",
                            said(reached));
                })
                .toList();
        return new FunnelChart(steps).draw(new Size(WIDTH, FunnelChart.height(steps.size())));
    }

    Drawing intervals() {
        List<String> names = rows.words("x");
        List<OptionalDouble> values = rows.numbers("y");
        List<OptionalDouble> low = rows.numbers("low");
        List<OptionalDouble> high = rows.numbers("high");
        List<OptionalDouble> before = rows.numbers("before");
        List<IntervalPlot.Row> plotted = IntStream.range(0, names.size())
                .mapToObj(row -> {
                    double value = values.get(row).orElse(Double.NaN);
                    return new IntervalPlot.Row(
                            names.get(row),
                            values.get(row).isPresent() ? said(values.get(row)) : "no data",
                            value,
                            low.get(row).orElse(value),
                            high.get(row).orElse(value),
                            before.get(row),
                            Hue.VOICE);
                })
                .toList();
        boolean isSigned = low.stream().anyMatch(value -> value.orElse(0) < 0);
        OptionalDouble reference = isSigned ? OptionalDouble.of(0) : OptionalDouble.empty();
        return new IntervalPlot(plotted, reference, this::say)
                .draw(new Size(WIDTH, IntervalPlot.height(plotted.size())));
    }

    Drawing survival() {
        List<Double> times = rows.known("x");
        List<Double> shares = rows.known("y");
        List<OptionalDouble> low = rows.numbers("low");
        List<OptionalDouble> high = rows.numbers("high");
        for (int i = 0; i < times.size(); i++) {
            boolean isFirst = i == 0;
            boolean isLater = isFirst || times.get(i) > times.get(i - 1);
            boolean isFewer = shares.get(i) >= 0 && shares.get(i) <= (isFirst ? 1 : shares.get(i - 1));
            if (!isLater || !isFewer) {
                throw ChartOrder.refusal(
                        "of those who wait there are only fewer, as shares of 1 in the order of time",
                        "Order by '" + rows.named("x") + "', and take the share that still waits for '"
                                + rows.named("y") + "'");
            }
        }
        int every = (times.size() + MOST_TICKS - 1) / MOST_TICKS;
        return new SurvivalChart(
                        IntStream.range(0, times.size())
                                .mapToObj(i -> new SurvivalChart.Step(
                                        times.get(i),
                                        shares.get(i),
                                        low.get(i).orElse(shares.get(i)),
                                        high.get(i).orElse(shares.get(i))))
                                .toList(),
                        IntStream.range(0, times.size())
                                .filter(i -> i % every == 0)
                                .mapToObj(i -> new SurvivalChart.Tick(times.get(i), number(times.get(i))))
                                .toList(),
                        Optional.empty(),
                        Charts::percent)
                .draw(new Size(WIDTH, HEIGHT));
    }

    Drawing heat() {
        List<String> columns = rows.different("x");
        List<String> names = rows.different("y");
        Map<List<String>, OptionalDouble> values = rows.by("x", "y", rows.numbers("value"));
        List<HeatMap.Row> lines = names.stream()
                .map(name -> new HeatMap.Row(
                        name,
                        "",
                        columns.stream()
                                .map(column -> values.getOrDefault(List.of(column, name), OptionalDouble.empty()))
                                .toList()))
                .toList();
        return new HeatMap(columns, "", lines, this::say).draw(new Size(WIDTH, ROW * (names.size() + 1)));
    }

    Drawing hours() {
        List<String> days = rows.different("y");
        List<Double> at = rows.known("x");
        List<String> on = rows.words("y");
        List<OptionalDouble> values = rows.numbers("value");
        List<List<OptionalDouble>> week = new ArrayList<>();
        days.forEach(day -> week.add(new ArrayList<>(IntStream.range(0, HOURS)
                .mapToObj(hour -> OptionalDouble.empty())
                .toList())));
        for (int row = 0; row < at.size(); row++) {
            double hour = at.get(row);
            if (hour < 0 || hour >= HOURS || hour != Math.rint(hour)) {
                throw ChartOrder.refusal(
                        "'" + rows.named("x") + "' holds " + number(hour) + ", which is no hour",
                        "Take whole hours from 0 to 23");
            }
            week.get(days.indexOf(on.get(row))).set((int) hour, values.get(row));
        }
        return new DayHourMap(days, week, hour -> String.format(Locale.ROOT, "%02d", hour))
                .draw(new Size(WIDTH, ROW * (days.size() + 1)));
    }

    Drawing contributions() {
        List<String> names = rows.words("x");
        List<Double> values = rows.known("y");
        double whole = values.stream().mapToDouble(Double::doubleValue).sum();
        return new ContributionBars(
                        IntStream.range(0, names.size())
                                .mapToObj(part -> new ContributionBars.Part(
                                        names.get(part), values.get(part), signed(values.get(part))))
                                .toList(),
                        new ContributionBars.Part("Sum", whole, signed(whole)))
                .draw(new Size(WIDTH, ContributionBars.height(names.size())));
    }

    Drawing sparkline() {
        return new Sparkline(rows.numbers("y"), Hue.VOICE).draw(new Size(LABELS, 40));
    }

    /** What an axis that counts in whole numbers counts, so that values between them have their place. */
    private double unit(List<List<OptionalDouble>> all) {
        double[] known = all.stream()
                .flatMap(List::stream)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        double largest = 0;
        boolean isWhole = true;
        for (double value : known) {
            largest = Math.max(largest, value);
            isWhole &= value == Math.rint(value);
        }
        double unit = rows.order().unit() == ChartOrder.Unit.PERCENT ? 0.01 : 1;
        while (largest > 0 && largest / unit < FINE && !(isWhole && unit == 1)) {
            unit /= 10;
        }
        return unit;
    }

    private static List<OptionalDouble> in(double unit, List<OptionalDouble> values) {
        return values.stream()
                .map(value -> value.isPresent() ? OptionalDouble.of(value.getAsDouble() / unit) : value)
                .toList();
    }

    private DoubleFunction<String> axis(double unit) {
        return value -> say(value * unit);
    }

    /** The names of which there is room for; the others are blank. */
    private static List<String> thinned(List<String> names) {
        double widest = names.stream()
                .mapToDouble(name -> Typeface.REGULAR.width(name, TEXT))
                .max()
                .orElse(0);
        double room = (WIDTH - LABELS) / Math.max(1, names.size());
        int every = Math.max(1, (int) Math.ceil((widest + BETWEEN) / room));
        return IntStream.range(0, names.size())
                .mapToObj(name -> name % every == 0 ? names.get(name) : "")
                .toList();
    }

    private String last(List<OptionalDouble> values) {
        return values.isEmpty() ? "" : said(values.get(values.size() - 1));
    }

    private String said(OptionalDouble value) {
        return value.isPresent() ? say(value.getAsDouble()) : "";
    }

    private String say(double value) {
        return rows.order().unit() == ChartOrder.Unit.PERCENT ? percent(value) : number(value);
    }

    private String signed(double value) {
        return (value > 0 ? "+" : "") + say(value);
    }

    private static String percent(double share) {
        return number(share * 100) + "%";
    }

    private static String number(double value) {
        return Numbers.written(value);
    }
}
