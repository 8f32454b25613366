package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.ingest.file.CheckedInput;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.Reject;
import dev.sotto.ingest.record.Sha256;
import dev.sotto.ingest.record.UnusableFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of some parts, read one after the other; each part ends with a summary of what became of its records.
 *
 * <p>Blocks hold rows in few bytes, because a batch is read three times: for its counts, its keys and its rows.
 */
final class ParsedParts implements Iterator<Block> {
    private static final int FULL = 1 << 20;

    private final Iterator<Part> parts;
    private final IngestSettings settings;
    private final Pseudonyms pseudonyms;
    private final Enrichment enrichment;
    private final RowCodec events = new RowCodec();
    private final RowCodec rejects = new RowCodec();
    private final Deque<Block> ready = new ArrayDeque<>();
    private @Nullable Part part;
    private @Nullable CheckedInput input;
    private @Nullable RecordReader reader;

    ParsedParts(Iterator<Part> parts, IngestSettings settings) {
        this.parts = parts;
        this.settings = settings;
        this.pseudonyms = new Pseudonyms(settings.pseudonymKey());
        this.enrichment = new Enrichment(settings.policies());
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && (part != null || parts.hasNext())) {
            advance();
        }
        return !ready.isEmpty();
    }

    @Override
    public Block next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void advance() {
        Part current = part == null ? parts.next() : part;
        part = current;
        try {
            RecordReader records = reader == null ? open(current) : reader;
            while (events.size() < FULL && rejects.size() < FULL) {
                if (!records.next()) {
                    finish(current, records);
                    return;
                }
                take(current.fileIndex(), records);
            }
            flush();
        } catch (UnusableFileException e) {
            summary(current, new FileCounts(), e.code());
        } catch (IOException e) {
            summary(current, new FileCounts(), "read_failed");
        }
    }

    private RecordReader open(Part current) throws IOException {
        CheckedInput opened = current.open();
        input = opened;
        RecordReader records = current.records(opened, settings, pseudonyms);
        reader = records;
        return records;
    }

    private void take(int file, RecordReader records) {
        Line line = records.line();
        Reject reject = records.reject();
        if (reject == null) {
            EventRecord event = records.event();
            Enrichment.Columns columns = enrichment.of(event, records.isUnder16());
            Block.Key key = new Block.Key(
                    file,
                    line.number,
                    records.ordinal(),
                    line.length,
                    event.number(EventField.RECEIVED_AT),
                    columns.eventKeyHigh(),
                    columns.eventKeyLow(),
                    records.frameSha256());
            key.writeTo(events);
            events.putRow(EventRows.values(event, columns));
        } else {
            rejects.putRow(new @Nullable Object[] {
                file,
                line.number,
                line.offset,
                line.length,
                EventRows.text(reject.reason().code()),
                EventRows.text(reject.detail()),
                EventRows.text(RawRecord.harmless(line)),
                EventRows.text(Sha256.hex(records.frameSha256()))
            });
        }
    }

    private void flush() {
        if (events.size() > 0) {
            ready.add(new Block(Block.Kind.EVENTS, events.take(), null));
        }
        if (rejects.size() > 0) {
            ready.add(new Block(Block.Kind.REJECTS, rejects.take(), null));
        }
    }

    private void finish(Part current, RecordReader records) throws IOException {
        CheckedInput raw = input;
        boolean isUnchanged = raw != null;
        if (raw != null) {
            raw.drain();
            isUnchanged = raw.isUnchanged();
        }
        summary(current, records.counts(), isUnchanged ? null : "changed_while_read");
    }

    private void summary(Part current, FileCounts counts, @Nullable String refused) {
        flush();
        ready.add(new Block(Block.Kind.SUMMARY, new byte[0], new PartSummary(current.fileIndex(), counts, refused)));
        try {
            if (reader != null) {
                reader.close();
            }
            if (input != null) {
                input.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        part = null;
        input = null;
        reader = null;
    }
}
