package dev.sotto.cli;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import dev.sotto.ingest.Init;
import dev.sotto.query.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sotto init}: proposes a mapping for somebody's own table, and a workspace around it. */
@CommandLine.Command(
        name = "init",
        description = "Look at your own table or log and propose a mapping; what it cannot guess it asks.",
        sortOptions = false)
public final class InitCommand implements Command {

    @Parameters(paramLabel = "FILE", description = "A table of messages: CSV, text in columns, or JSON Lines.")
    private Path file = Path.of("");

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "Make a workspace there, with the mapping and a sotto.yaml. Default: show the mapping only.")
    private @Nullable Path folder;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        Init.Proposal proposal = Init.propose(file);
        PrintStream out = options.surroundings().out();
        if (folder == null) {
            out.print(proposal.yaml());
        } else {
            makeWorkspace(folder, proposal, out);
        }
        PrintStream err = options.surroundings().err();
        proposal.questions().forEach(question -> err.println("Question: " + Printable.line(question)));
        return 0;
    }

    private void makeWorkspace(Path workspace, Init.Proposal proposal, PrintStream out) {
        String name = String.valueOf(file.getFileName()).replaceAll("\\..*", "").replaceAll("[^A-Za-z0-9_-]+", "-");
        Path mapping = workspace.resolve("mappings").resolve(name + ".yaml");
        write(mapping, proposal.yaml());
        Path config = workspace.resolve("sotto.yaml");
        Path log = file.toAbsolutePath().normalize();
        write(
                config,
                "inputs:\n  - path: '" + log.toString().replace("'", "''") + "'\n    mapping: mappings/" + name
                        + ".yaml\n");
        out.println("Made " + mapping + " and " + config + ". Answer the questions in the mapping, then try:");
        out.println("  sotto check --config " + config);
        out.println("  sotto run --config " + config);
    }

    private static void write(Path path, String text) {
        if (Files.exists(path)) {
            throw new SottoException(
                    Code.USE,
                    "Cannot write " + path + ": it is there already. Name another folder with --into, or remove it.");
        }
        try {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
