package dev.sotto.ingest;

import dev.sotto.domain.Progress;
import dev.sotto.ingest.IngestReport.FileReport;
import dev.sotto.ingest.IngestReport.Status;
import dev.sotto.ingest.file.CheckedInput;
import dev.sotto.ingest.file.InputFile;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.ingest.record.Line;
import dev.sotto.ingest.record.Reject;
import dev.sotto.ingest.record.UnusableFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads inputs as ingest does and writes nothing: what would become of every record, if history held none of them. */
public final class Check {
    private static final int MAX_EXAMPLES = 100;

    /**
     * What a check found.
     *
     * @param examples the first records that would be refused
     */
    public record Result(IngestReport report, List<Example> examples) {
        public Result {
            examples = List.copyOf(examples);
        }
    }

    /** A record that would be refused. */
    public record Example(
            String file, long line, String reason, @Nullable String detail) {}

    private final IngestSettings settings;
    private final Pseudonyms pseudonyms;
    private final List<Example> examples = new ArrayList<>();

    private Check(IngestSettings settings) {
        this.settings = settings;
        this.pseudonyms = new Pseudonyms(settings.pseudonymKey());
    }

    /** Check files and folders. */
    public static Result run(IngestSettings settings, List<InputSpec> inputs, Progress progress) {
        return new Check(settings).run(inputs, progress);
    }

    private Result run(List<InputSpec> inputs, Progress progress) {
        Inventory inventory = Inventory.of(inputs, progress);
        progress.begin("check " + inventory.files().size() + " files");
        List<FileReport> reports = new ArrayList<>();
        try (KnownEvents events = new KnownEvents(Inventory.bodies(inventory.files()))) {
            for (int i = 0; i < inventory.files().size(); i++) {
                reports.add(read(i, inventory.files().get(i), events));
                progress.at(i + 1, inventory.files().size());
            }
            events.duplicates()
                    .forEach((file, share) ->
                            reports.get(file).counts().acceptedAreDuplicates(share.records(), share.bytes()));
        }
        inventory.refused().forEach((name, reason) -> reports.add(Inventory.refusal(name, reason, null)));
        reports.sort(Comparator.comparing(FileReport::file));
        IngestReport report = new IngestReport(reports, inventory.skipped());
        progress.end(String.format(Locale.ROOT, "%s", report.totals()));
        return new Result(report, examples);
    }

    private FileReport read(int index, InputFile file, KnownEvents events) {
        List<Example> refused = new ArrayList<>();
        Part whole = new Part(index, file, Part.WHOLE);
        try (CheckedInput input = whole.open();
                RecordReader records = whole.records(input, settings, pseudonyms)) {
            while (records.next()) {
                Line line = records.line();
                Reject reject = records.reject();
                if (reject == null) {
                    events.add(index, records);
                } else if (examples.size() + refused.size() < MAX_EXAMPLES) {
                    refused.add(new Example(
                            file.name(), line.number, reject.reason().code(), reject.detail()));
                }
            }
            input.drain();
            if (!input.isUnchanged()) {
                throw new UnusableFileException("changed_while_read");
            }
            examples.addAll(refused);
            return new FileReport(file.name(), Status.READ, file.reading().note(), file.sha256(), records.counts());
        } catch (UnusableFileException e) {
            events.refuse(index);
            return Inventory.refusal(file.name(), e.code(), file.sha256());
        } catch (IOException e) {
            events.refuse(index);
            return Inventory.refusal(file.name(), "read_failed", file.sha256());
        }
    }
}
