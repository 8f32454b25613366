package dev.sotto.ingest;

import dev.sotto.ingest.file.CheckedInput;
import dev.sotto.ingest.file.InputFile;
import dev.sotto.ingest.file.Survey;
import dev.sotto.ingest.file.UnpackedInput;
import dev.sotto.ingest.mapping.MappedParser;
import dev.sotto.ingest.record.DerivedIds;
import dev.sotto.ingest.record.JsonEventParser;
import dev.sotto.ingest.record.LineSplitter;
import dev.sotto.ingest.record.RecordParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Set;

/**
 * A file, or a piece of one, as a unit of work.
 *
 * @param fileIndex which file of the run it belongs to
 * @param piece which piece; {@link #WHOLE} for all of it
 */
record Part(int fileIndex, InputFile file, int piece) implements Serializable {
    static final int WHOLE = -1;

    private long from() {
        return piece == WHOLE ? 0 : (long) piece * Survey.PIECE;
    }

    private long to() {
        return piece == WHOLE ? file.size() : Math.min(file.size(), from() + Survey.PIECE);
    }

    /** How many bytes of the file it covers. */
    long size() {
        return to() - from();
    }

    /** Open its bytes: a piece begins one byte early, to see whether a line begins with it. */
    CheckedInput open() throws IOException {
        return new CheckedInput(file, Math.max(0, from() - 1), from(), to());
    }

    /** A reader of its records. */
    RecordReader records(CheckedInput raw, IngestSettings settings, Pseudonyms pseudonyms) throws IOException {
        RecordParser parser = file.mapping() == null ? new JsonEventParser() : new MappedParser(file.mapping());
        DerivedIds ids = new DerivedIds(
                file.mapping() == null ? Set.of() : file.mapping().derivedIds());
        InputStream content = UnpackedInput.of(raw, file);
        LineSplitter lines = new LineSplitter(content, Math.max(0, from() - 1), newlinesBefore());
        if (piece > 0) {
            lines.skipToLineStart();
        }
        long end = piece == WHOLE ? Long.MAX_VALUE : to();
        return new RecordReader(lines, end, parser, settings.rules(file), new PersonGuard(pseudonyms), ids);
    }

    private long newlinesBefore() {
        long sum = 0;
        for (int i = 0; i < piece; i++) {
            sum += file.newlines()[i];
        }
        return sum;
    }
}
