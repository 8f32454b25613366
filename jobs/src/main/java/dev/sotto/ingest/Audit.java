package dev.sotto.ingest;

import dev.sotto.domain.SottoException;
import dev.sotto.ingest.IngestReport.FileReport;
import java.util.Locale;

/** What must be true before anything is published. */
final class Audit {
    private Audit() {}

    /** Stop where too many records are rejects, or where a count cannot be. */
    static void check(IngestReport report, double maxRejectShare) {
        for (FileReport file : report.read()) {
            for (FileCounts.Outcome outcome : FileCounts.Outcome.values()) {
                if (file.counts().records(outcome) < 0 || file.counts().bytes(outcome) < 0) {
                    throw bug("the counts of " + file.file() + " do not balance (" + file.counts() + ")");
                }
            }
        }
        checkShare(report, maxRejectShare);
    }

    private static void checkShare(IngestReport report, double maxRejectShare) {
        double share = report.rejectShare();
        if (share > maxRejectShare) {
            long rejected = report.totals().records(FileCounts.Outcome.REJECTED);
            throw new SottoException(
                    SottoException.Code.DATA,
                    String.format(
                            Locale.ROOT,
                            "Cannot publish the log: %,d records (%.1f %%) are rejects, more than the %.1f %% allowed,"
                                    + " most of them for the reason %s. See sotto check for all reasons; correct the"
                                    + " file or its mapping, or raise max-reject-share.",
                            rejected,
                            share * 100,
                            maxRejectShare * 100,
                            report.dominantReason().orElse("unknown")));
        }
    }

    /** Stop where a table does not hold what was counted. */
    static void checkRows(String table, long found, long expected) {
        if (found != expected) {
            throw bug(table + " would gain " + found + " rows where " + expected + " were counted");
        }
    }

    private static SottoException bug(String why) {
        return new SottoException(
                SottoException.Code.BUG,
                "Cannot publish the log: " + why + ". Nothing was published; report this, with the input if you can.");
    }
}
