package dev.sotto.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

    /** What some words stand for here. */
    record Terms(List<Term> terms) implements CardBody {

        /** A word and what it stands for. */
        public record Term(String name, String text) {
            private int length() {
                return name.length() + text.length();
            }
        }

        public Terms {
            terms = List.copyOf(terms);
        }

        /** The terms in columns of about the same length, for paper, which breaks no text into columns. */
        public List<List<Term>> columns(int count) {
            List<List<Term>> columns = Stream.generate(() -> (List<Term>) new ArrayList<Term>())
                    .limit(count)
                    .toList();
            int rest = terms.stream().mapToInt(Term::length).sum();
            int column = 0;
            int filled = 0;
            for (Term term : terms) {
                // Each column takes its part of what is left, half a term more or less.
                if (column < count - 1 && filled + term.length() / 2 > (filled + rest) / (count - column)) {
                    column++;
                    filled = 0;
                }
                columns.get(column).add(term);
                filled += term.length();
                rest -= term.length();
            }
            return columns;
        }
    }

    /** Nothing: the notes say why. */
    record Nothing() implements CardBody {}
}
