package dev.sotto.ingest;

import dev.sotto.domain.Progress;
import dev.sotto.ingest.IngestReport.FileReport;
import dev.sotto.ingest.IngestReport.Status;
import dev.sotto.ingest.file.InputFile;
import dev.sotto.ingest.file.InputFiles;
import dev.sotto.ingest.file.InputSpec;
import dev.sotto.ingest.file.Survey;
import dev.sotto.ingest.record.UnusableFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every file of a run as it lies before anything is read: those that can be, in the order of their names, and the rest.
 *
 * @param refused by name, why
 */
public record Inventory(List<InputFile> files, Map<String, String> refused, List<InputFiles.Skipped> skipped) {

    public Inventory {
        files = List.copyOf(files);
    }

    /** Look at every file of the inputs. */
    public static Inventory of(List<InputSpec> inputs, Progress progress) {
        progress.begin("look at the inputs");
        InputFiles found = InputFiles.list(inputs);
        List<InputFile> files = new ArrayList<>();
        Map<String, String> refused = new TreeMap<>();
        List<InputFiles.Candidate> candidates = found.candidates();
        List<Looked> all = candidates.parallelStream().map(Looked::at).toList();
        for (Looked looked : all) {
            if (looked.file() != null) {
                files.add(looked.file());
            } else {
                refused.put(looked.name(), String.valueOf(looked.reason()));
            }
        }
        files.sort(Comparator.comparing(InputFile::name).thenComparing(file -> file.address()));
        progress.end(String.format(
                Locale.ROOT,
                "%,d files, %,d of them refused, %,d names skipped",
                candidates.size(),
                refused.size(),
                found.skipped().size()));
        return new Inventory(files, refused, found.skipped());
    }

    /** What it holds, whatever the files are called: equal contents give equal words. */
    public String fingerprint() {
        return Stream.concat(
                        files.stream().map(file -> file.sha256() + ":" + file.mappingSha256()),
                        refused.entrySet().stream().map(Object::toString))
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** The same files under other names. */
    Inventory called(UnaryOperator<String> names) {
        Map<String, String> others = new TreeMap<>();
        refused.forEach((name, reason) -> others.put(names.apply(name), reason));
        return new Inventory(
                files.stream().map(file -> file.named(names.apply(file.name()))).toList(), others, skipped);
    }

    private record Looked(
            String name, @Nullable InputFile file, @Nullable String reason) {

        static Looked at(InputFiles.Candidate candidate) {
            String name = candidate.place().name();
            try {
                return new Looked(name, Survey.of(candidate), null);
            } catch (UnusableFileException e) {
                return new Looked(name, null, e.code());
            }
        }
    }

    /** Those among files of which a frame can hold several records, by index. */
    static Set<Integer> bodies(List<InputFile> files) {
        return IntStream.range(0, files.size())
                .filter(i -> files.get(i).reading().format().isForeign())
                .boxed()
                .collect(Collectors.toSet());
    }

    static FileReport refusal(String name, String reason, @Nullable String sha256) {
        return new FileReport(name, Status.REFUSED, reason, sha256, new FileCounts());
    }
}
