package dev.sotto.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A section of a document: a chart or numbers, with their words.
 *
 * @param notes what must be said under it, such as what is missing
 */
public record Card(String id, String title, String subtitle, Shape shape, CardBody body, List<String> notes) {

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
        return new Card(id, title, subtitle, shape, new CardBody.Chart(picture, text, table), notes);
    }

    /** A section without a single number: it says why. */
    static Card withoutNumbers(String id, String title, String subtitle, Shape shape, String why) {
        return new Card(id, title, subtitle, shape, new CardBody.Nothing(), List.of(why));
    }

    /** The section in a shape that fills its row. */
    Card shaped(Shape other) {
        return new Card(id, title, subtitle, other, body, notes);
    }

    /** Its chart; empty where it has none. */
    Optional<CardBody.Chart> chart() {
        return body instanceof CardBody.Chart chart ? Optional.of(chart) : Optional.empty();
    }

    public boolean hasPicture() {
        return chart().isPresent();
    }

    /** Whether it says only why it has no numbers. */
    public boolean isEmpty() {
        return body instanceof CardBody.Nothing;
    }

    /** The numbers of its chart; empty where it has none. */
    Table table() {
        return chart().map(CardBody.Chart::table).orElseGet(Table::empty);
    }

    /** The picture for a wide page as SVG; empty where there is none. */
    public String wide() {
        return svg("wide", shape.room, Picture.Detail.FULL);
    }

    /** The picture for a phone as SVG; empty where there is none. */
    public String narrow() {
        return svg("narrow", PHONE, Picture.Detail.BRIEF);
    }

    private String svg(String medium, double room, Picture.Detail detail) {
        return chart().map(chart -> chart.picture().draw(room, detail).svg(id + "-" + medium, title, chart.text()))
                .orElse("");
    }
}
