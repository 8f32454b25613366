package dev.sotto.kernel;

import dev.sotto.cli.Command;
import dev.sotto.cli.Surroundings;
import dev.sotto.cli.WorkspaceOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto kernel install}: makes the kernel known to Jupyter. */
@CommandLine.Command(
        name = "install",
        description = "Make the kernel known to Jupyter, for this workspace and warehouse; again over an older one.")
final class InstallCommand implements Command {

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @ArgGroup
    private @Nullable Place place;

    @Spec
    private @Nullable CommandSpec spec;

    /** Where to. */
    static final class Place {
        @Option(
                names = "--prefix",
                paramLabel = "DIR",
                description = "For the Jupyter under DIR, such as a virtual environment or /usr/local.")
        private @Nullable Path prefix;

        @Option(names = "--user", description = "For this user alone: the default.")
        private boolean isOfUser;
    }

    @Override
    public Integer call() {
        Surroundings around = options.surroundings();
        Path jupyter = place == null || place.prefix == null
                ? KernelSpec.ofUser(
                        around.environment(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")))
                : KernelSpec.ofPrefix(place.prefix.toAbsolutePath().normalize());
        Path installed = new KernelSpec(command(around)).install(jupyter);
        if (!options.quiet()) {
            around.out().println("Installed the kernel " + Self.NAME + " in " + installed + ".");
            around.out().println("Try it: jupyter notebook " + around.home().resolve("notebooks/first-look.ipynb"));
        }
        return 0;
    }

    // Notebooks start in folders of their own, so every path is absolute.
    private List<String> command(Surroundings around) {
        List<String> command =
                new ArrayList<>(List.of(around.home().resolve("sotto").toString(), "kernel"));
        command.addAll(List.of("--config", absolute(options.config())));
        Path warehouse = spec == null
                ? null
                : spec.commandLine().getParseResult().matchedOptionValue("--warehouse", (Path) null);
        if (warehouse != null) {
            command.addAll(List.of("--warehouse", absolute(warehouse)));
        }
        return command;
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
