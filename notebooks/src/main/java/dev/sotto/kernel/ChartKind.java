package dev.sotto.kernel;

import dev.sotto.chart.Drawing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kind of chart that a cell can order: the parts that it draws, each from a column of the answer. */
enum ChartKind {
    /** Values over steps, with those of the period before as a ghost; NULL is a gap. */
    LINE(List.of("x", "y"), List.of("before"), Charts::line),
    /** A bar for each x, of several parts where a column names them. */
    BARS(List.of("x", "y"), List.of("part"), Charts::bars),
    /** Persons who went from step to step. */
    FUNNEL(List.of("x", "y"), List.of(), Charts::funnel),
    /** Values with their intervals, beside those of the period before. */
    INTERVALS(List.of("x", "y", "low", "high"), List.of("before"), Charts::intervals),
    /** The share that still waits after a time. */
    SURVIVAL(List.of("x", "y"), List.of("low", "high"), Charts::survival),
    /** Values by two dimensions, such as cohorts by weeks since. */
    HEAT(List.of("x", "y", "value"), List.of(), Charts::heat),
    /** Values by the hours (x) of the days (y) of a week. */
    HOURS(List.of("x", "y", "value"), List.of(), Charts::hours),
    /** The parts of a change, and their sum. */
    CONTRIBUTIONS(List.of("x", "y"), List.of(), Charts::contributions),
    /** The course of a number as one small line. */
    SPARKLINE(List.of("y"), List.of(), Charts::sparkline);

    private final List<String> needed;
    private final List<String> more;
    private final Function<Charts, Drawing> drawing;

    ChartKind(List<String> needed, List<String> more, Function<Charts, Drawing> drawing) {
        this.needed = needed;
        this.more = more;
        this.drawing = drawing;
    }

    /** The kind of a word such as {@code line}. */
    static Optional<ChartKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** All of them, as they are written. */
    static String words() {
        return Stream.of(values()).map(ChartKind::word).collect(Collectors.joining(", "));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The parts without which it is none. */
    List<String> needed() {
        return needed;
    }

    /** Every part that it can draw. */
    List<String> parts() {
        return Stream.concat(needed.stream(), more.stream()).toList();
    }

    /** How it is ordered. */
    String usage() {
        return Stream.concat(
                        needed.stream().map(part -> " " + part + "=COLUMN"),
                        more.stream().map(part -> " [" + part + "=COLUMN]"))
                .collect(Collectors.joining("", word(), ""));
    }

    Drawing draw(Charts charts) {
        return drawing.apply(charts);
    }
}
