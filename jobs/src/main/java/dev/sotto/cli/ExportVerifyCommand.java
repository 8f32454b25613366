package dev.sotto.cli;

import dev.sotto.export.ExportVerification;
import dev.sotto.export.VerifyingKey;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sotto export verify}: checks an export without a warehouse or a network. */
@CommandLine.Command(
        name = "verify",
        description = "Check that an export is whole, unchanged and from the sender, offline.")
public final class ExportVerifyCommand implements Command {

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Parameters(paramLabel = "DIR", description = "The folder with manifest.json in it.")
    private @Nullable Path directory;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The sender's public key. Default: signing-key.pub beside DIR, else this workspace's own.")
    private @Nullable Path key;

    @Override
    public Integer call() {
        Path folder = Objects.requireNonNull(directory).toAbsolutePath().normalize();
        VerifyingKey sender = key(folder);
        ExportVerification checked = ExportVerification.of(folder, sender);
        if (!options.quiet()) {
            PrintStream out = options.surroundings().out();
            out.println("Whole and unchanged: " + checked.period() + ", revision " + checked.revision() + ", "
                    + checked.rows() + " rows, " + checked.suppressed() + " of them withheld; signed by key "
                    + sender.fingerprint() + ".");
            out.flush();
        }
        return 0;
    }

    private VerifyingKey key(Path folder) {
        Path beside = folder.resolveSibling(VerifyingKey.NAME);
        if (key != null) {
            return VerifyingKey.read(key);
        }
        Path own = Files.exists(beside) ? beside : ExportCommand.key(options.workspace());
        // The workspace's own file has both halves; only the public one is read.
        return VerifyingKey.read(own);
    }
}
