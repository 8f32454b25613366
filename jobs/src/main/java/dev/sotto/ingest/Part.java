package dev.sotto.ingest;

import dev.sotto.domain.LogFormat;
import dev.sotto.ingest.connect.ChatMessages;
import dev.sotto.ingest.connect.ChatSurvey;
import dev.sotto.ingest.connect.Connectors;
import dev.sotto.ingest.connect.Origin;
import dev.sotto.ingest.file.CheckedInput;
import dev.sotto.ingest.file.InputFile;
import dev.sotto.ingest.file.ParquetRows;
import dev.sotto.ingest.file.Reading;
import dev.sotto.ingest.file.Survey;
import dev.sotto.ingest.file.UnpackedInput;
import dev.sotto.ingest.mapping.MappedParser;
import dev.sotto.ingest.record.BodyParser;
import dev.sotto.ingest.record.Cut;
import dev.sotto.ingest.record.Frames;
import dev.sotto.ingest.record.JsonEventParser;
import dev.sotto.ingest.record.LineSplitter;
import dev.sotto.ingest.record.UnusableFileException;
import dev.sotto.ingest.record.WholeDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

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
        Reading reading = file.reading();
        Frames frames = switch (reading.cut()) {
            case LINES -> lines(UnpackedInput.of(raw, file));
            case MESSAGES -> new ChatMessages(new LineSplitter(UnpackedInput.of(raw, file)));
            case DOCUMENT -> document(raw);
            case ROWS -> rows(reading);
        };
        long end = piece == WHOLE ? Long.MAX_VALUE : to();
        Doorkeeper doorkeeper = new Doorkeeper(settings.keptOut(), settings.keys());
        return new RecordReader(
                frames,
                end,
                parser(reading),
                settings.rules(file),
                new PersonGuard(pseudonyms, doorkeeper),
                settings.ageBases(),
                reading.isLive());
    }

    private WholeDocument document(CheckedInput raw) throws IOException {
        // Packed, its size shows only while it is unpacked.
        if (!file.isPacked() && file.size() > WholeDocument.MAX_SIZE) {
            throw new UnusableFileException(WholeDocument.TOO_LARGE);
        }
        return new WholeDocument(UnpackedInput.of(raw, file));
    }

    private ParquetRows rows(Reading reading) {
        ParquetRows rows = ParquetRows.open(file.place());
        if (reading.mapping() != null) {
            rows.checkColumns(reading.mapping().readColumns());
        }
        return rows;
    }

    private BodyParser parser(Reading reading) throws IOException {
        if (reading.mapping() != null) {
            return new MappedParser(reading.mapping());
        }
        if (!reading.format().isForeign()) {
            return new JsonEventParser();
        }
        Origin origin = origin(reading);
        if (reading.cut() == Cut.MESSAGES) {
            return Connectors.ofChat(reading.format(), origin, chat(origin));
        }
        if (reading.also().isEmpty()) {
            return Connectors.of(reading.format(), origin);
        }
        Map<LogFormat, Origin> origins = new LinkedHashMap<>();
        origins.put(reading.format(), origin);
        reading.also().forEach(other -> origins.put(other.format(), origin(other)));
        return Connectors.ofWebhooks(origins);
    }

    private Origin origin(Reading reading) {
        return new Origin(reading.sourceId(), reading.brandId(), reading.zone(), reading.dateOrder(), file.name());
    }

    private ChatSurvey chat(Origin origin) throws IOException {
        try (CheckedInput again = open()) {
            InputStream content = UnpackedInput.of(again, file);
            return ChatSurvey.of(new ChatMessages(new LineSplitter(content)), origin.dateOrder());
        }
    }

    private LineSplitter lines(InputStream content) throws IOException {
        LineSplitter lines = new LineSplitter(content, Math.max(0, from() - 1), newlinesBefore());
        if (piece > 0) {
            lines.skipToLineStart();
        }
        return lines;
    }

    private long newlinesBefore() {
        long sum = 0;
        for (int i = 0; i < piece; i++) {
            sum += file.newlines()[i];
        }
        return sum;
    }
}
