package dev.sotto.cli;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import dev.sotto.warehouse.Bygones;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sotto erase}: takes persons out of every table, snapshot and file, proves it, and keeps them out. */
@CommandLine.Command(
        name = "erase",
        description = {
            "Take persons out of every table, snapshot and file, prove it, and keep them out.",
            "Without a person it finishes what an erasure that was killed had begun."
        },
        sortOptions = false)
public final class EraseCommand implements Command {

    @Option(names = "--person", paramLabel = "ID", description = "A person, as sources name them. Can be repeated.")
    private List<String> ids = List.of();

    @Option(
            names = "--persons",
            paramLabel = "FILE",
            description = "A file of such ids, one a line; - for the standard input, so that no shell remembers them.")
    private @Nullable String idFile;

    @Option(
            names = "--pseudonym",
            paramLabel = "ID",
            description = "A person, as tables name them (person_id). Can be repeated.")
    private List<String> pseudonyms = List.of();

    @Option(names = "--pseudonyms", paramLabel = "FILE", description = "A file of such ids, one a line; - as above.")
    private @Nullable String pseudonymFile;

    @Option(names = "--platform", paramLabel = "PLATFORM", description = "Only what happened on this platform.")
    private @Nullable String platform;

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only what this source delivered.")
    private @Nullable String source;

    @Option(
            names = "--adopt",
            paramLabel = "DIR",
            description = "Keep those out, too, whom another warehouse erased, such as one under a former key.")
    private @Nullable Path adopted;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        Set<String> persons = new LinkedHashSet<>(ids);
        persons.addAll(lines(idFile));
        Set<String> known = new LinkedHashSet<>(pseudonyms);
        known.addAll(lines(pseudonymFile));
        String scope = scope(persons.isEmpty() && known.isEmpty());
        try (Warehouse warehouse = Warehouse.open(options.warehouse())) {
            Erase erase = new Erase(options, warehouse);
            if (adopted != null) {
                adopt(erase, adopted);
            }
            if (!persons.isEmpty() || !known.isEmpty()) {
                erase.request(persons, known, scope);
            }
            if (!erase.isPending()) {
                throw new SottoException(
                        Code.USE,
                        "Cannot erase anybody: no person was named, and no erasure is unfinished."
                                + " Name one with --person, or many with --persons FILE.");
            }
            List<Erase.Outcome> outcomes = erase.carryOut(persons);
            outcomes.forEach(outcome -> outcome.print(options.surroundings().out()));
            return outcomes.stream().allMatch(Erase.Outcome::isProved) ? 0 : Code.DATA.exitCode();
        }
    }

    private static void adopt(Erase erase, Path directory) {
        if (!Files.exists(directory.resolve("catalog.db"))) {
            throw new SottoException(
                    Code.USE,
                    "Cannot adopt the erasures of " + directory + ": there is no warehouse. Name its folder.");
        }
        try (Ledger other = Ledger.open(directory.toAbsolutePath().normalize())) {
            Bygones bygones = other.bygones();
            erase.adopt(bygones);
        }
    }

    private String scope(boolean isOfNobody) {
        if (platform != null && source != null || isOfNobody && (platform != null || source != null)) {
            throw new SottoException(
                    Code.USE,
                    "Cannot use --platform and --source so: they narrow one request, and only one of them does."
                            + " Name a person and one of the two.");
        }
        return platform != null ? "platform=" + platform : source != null ? "source=" + source : "";
    }

    private List<String> lines(@Nullable String file) {
        if (file == null) {
            return List.of();
        }
        try {
            String text = file.equals("-")
                    ? new String(options.surroundings().in().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
            List<String> lines = new ArrayList<>();
            text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
