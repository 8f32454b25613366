package dev.sotto.report;

import java.util.List;

/** A part of a page, in the order in which it is read. */
public sealed interface Part {

    /** What a page says first: its sentence, and what a reader should not miss. */
    record Opening(String lead, List<CallOut> callOuts) implements Part {
        public Opening {
            callOuts = List.copyOf(callOuts);
        }
    }

    /**
     * Numbers side by side.
     *
     * @param subtitle what is said of all of them; where it is empty, the title is heard only
     */
    record Numbers(String id, String title, String subtitle, List<Tile> tiles) implements Part {
        public Numbers {
            tiles = List.copyOf(tiles);
        }
    }

    /** Sections with charts or lists, in rows that fill the page. */
    record Cards(String title, List<List<Card>> rows) implements Part {
        public Cards {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
