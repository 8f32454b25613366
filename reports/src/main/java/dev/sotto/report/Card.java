package dev.sotto.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A section of a document: a chart or a list of numbers with its words, and the numbers of the chart as a table.
 *
 * @param picture empty where there is no number to draw
 * @param text what the picture shows, for those who hear the page
 * @param lines numbers that stand below each other; empty beside a picture
 * @param notes what must be said under the chart, such as what is missing
 */
public record Card(
        String id,
        String title,
        String subtitle,
        Shape shape,
        Optional<Picture> picture,
        String text,
        List<Tile> lines,
        List<String> notes,
        Table table) {

    /** How much room a section takes of a wide page. */
    public enum Shape {
        WIDE(8, 656),
        SLIM(4, 299),
        HALF(6, 478),
        THIRD(4, 299),
        WHOLE(12, 1014);

        private final int columns;
        private final double room;

        Shape(int columns, double room) {
            this.columns = columns;
            this.room = room;
        }

        /** How many of the twelve columns of a wide page it takes. */
        int columns() {
            return columns;
        }

        /** Its name in a style sheet. */
        public String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final double PHONE = 320;

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
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    static Card of(
            String id,
            String title,
            String subtitle,
            Shape shape,
            Picture picture,
            String text,
            List<String> notes,
            Table table) {
        return new Card(id, title, subtitle, shape, Optional.of(picture), text, List.of(), notes, table);
    }

    /** A section without a single number: it says why. */
    static Card withoutNumbers(String id, String title, String subtitle, Shape shape, String why) {
        return new Card(id, title, subtitle, shape, Optional.empty(), "", List.of(), List.of(why), Table.empty());
    }

    /** The section in a shape that fills its row. */
    Card shaped(Shape other) {
        return new Card(id, title, subtitle, other, picture, text, lines, notes, table);
    }

    public boolean hasPicture() {
        return picture.isPresent();
    }

    /** Whether it says only why it has no numbers. */
    public boolean isEmpty() {
        return picture.isEmpty() && lines.isEmpty();
    }

    /** The picture for a wide page as SVG; empty where there is none. */
    public String wide() {
        return picture.map(drawn -> drawn.draw(shape.room, Picture.Detail.FULL).svg(id + "-wide", title, text))
                .orElse("");
    }

    /** The picture for a phone as SVG; empty where there is none. */
    public String narrow() {
        return picture.map(drawn -> drawn.draw(PHONE, Picture.Detail.BRIEF).svg(id + "-narrow", title, text))
                .orElse("");
    }
}
