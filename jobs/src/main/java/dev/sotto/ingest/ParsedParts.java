package dev.sotto.ingest;

import dev.sotto.domain.Sha256;
import dev.sotto.ingest.file.CheckedInput;
import dev.sotto.ingest.record.EventRecord;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.Reject;
import dev.sotto.ingest.record.UnusableFileException;
import dev.sotto.warehouse.Bygones.Tombstone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * What is parsed from some parts, read one after the other, on its way to the partitions of its kind; each part ends with
 * a summary of what became of its records.
 */
final class ParsedParts implements Iterator<Tuple2<Integer, byte[]>> {
    private final Iterator<Part> parts;
    private final IngestSettings settings;
    private final Routes routes;
    private final Outbox outbox;
    private final Pseudonyms pseudonyms;
    private final Enrichment enrichment;
    private @Nullable Part part;
    private @Nullable CheckedInput input;
    private @Nullable RecordReader reader;

    ParsedParts(Iterator<Part> parts, IngestSettings settings, Routes routes) {
        this.parts = parts;
        this.settings = settings;
        this.routes = routes;
        this.outbox = new Outbox(routes.all());
        this.pseudonyms = new Pseudonyms(settings.pseudonymKey());
        this.enrichment = new Enrichment(settings.policies());
    }

    @Override
    public boolean hasNext() {
        while (!outbox.hasReady() && (part != null || parts.hasNext())) {
            advance();
            if (part == null && !parts.hasNext()) {
                outbox.flush();
            }
        }
        return outbox.hasReady();
    }

    @Override
    public Tuple2<Integer, byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return outbox.next();
    }

    private void advance() {
        Part current = part == null ? parts.next() : part;
        part = current;
        try {
            RecordReader records = reader == null ? open(current) : reader;
            while (!outbox.hasReady()) {
                if (!records.next()) {
                    finish(current, records);
                    return;
                }
                take(current.fileIndex(), records);
            }
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
            accept(new Key.Place(file, line.number, records.ordinal()), records);
        } else {
            outbox.to(routes.rejects()).putRow(new @Nullable Object[] {
                file,
                line.number,
                line.offset,
                line.length,
                reject.reason().code(),
                reject.detail(),
                RawRecord.harmless(line),
                Sha256.hex(records.frameSha256())
            });
        }
    }

    private void accept(Key.Place place, RecordReader records) {
        EventRecord event = records.event();
        Enrichment.Columns columns = enrichment.of(event, records.isUnder16());
        int target = routes.event(columns.clusterKey());
        Key key = Key.of(
                columns.eventKeyHigh(),
                columns.eventKeyLow(),
                event,
                records.frameSha256(),
                target,
                place,
                records.line().length);
        key.writeTo(outbox.to(routes.events() + routes.key(key.high())));
        SortedEvents.put(outbox.to(target), place, event, columns);
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
        List<Tombstone> linked = reader == null ? List.of() : reader.linked();
        PartSummary summary = new PartSummary(current.fileIndex(), counts, linked, refused);
        outbox.send(routes.summaries(), summary.bytes());
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
