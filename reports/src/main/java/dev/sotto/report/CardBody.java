package dev.sotto.report;

import java.util.List;

/** What a section of a document holds beside its title and its notes. */
public sealed interface CardBody {

    /**
     * A chart, and its numbers as a table.
     *
     * @param text what the picture shows, for those who hear the page
     */
    record Chart(Picture picture, String text, Card.Table table) implements CardBody {}

    /** Numbers below each other, each beside its change and its course. */
    record Lines(List<Tile> tiles) implements CardBody {
        public Lines {
            tiles = List.copyOf(tiles);
        }
    }

    /**
     * Several of a kind below each other, with the same numbers each.
     *
     * @param head a heading for each column: the names, the numbers, and what is said last
     */
    record Grid(List<String> head, List<Row> rows) implements CardBody {

        /**
         * One of them.
         *
         * @param closing what is said of it after its numbers
         * @param tone {@code good}, {@code alert} or {@code plain} where that is a state; empty where it is none
         */
        public record Row(String name, List<Tile> numbers, String closing, String tone) {
            public Row {
                numbers = List.copyOf(numbers);
            }
        }

        public Grid {
            head = List.copyOf(head);
            rows = List.copyOf(rows);
        }
    }

    /** A table that is read as it stands. */
    record Sheet(Card.Table table) implements CardBody {}

    /** Nothing: the notes say why. */
    record Nothing() implements CardBody {}
}
