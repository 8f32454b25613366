package dev.sotto.bench;

import dev.sotto.chart.Drawing;
import dev.sotto.chart.Hue;
import dev.sotto.chart.IntervalPlot;
import dev.sotto.chart.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The benchmark as a picture: the product's time as a multiple of its peer's, a row each piece of work and size. */
final class BenchChart {
    private static final double WIDTH = 720;

    private BenchChart() {}

    /** An SVG document. */
    static String of(List<Measure> measures) {
        List<IntervalPlot.Row> rows = measures.stream()
                // The bare scan is a floor and no work: its ratio would press all others to one side.
                .filter(measure ->
                        measure.ratio().isPresent() && !measure.work().equals("scan"))
                .sorted(Comparator.comparingInt(measure -> place(measures, measure)))
                .map(BenchChart::row)
                .toList();
        Drawing drawing = new IntervalPlot(rows, OptionalDouble.of(1), BenchChart::times)
                .draw(new Size(WIDTH, IntervalPlot.height(rows.size())));
        return drawing.document(
                "bench",
                "Sotto's time as a multiple of DuckDB's",
                "The same work in the same run; the line is at one.");
    }

    /** All sizes of a piece of work stand together. */
    private static int place(List<Measure> measures, Measure of) {
        return measures.stream().map(Measure::work).toList().indexOf(of.work());
    }

    private static IntervalPlot.Row row(Measure measure) {
        double ratio = measure.ratio().orElseThrow();
        String words = String.format(
                Locale.ROOT,
                "%s: %s and %s",
                times(ratio),
                seconds(measure.sottoSeconds()),
                seconds(measure.peerSeconds().orElseThrow()));
        String name = String.format(Locale.ROOT, "%s, %,d events", measure.work(), measure.events());
        return new IntervalPlot.Row(name, words, ratio, ratio, ratio, OptionalDouble.empty(), Hue.VOICE);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 1 ? "%.2f×" : "%.1f×", ratio);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
}
