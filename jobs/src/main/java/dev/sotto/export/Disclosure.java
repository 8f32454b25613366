package dev.sotto.export;

import java.util.List;

/**
 * What disclosure control made of a brand's results.
 *
 * @param rows every row, the withheld ones marked and blank
 * @param suppressed how many rows are withheld
 * @param smallChanges in how many places a number that an earlier export told has moved by fewer persons than the threshold
 */
record Disclosure(List<PartnerRow> rows, long suppressed, int smallChanges) {
    Disclosure {
        rows = List.copyOf(rows);
    }
}
