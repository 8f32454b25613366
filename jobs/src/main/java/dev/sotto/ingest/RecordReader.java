package dev.sotto.ingest;

import dev.sotto.domain.Sha256;
import dev.sotto.ingest.FileCounts.Outcome;
import dev.sotto.ingest.record.BodyParser;
import dev.sotto.ingest.record.DerivedIds;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.FoundRecord;
import dev.sotto.ingest.record.Frames;
import dev.sotto.ingest.record.JsonEventParser;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.LineSplitter;
import dev.sotto.ingest.record.Reason;
import dev.sotto.ingest.record.Reject;
import dev.sotto.warehouse.Bygones.Tombstone;
import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a file, or of a part of it, one after the other: each is an event, a reject, or merely counted.
 *
 * <p>Where a frame holds several records its bytes are counted once, under the first outcome that any of them has.
 */
final class RecordReader implements Closeable {
    private static final FoundRecord TOO_LONG = FoundRecord.refused(Reject.of(Reason.LINE_TOO_LONG));

    private final Frames frames;
    private final long end;
    private final BodyParser parser;
    private final EventRules rules;
    private final PersonGuard guard;
    private final AgeBases ageBases;
    private final boolean isLive;
    private final DerivedIds ids = new DerivedIds();
    private final FileCounts counts = new FileCounts();
    private final EventRecord event = new EventRecord();
    private final MessageDigest digest = Sha256.digest();
    private boolean isUnder16;
    private @Nullable Reject reject;
    private boolean isInFrame;
    private int ordinal;
    private @Nullable Outcome best;
    private byte @Nullable [] frameSha256;

    /**
     * Read the frames that begin before an offset.
     *
     * @param end where the next part of the file begins; {@link Long#MAX_VALUE} for all there is
     * @param isLive whether a last line without an end waits for it
     */
    RecordReader(
            Frames frames,
            long end,
            BodyParser parser,
            EventRules rules,
            PersonGuard guard,
            AgeBases ageBases,
            boolean isLive) {
        this.frames = frames;
        this.end = end;
        this.parser = parser;
        this.rules = rules;
        this.guard = guard;
        this.ageBases = ageBases;
        this.isLive = isLive;
    }

    /** A reader of a whole canonical log. */
    static RecordReader ofJsonLines(LineSplitter lines, EventRules rules, PersonGuard guard) {
        return new RecordReader(lines, Long.MAX_VALUE, new JsonEventParser(), rules, guard, AgeBases.UNKNOWN, false);
    }

    /** Move to the next event or reject; false at the end. */
    boolean next() throws IOException {
        while (isInFrame || openFrame()) {
            FoundRecord found = line().isTooLong ? tooLong() : parser.next();
            if (found == null) {
                closeFrame();
            } else if (isRecord(found)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable FoundRecord tooLong() {
        return ordinal < 0 ? TOO_LONG : null;
    }

    /** Move to the next frame that holds records; false at the end. */
    private boolean openFrame() throws IOException {
        while (frames.offset() < end && frames.next()) {
            Line frame = frames.line();
            if (frame.isBlank()) {
                counts.count(Outcome.BLANK, frame.length);
            } else if (isLive && frame.isOpen) {
                counts.count(Outcome.IGNORED, frame.length);
                counts.ignored("held_back");
            } else if (parser.takesHeader(frame)) {
                counts.count(Outcome.IGNORED, frame.length);
                counts.ignored("header");
            } else {
                if (!frame.isTooLong) {
                    parser.open(frame);
                }
                isInFrame = true;
                ordinal = -1;
                best = null;
                frameSha256 = null;
                return true;
            }
        }
        return false;
    }

    private void closeFrame() {
        isInFrame = false;
        if (best == null) {
            counts.count(Outcome.IGNORED, line().length);
            counts.ignored("empty");
        } else {
            counts.count(best, 0, line().length);
        }
    }

    /** Read one record; false where it is left out on purpose. */
    private boolean isRecord(FoundRecord found) {
        ordinal++;
        event.clear();
        reject = found.fill(event);
        if (reject == null) {
            ageBases.fillIn(event);
            reject = rules.judge(event);
        }
        String refusal = reject == null ? guard.refusal(event) : null;
        if (refusal != null) {
            count(Outcome.IGNORED);
            counts.ignored(refusal);
            return false;
        }
        if (reject == null) {
            isUnder16 = guard.hide(event);
            ids.derive(event);
            count(Outcome.ACCEPTED);
        } else if (reject.reason() == Reason.IGNORED) {
            count(Outcome.IGNORED);
            counts.ignored(String.valueOf(reject.detail()));
            return false;
        } else {
            count(Outcome.REJECTED);
            counts.reason(reject.reason().code());
        }
        return true;
    }

    private void count(Outcome outcome) {
        counts.count(outcome, 0);
        best = best == null || outcome.compareTo(best) < 0 ? outcome : best;
    }

    @Override
    public void close() throws IOException {
        if (frames instanceof Closeable held) {
            held.close();
        }
    }

    /** The frame that holds the record. */
    Line line() {
        return frames.line();
    }

    /** Which record of its frame it is, from 0. */
    int ordinal() {
        return ordinal;
    }

    /** SHA-256 of the frame that holds the record. */
    byte[] frameSha256() {
        byte[] known = frameSha256;
        if (known == null) {
            Line frame = line();
            if (frame.isTooLong) {
                known = frame.tooLongSha256;
            } else {
                digest.update(frame.bytes, frame.start, frame.size);
                known = digest.digest();
            }
            frameSha256 = known;
        }
        return known;
    }

    /** The event; only where there is no {@link #reject}. */
    EventRecord event() {
        return event;
    }

    /** What keeps those out who turned out to be the same as erased persons. */
    List<Tombstone> linked() {
        return guard.linked();
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
