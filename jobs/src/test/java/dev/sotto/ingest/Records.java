package dev.sotto.ingest;

import dev.sotto.domain.EventField;
import dev.sotto.domain.Feed;
import dev.sotto.ingest.file.CheckedInput;
import dev.sotto.ingest.file.InputFile;
import dev.sotto.ingest.file.InputFiles;
import dev.sotto.ingest.file.Survey;
import dev.sotto.ingest.record.EventRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every record of one file, read as ingest reads it.
 *
 * @param events the fields of each event that are there
 * @param rejects reason and detail of each reject
 */
public record Records(List<Map<EventField, Object>> events, List<String> rejects, FileCounts counts, InputFile file) {

    /** Read a file of which nothing is declared. */
    public static Records of(Path path) {
        return of(path, null);
    }

    /** Read a file of a feed; null for what shows in its content. */
    public static Records of(Path path, @Nullable Feed feed) {
        return of(new InputFiles.Candidate(path, null, feed, List.of()));
    }

    /** Read a file of which some things are known. */
    public static Records of(InputFiles.Candidate candidate) {
        InputFile file = Survey.of(candidate);
        Part part = new Part(0, file, Part.WHOLE);
        List<Map<EventField, Object>> events = new ArrayList<>();
        List<String> rejects = new ArrayList<>();
        try (CheckedInput input = part.open();
                RecordReader records = part.records(input, Samples.settings(1), new Pseudonyms(Samples.KEY))) {
            while (records.next()) {
                if (records.reject() == null) {
                    events.add(fields(records.event()));
                } else {
                    rejects.add(records.reject().reason().code() + " "
                            + records.reject().detail());
                }
            }
            return new Records(events, rejects, records.counts(), file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<EventField, Object> fields(EventRecord event) {
        Map<EventField, Object> fields = new EnumMap<>(EventField.class);
        for (EventField field : EventField.values()) {
            if (event.value(field) != null) {
                fields.put(field, event.value(field));
            }
        }
        return fields;
    }

    /** The values of one field, of events that have it. */
    public List<Object> values(EventField field) {
        return events.stream()
                .map(event -> event.get(field))
                .filter(value -> value != null)
                .toList();
    }

    /** What several files hold together. */
    public static Records sum(List<Records> files) {
        FileCounts counts = new FileCounts();
        files.forEach(read -> counts.add(read.counts()));
        return new Records(
                files.stream().flatMap(read -> read.events().stream()).toList(),
                files.stream().flatMap(read -> read.rejects().stream()).toList(),
                counts,
                files.get(0).file());
    }
}
