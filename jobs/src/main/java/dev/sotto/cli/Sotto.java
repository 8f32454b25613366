package dev.sotto.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program as a whole: the subcommands of every module, and what they see of the world outside. */
@CommandLine.Command(
        name = "sotto",
        description = "Marketing analytics for direct messages.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        versionProvider = Sotto.Version.class,
        footer = {"", "sotto COMMAND --help says more. The first one to try: sotto run"})
final class Sotto implements Runnable {

    private final Surroundings surroundings;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say what there is.")
    private boolean help;

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Say which version this is.")
    private boolean version;

    @Spec
    private @Nullable CommandSpec spec;

    Sotto(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command line with every command that the modules on the class path offer, in the order of their names. */
    CommandLine commandLine() {
        CommandLine line = new CommandLine(this);
        ServiceLoader.load(Command.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(CommandLine::new)
                .sorted((a, b) -> a.getCommandName().compareTo(b.getCommandName()))
                .forEach(command -> line.addSubcommand(command.getCommandName(), command));
        return line;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "no command was given");
        }
    }

    /** The version that Maven wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            Properties pom = new Properties();
            try (InputStream in =
                    Sotto.class.getResourceAsStream("/META-INF/maven/dev.sotto/sotto-jobs/pom.properties")) {
                if (in != null) {
                    pom.load(in);
                }
            }
            return new String[] {
                "sotto " + pom.getProperty("version", "(not packaged)"), "Java " + Runtime.version(),
            };
        }
    }
}
