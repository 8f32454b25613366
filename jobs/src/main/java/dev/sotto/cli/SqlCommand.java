package dev.sotto.cli;

import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import dev.sotto.query.Format;
import dev.sotto.query.Query;
import dev.sotto.query.Shell;
import dev.sotto.query.Statements;
import dev.sotto.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sotto sql}: Spark SQL over what the last finished run published. */
@CommandLine.Command(
        name = "sql",
        description = "Ask the tables in Spark SQL; interactive without -e and -f. The session only reads.")
public final class SqlCommand implements Command {

    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Option(
            names = {"-e", "--execute"},
            paramLabel = "SQL",
            description = "The statement, or several with semicolons between them.")
    private @Nullable String sql;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A file of statements.")
    private @Nullable Path file;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, csv, or json: one object a line.")
    private Format format = Format.TABLE;

    @Option(
            names = "--view",
            paramLabel = "NAME=PATH",
            description = "Show a CSV (with header), JSON Lines or Parquet file as a view; may be repeated.")
    private Map<String, Path> views = new LinkedHashMap<>();

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            description = "The most rows of an answer, 0 for all. Default: 1000 for a table, else all.")
    private int limit = -1;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Give up on a statement that takes longer. Default: never.")
    private long timeout;

    @Override
    public Integer call() {
        List<String> statements = statements();
        try (Warehouse warehouse = Warehouse.openPinned(options.warehouse())) {
            Query query = new Query(warehouse).timeout(Duration.ofSeconds(timeout));
            views.forEach(query::view);
            if (sql == null && file == null) {
                new Shell(query, history()).run(options.surroundings().out(), format, limit());
            }
            statements.forEach(statement -> answer(query, statement));
        }
        return 0;
    }

    private void answer(Query query, String statement) {
        Surroundings around = options.surroundings();
        // One more than is shown, to know whether there are more.
        int asked = format == Format.TABLE && limit < 0 ? limit() + 1 : limit();
        long rows =
                format.write(query.ask(statement, asked), around.out(), around.isOutWatched() ? around.columns() : 0);
        around.out().flush();
        if (asked > limit() && rows == asked && !options.quiet()) {
            around.err().println("There are more than " + limit() + " rows: ask for all of them with --limit 0.");
        }
    }

    private int limit() {
        return limit >= 0 ? limit : format == Format.TABLE ? Format.TABLE_ROWS : 0;
    }

    private List<String> statements() {
        String text = file == null ? "" : text(file);
        return Statements.of(sql == null ? text : sql + ";\n" + text);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SottoException(
                    Code.USE,
                    "Cannot read the statements of " + file
                            + ": it is not there, not readable or not UTF-8. Name a file" + " of SQL with -f.",
                    e);
        }
    }

    // Where the operating system's users keep what programs remember.
    private Path history() {
        Map<String, String> environment = options.surroundings().environment();
        Path home = Path.of(System.getProperty("user.home"));
        Path state = environment.containsKey("XDG_STATE_HOME")
                ? Path.of(environment.get("XDG_STATE_HOME"))
                : home.resolve(".local").resolve("state");
        return state.resolve("sotto").resolve("sql-history");
    }
}
