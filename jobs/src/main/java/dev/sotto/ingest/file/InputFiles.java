package dev.sotto.ingest.file;

import dev.sotto.domain.Feed;
import dev.sotto.domain.SottoException;
import dev.sotto.ingest.mapping.Mapping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists what there is to read: every name in a folder is read, skipped by a stated rule, or refused when it is opened. */
public final class InputFiles {

    /** A name that is not read, and the rule that says so. */
    public record Skipped(String file, String rule) {}

    /**
     * A file to open.
     *
     * @param mapping what reads it; null where that is to be found out
     * @param feed the feed that is said to have written it; null where that is to be found out
     * @param declared the feeds of which one may have written it
     */
    public record Candidate(
            Place place,
            @Nullable Mapping mapping,
            @Nullable Feed feed,
            List<Feed> declared) {

        /** A file on a disk of this machine. */
        public Candidate(Path path, @Nullable Mapping mapping, @Nullable Feed feed, List<Feed> declared) {
            this(new LocalPlace(path), mapping, feed, declared);
        }

        /** One of which nothing is known. */
        public Candidate(Path path) {
            this(path, null, null, List.of());
        }

        Candidate in(Place other) {
            return new Candidate(other, mapping, feed, declared);
        }
    }

    /** What is not a log although it lies in a log's folder. The first rule that matches is the one reported. */
    private static final Map<String, Pattern> RULES = rules();

    private final Map<String, Candidate> candidates = new TreeMap<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final Set<String> folders = new HashSet<>();

    private InputFiles() {}

    private static Map<String, Pattern> rules() {
        Map<String, String> rules = new TreeMap<>(Map.of(
                "folder settings of a desktop", "\\.DS_Store|\\._.*|Thumbs\\.db|desktop\\.ini|\\.directory",
                "marker that says a day is complete", ".*\\.complete|_SUCCESS|_started.*|_committed.*",
                "checksum of another file", ".*\\.(crc|md5|sha1|sha256|sha512)",
                "words for people", "(README|LICENSE|NOTICE|CHANGELOG)(\\..*)?|.*\\.md",
                "truth of a simulation", "truth\\.json",
                "settings of version control", "\\.git(ignore|keep|attributes)|\\.nfs.*",
                "backup of an editor", ".*~|\\..*\\.sw[a-p]|#.*#|.*\\.bak|.*\\.orig",
                "still being written", ".*\\.(tmp|part|partial|crdownload|filepart)|.*\\._COPYING_"));
        Map<String, Pattern> compiled = new TreeMap<>();
        // (?s): a name may hold a line break.
        rules.forEach((rule, names) -> compiled.put(rule, Pattern.compile("(?s)" + names)));
        return compiled;
    }

    /** List the files of inputs in the order of their names, each once. */
    public static InputFiles list(List<InputSpec> inputs) {
        InputFiles files = new InputFiles();
        Map<String, Mapping> mappings = new HashMap<>();
        for (InputSpec input : inputs) {
            Candidate candidate = candidate(input, mappings);
            Place place = candidate.place();
            if (place.isFolder()) {
                files.folder(candidate);
            } else if (place.exists()) {
                files.add(candidate);
            } else {
                files.matching(candidate);
            }
        }
        return files;
    }

    /** Add what a path with wildcards fits; it was no name of a file, so they were meant. */
    private void matching(Candidate candidate) {
        List<Place> found = candidate.place().matching();
        if (found.isEmpty()) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot read " + shown(candidate.place())
                            + ": there is no such file or folder, nor does a name fit it. Correct the path; a name"
                            + " that is there is taken literally, else * ? [ ] { } are wildcards.");
        }
        for (Place place : found) {
            if (place.isFolder()) {
                folder(candidate.in(place));
            } else {
                add(candidate.in(place));
            }
        }
    }

    private static Candidate candidate(InputSpec input, Map<String, Mapping> mappings) {
        Feed feed = input.feed().orElse(null);
        Path file = feed == null || feed.mapping() == null ? input.mapping().orElse(null) : feed.mapping();
        ZoneId zone = feed == null ? null : feed.zone();
        Mapping mapping =
                file == null ? null : mappings.computeIfAbsent(file + "|" + zone, key -> Mapping.read(file, zone));
        if (mapping != null && feed != null && !mapping.sourceId().equals(feed.sourceId())) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot read the source " + feed.sourceId() + ": its mapping " + file + " is of the source "
                            + mapping.sourceId() + ". Name the same source in both.");
        }
        return new Candidate(Place.named(input.path()), mapping, feed, input.declared());
    }

    private void folder(Candidate candidate) {
        Place folder = candidate.place();
        if (!folders.add(folder.realName())) {
            skipped.add(new Skipped(folder.name(), "folder that was listed already"));
            return;
        }
        for (Place entry : entries(folder)) {
            Optional<String> rule = rule(entry);
            if (rule.isPresent()) {
                skipped.add(new Skipped(entry.name(), rule.get()));
            } else if (entry.isFolder()) {
                folder(candidate.in(entry));
            } else {
                add(candidate.in(entry));
            }
        }
    }

    private static List<Place> entries(Place folder) {
        try {
            return folder.entries();
        } catch (IOException e) {
            throw new SottoException(
                    SottoException.Code.DATA,
                    "Cannot list " + shown(folder) + ": it may not be read. Give its owner the right to.",
                    e);
        }
    }

    private void add(Candidate candidate) {
        // Two names that show alike on this machine can still be two files; their addresses differ.
        candidates.putIfAbsent(candidate.place().address().toString(), candidate);
    }

    private static Optional<String> rule(Place entry) {
        String name = entry.lastName();
        if (entry.isFolder()) {
            return name.equals(".git") ? Optional.of("settings of version control") : Optional.empty();
        }
        return RULES.entrySet().stream()
                .filter(rule -> rule.getValue().matcher(name).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    public List<Candidate> candidates() {
        return List.copyOf(candidates.values());
    }

    public List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    private static String shown(Place place) {
        return place.name().replaceAll("\\p{Cntrl}", "?");
    }

    /** A path as it can stand in a message: on one line, without control characters. */
    public static String shown(Path path) {
        return path.toString().replaceAll("\\p{Cntrl}", "?");
    }

    /** The last part of a name in lower case. */
    public static String lowerName(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }
}
