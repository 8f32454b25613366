package dev.sotto.report;

import dev.sotto.domain.Period;
import dev.sotto.warehouse.Ledger.Delivery;
import dev.sotto.warehouse.Results.Restated;
import java.time.Instant;
import java.util.List;

/**
 * What has become of numbers that a report told before.
 *
 * @param revision of the report that says so; 1 for one that is made for the first time
 * @param toldAt as of when its reader saw the numbers last: in the revision before, or in the report of an earlier week
 * @param restated those that are others now
 */
public record Restatement(int revision, Instant toldAt, List<Restated> restated) {

    public Restatement {
        restated = List.copyOf(restated);
        if (revision < Delivery.FIRST_REVISION) {
            throw new IllegalArgumentException("revisions are counted from 1, and this is " + revision);
        }
    }

    /** Of a report that is made for the first time, after none in which its reader saw any number. */
    public static Restatement none() {
        return new Restatement(Delivery.FIRST_REVISION, Instant.EPOCH, List.of());
    }

    /** Whether a number of a week is among them. */
    public static boolean touches(List<Restated> restated, Period week) {
        return restated.stream().anyMatch(each -> each.now().periodStartOn().equals(week.startOn()));
    }
}
