package dev.sotto.report;

import dev.sotto.chart.Size;
import dev.sotto.chart.Sparkline;
import java.util.Optional;

/**
 * One number of a page: what it is, how it changed, and its course.
 *
 * @param id the metric
 * @param value the number, or in one or two words why there is none
 * @param isNumber whether the value is a number
 * @param arrow ▲ or ▼, empty without a change
 * @param direction the arrow in a word, for those who hear the page
 * @param change the size of the change, or why there is no number
 * @param tone {@code good}, {@code bad} or {@code plain}
 * @param note what it is compared with
 * @param course its last weeks; empty where there are too few
 */
public record Tile(
        String id,
        String title,
        String value,
        boolean isNumber,
        String arrow,
        String direction,
        String change,
        String tone,
        String note,
        Optional<Sparkline> course) {
    private static final Size LARGE = new Size(136, 34);
    private static final Size SMALL = new Size(84, 22);

    /** Its course as SVG for a tile; empty where there is none. */
    public String picture() {
        return picture(LARGE, "spark-");
    }

    /** Its course as SVG for a line of a list; empty where there is none. */
    public String smallPicture() {
        return picture(SMALL, "line-");
    }

    /** Its course as SVG for a row of a table, which is told apart from the same number of other rows. */
    public String picture(int row) {
        return picture(SMALL, "row-" + row + "-");
    }

    private String picture(Size size, String prefix) {
        return course.map(line -> line.draw(size).decorativeSvg(prefix + id.replace('_', '-')))
                .orElse("");
    }
}
