package dev.sotto.report;

import java.util.List;

/**
 * A section of a page: a chart with its words, drawn once for wide pages and once for narrow ones, and its numbers as a table.
 *
 * @param shape how much room it takes: {@code wide}, {@code slim} or {@code half}
 * @param wide the picture for a wide page as SVG, empty where there is no number to draw
 * @param narrow the picture for a phone
 * @param notes what must be said under the chart, such as what is missing
 */
public record Card(
        String id,
        String title,
        String subtitle,
        String shape,
        String wide,
        String narrow,
        List<String> notes,
        Table table) {

    /** Numbers under a chart: a heading for each column, the first of which names the row. */
    public record Table(List<String> head, List<List<String>> rows) {
        public Table {
            head = List.copyOf(head);
            rows = rows.stream().map(List::copyOf).toList();
        }

        static Table empty() {
            return new Table(List.of(), List.of());
        }
    }

    public Card {
        notes = List.copyOf(notes);
    }

    /** A section without a single number: it says why. */
    static Card withoutNumbers(String id, String title, String subtitle, String shape, String why) {
        return new Card(id, title, subtitle, shape, "", "", List.of(why), Table.empty());
    }

    public boolean hasPicture() {
        return !wide.isEmpty();
    }
}
