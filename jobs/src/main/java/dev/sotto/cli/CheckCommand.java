package dev.sotto.cli;

import dev.sotto.domain.SottoException.Code;
import dev.sotto.ingest.Check;
import dev.sotto.ingest.IngestSettings;
import dev.sotto.ingest.record.Reason;
import dev.sotto.query.Printable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sotto check}: reads configuration and inputs, writes nothing, and says what would be rejected and why. */
@CommandLine.Command(
        name = "check",
        description = "Read configuration and inputs, write nothing, say what would be rejected and why.",
        sortOptions = false)
public final class CheckCommand implements Command {

    @Parameters(paramLabel = "PATH", description = "Files or folders. Default: the workspace's own log.")
    private List<Path> paths = List.of();

    @Option(names = "--mapping", paramLabel = "FILE", description = "The mapping that reads them.")
    private @Nullable Path mapping;

    @Option(names = "--format", paramLabel = "FORMAT", description = "How they are written, such as whatsapp_cloud.")
    private @Nullable String format;

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() {
        var workspace = options.workspace(given -> {
            var overrides = paths.isEmpty() ? given : given.withInputs(paths);
            overrides = mapping == null ? overrides : overrides.withMapping(mapping);
            return format == null ? overrides : overrides.withFormat(InputOptions.format(format));
        });
        var asOf = Run.asOf(workspace, options.surroundings().clock());
        var settings = IngestSettings.of(workspace, asOf);
        Check.Result found = Check.run(settings, Run.inputs(workspace), options.progress());
        PrintStream out = options.surroundings().out();
        new IngestSummary(found.report(), IngestSummary.Place.BELOW).print(out);
        if (found.report().reasons().containsKey(Reason.IMPLAUSIBLE_TIME.code())) {
            out.println("A time is plausible from " + settings.plausibleFrom() + " to "
                    + settings.asOf().plus(settings.plausibleAhead())
                    + ", where no mapping says otherwise: see plausible-from and as-of of sotto.yaml.");
        }
        found.examples()
                .forEach(example -> out.println(Printable.line("  " + example.file() + ":" + example.line() + ": "
                        + example.reason() + (example.detail() == null ? "" : " (" + example.detail() + ")"))));
        return verdict(found, workspace.maxRejectShare(), out);
    }

    private static int verdict(Check.Result found, double maxRejectShare, PrintStream out) {
        boolean isFit = found.report().refused().isEmpty() && found.report().rejectShare() <= maxRejectShare;
        out.println(isFit ? "A run would take this." : "A run would refuse this, or a part of it.");
        return isFit ? 0 : Code.DATA.exitCode();
    }
}
