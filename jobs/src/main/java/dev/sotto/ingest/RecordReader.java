package dev.sotto.ingest;

import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.record.DerivedIds;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.JsonEventParser;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.LineSplitter;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.RecordParser;
import dev.sotto.ingest.record.Reject;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the records of a file, or of a part of it, one after the other: each is an event, a reject, or merely counted. */
final class RecordReader {
    private final LineSplitter lines;
    private final long end;
    private final RecordParser parser;
    private final EventRules rules;
    private final PersonGuard guard;
    private final DerivedIds ids;
    private final FileCounts counts = new FileCounts();
    private final EventRecord event = new EventRecord();
    private boolean isUnder16;
    private @Nullable Reject reject;

    /**
     * Read the lines that begin before an offset.
     *
     * @param end where the next part of the file begins; {@link Long#MAX_VALUE} for all there is
     */
    RecordReader(
            LineSplitter lines, long end, RecordParser parser, EventRules rules, PersonGuard guard, DerivedIds ids) {
        this.lines = lines;
        this.end = end;
        this.parser = parser;
        this.rules = rules;
        this.guard = guard;
        this.ids = ids;
    }

    /** A reader of a whole canonical log without ids of its own. */
    static RecordReader ofJsonLines(LineSplitter lines, EventRules rules, PersonGuard guard) {
        return new RecordReader(lines, Long.MAX_VALUE, new JsonEventParser(), rules, guard, new DerivedIds(Set.of()));
    }

    /** Move to the next event or reject; false at the end. */
    boolean next() throws IOException {
        while (lines.offset() < end && lines.next()) {
            Line line = lines.line();
            if (line.isBlank()) {
                counts.count(Outcome.BLANK, line.length);
            } else if (parser.takesHeader(line)) {
                counts.count(Outcome.IGNORED, line.length);
            } else if (isRecord(line)) {
                return true;
            }
        }
        return false;
    }

    /** Read one line; false where it is left out on purpose. */
    private boolean isRecord(Line line) {
        event.clear();
        reject = line.isTooLong ? Reject.of(Reason.LINE_TOO_LONG) : parser.parse(line, event);
        if (reject == null) {
            reject = rules.judge(event);
        }
        if (reject == null) {
            isUnder16 = guard.hide(event);
            ids.derive(event);
            counts.count(Outcome.ACCEPTED, line.length);
        } else if (reject.reason() == Reason.IGNORED) {
            counts.count(Outcome.IGNORED, line.length);
            return false;
        } else {
            counts.count(Outcome.REJECTED, line.length);
            counts.reason(reject.reason().code());
        }
        return true;
    }

    Line line() {
        return lines.line();
    }

    /** The event; only where there is no {@link #reject}. */
    EventRecord event() {
        return event;
    }

    boolean isUnder16() {
        return isUnder16;
    }

    /** Why the record is no event; null if it is one. */
    @Nullable
    Reject reject() {
        return reject;
    }

    /** What was read so far; every event still counts as accepted, since duplicates are found later. */
    FileCounts counts() {
        return counts;
    }
}
