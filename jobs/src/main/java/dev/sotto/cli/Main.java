package dev.sotto.cli;

import dev.sotto.config.NearMiss;
import dev.sotto.domain.SottoException.Code;
import dev.sotto.query.Printable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The front door: finds the command, runs it, and turns every error into one line and an exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(Surroundings.ofProcess(), args));
    }

    /** Run one command line, and answer its exit code. */
    public static int run(Surroundings around, String... args) {
        CommandLine line = new Sotto(around)
                .commandLine()
                .setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(Math.max(80, Math.min(around.columns(), 120)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((error, given) -> misused(around, error))
                .setExecutionExceptionHandler((error, command, parsed) -> failed(around, error, parsed));
        int exitCode = execute(line, around, args);
        around.out().flush();
        return exitCode;
    }

    // Errors such as OutOfMemoryError are no exceptions to picocli and come through it.
    private static int execute(CommandLine line, Surroundings around, String... args) {
        try {
            return line.execute(args);
        } catch (LinkageError | VirtualMachineError | AssertionError error) {
            return failed(around, error, List.of(args).contains("--debug"), args.length == 0 ? "sotto" : args[0]);
        }
    }

    private static int failed(Surroundings around, Throwable error, ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return failed(
                around,
                error,
                last.hasMatchedOption("--debug"),
                last.commandSpec().qualifiedName());
    }

    private static int failed(Surroundings around, Throwable error, boolean debug, String command) {
        Failure failure = Failure.of(error, command);
        around.out().flush();
        around.err().println(failure.line());
        if (debug || around.asks("SOTTO_DEBUG")) {
            error.printStackTrace(around.err());
        }
        return failure.exitCode();
    }

    private static int misused(Surroundings around, ParameterException error) {
        CommandSpec command = error.getCommandLine().getCommandSpec();
        String why = error instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched.getUnmatched().get(0), command)
                : error.getMessage() + ".";
        around.err()
                .println(Printable.line("Cannot run '" + command.qualifiedName() + "': " + why + " See '"
                        + command.qualifiedName() + " --help'."));
        return Code.USE.exitCode();
    }

    private static String unknown(String word, CommandSpec command) {
        String name = word.replaceFirst("=.*", "");
        boolean isOption = name.startsWith("-");
        Set<String> known =
                isOption ? command.optionsMap().keySet() : command.subcommands().keySet();
        return "there is no " + (isOption || known.isEmpty() ? "" : "command ") + "'" + name + "' here."
                + NearMiss.of(name, known)
                        .map(meant -> " Did you mean " + meant + "?")
                        .orElse("");
    }
}
