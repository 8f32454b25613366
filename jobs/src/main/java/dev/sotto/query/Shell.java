package dev.sotto.query;

import dev.sotto.domain.SottoException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The interactive session: reads statements until {@code \q}, each over as many lines as it needs. */
public final class Shell {
    private static final String GREETING =
            "Ends a statement: ;   What there is: SHOW TABLES;   DESCRIBE metrics.results;   Leave: \\q";

    private final Query query;
    private final Path history;

    /** A shell that remembers what was typed in a file. */
    public Shell(Query query, Path history) {
        this.query = query;
        this.history = history;
    }

    /** Read and answer until the user leaves. */
    public void run(PrintStream out, Format format, int limit) {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            LineReader reader = reader(terminal);
            terminal.handle(Terminal.Signal.INT, signal -> query.stop());
            out.println(GREETING);
            out.flush();
            while (answerNext(reader, terminal, out, format, limit)) {
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answerNext(LineReader reader, Terminal terminal, PrintStream out, Format format, int limit) {
        try {
            String typed = reader.readLine("sotto> ");
            if (typed.strip().matches("\\\\q|quit;?|exit;?")) {
                return false;
            }
            for (String statement : Statements.of(typed)) {
                long rows = format.write(query.ask(statement, limit), out, terminal.getWidth());
                out.println(rows + (rows == 1 ? " row" : " rows") + (rows == limit ? ", cut there by the limit" : ""));
            }
        } catch (SottoException e) {
            out.println(Printable.line(String.valueOf(e.getMessage())));
        } catch (UserInterruptException e) {
            // Ctrl-C throws away what was typed, as in every shell.
            out.println();
        } catch (EndOfFileException e) {
            return false;
        }
        return true;
    }

    private LineReader reader(Terminal terminal) {
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("sotto")
                .parser(new StatementParser())
                .completer((reader, line, candidates) -> query.tables().stream()
                        .filter(name -> name.startsWith(line.word()))
                        .map(Candidate::new)
                        .forEach(candidates::add))
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "    -> ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /** Asks for another line until the statement has its semicolon. */
    private static final class StatementParser extends DefaultParser {
        StatementParser() {
            setQuoteChars(new char[0]);
            setEscapeChars(new char[0]);
        }

        @Override
        public ParsedLine parse(String line, int cursor, Parser.ParseContext context) {
            boolean isWhole = line.isBlank() || line.strip().startsWith("\\") || Statements.isComplete(line);
            if (context == ParseContext.ACCEPT_LINE && !isWhole && !line.strip().matches("quit|exit")) {
                throw new EOFError(-1, cursor, "the statement has no end yet");
            }
            return super.parse(line, cursor, context);
        }
    }
}
