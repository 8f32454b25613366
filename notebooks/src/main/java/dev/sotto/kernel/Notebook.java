package dev.sotto.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.cli.Failure;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import dev.sotto.query.Query;
import dev.sotto.query.Statements;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cells of one notebook and the questions about their names, answered one after the other by a thread of its own. */
final class Notebook implements AutoCloseable {
    private static final int LAST_WORDS = 20;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Supplier<Query> opening;
    private final Outbox outbox;
    private final ExecutorService turns = Executors.newSingleThreadExecutor(turn -> {
        Thread thread = new Thread(turn, "sotto-notebook");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong taken = new AtomicLong();
    private volatile @Nullable Query query;
    private volatile boolean isBusy;
    private volatile boolean isInterrupted;
    private volatile long abandoned;
    private int count;
    private @Nullable Names names;

    Notebook(Supplier<Query> opening, Outbox outbox) {
        this.opening = opening;
        this.outbox = outbox;
        turns.execute(this::warm);
    }

    /** Put a request in line. */
    void take(Message request, Channel channel) {
        long number = taken.incrementAndGet();
        turns.execute(() -> answer(request, channel, number));
    }

    /** Stop the cell that is running, or leave out those that wait to be. */
    void interrupt() {
        if (isBusy) {
            isInterrupted = true;
            stopWhatIsInterrupted();
        } else {
            abandoned = Math.max(abandoned, taken.get());
        }
    }

    /** Stop its Spark jobs again: between two jobs there is nothing that could be stopped. */
    void stopWhatIsInterrupted() {
        Query running = query;
        if (isInterrupted && isBusy && running != null) {
            running.stop();
        }
    }

    // Spark starts while the reader still looks at the page; what cannot be opened is told by the first cell.
    private void warm() {
        try {
            query().ask("SELECT 1", 1).forEach(row -> {});
        } catch (RuntimeException e) {
            query = null;
        }
    }

    private void answer(Message request, Channel channel, long number) {
        outbox.status(request, "busy");
        JsonNode content = request.content();
        try {
            switch (request.type()) {
                case "execute_request" -> outbox.reply(channel, request, executed(request, number));
                case "complete_request" -> outbox.reply(channel, request, names().complete(content));
                case "inspect_request" -> outbox.reply(channel, request, names().inspect(content));
                case "is_complete_request" -> outbox.reply(channel, request, completeness(content));
                case "comm_info_request" -> outbox.reply(channel, request, with(ok(), "comms", JSON.objectNode()));
                case "history_request" -> outbox.reply(channel, request, with(ok(), "history", JSON.arrayNode()));
                default -> {}
            }
        } catch (RuntimeException | Error e) {
            // The kernel's own Main: whatever a request meets must be said, and must not end the notebook.
            outbox.reply(channel, request, error(e));
        }
        outbox.status(request, "idle");
    }

    private ObjectNode executed(Message request, long number) {
        JsonNode content = request.content();
        String code = content.path("code").asText();
        if (number <= abandoned) {
            return JSON.objectNode().put("status", "aborted").put("execution_count", count);
        }
        boolean isSilent = content.path("silent").asBoolean();
        isInterrupted = false;
        isBusy = true;
        try {
            begin(request, code, isSilent);
            show(request, code, isSilent);
        } catch (RuntimeException | Error e) {
            ObjectNode told = error(isInterrupted ? interruption() : e);
            if (!isSilent) {
                outbox.publish(request, "error", told.deepCopy());
            }
            if (content.path("stop_on_error").asBoolean(true)) {
                abandoned = Math.max(abandoned, taken.get());
            }
            return told.put("execution_count", count);
        } finally {
            isBusy = false;
        }
        ObjectNode done = ok().put("execution_count", count);
        done.putObject("user_expressions");
        done.putArray("payload");
        return done;
    }

    private void begin(Message request, String code, boolean isSilent) {
        if (!isSilent && !code.isBlank()) {
            count++;
            outbox.publish(request, "execute_input", counted().put("code", code));
        }
    }

    private void show(Message request, String code, boolean isSilent) {
        Cell cell = Cell.of(code);
        Iterator<String> statements = cell.statements().iterator();
        while (statements.hasNext()) {
            ObjectNode data = data(cell, statements.next());
            if (isInterrupted) {
                throw interruption();
            }
            if (!isSilent) {
                ObjectNode shown = counted();
                shown.set("data", data);
                shown.putObject("metadata");
                outbox.publish(request, statements.hasNext() ? "display_data" : "execute_result", shown);
            }
        }
    }

    private ObjectNode data(Cell cell, String statement) {
        return cell.chart()
                .map(order -> ChartPicture.of(query(), order, statement).data("sotto-chart-" + count))
                .orElseGet(() -> Picture.of(query(), statement).data());
    }

    private static ObjectNode completeness(JsonNode content) {
        String code = content.path("code").asText();
        boolean isWhole = Statements.isComplete(Cell.sql(code));
        return JSON.objectNode()
                .put("status", isWhole ? "complete" : "incomplete")
                .put("indent", "");
    }

    private static SottoException interruption() {
        return new SottoException(
                Code.USE, "Cannot finish the cell: it was interrupted. Run it again, or ask for less.");
    }

    private static ObjectNode error(Throwable error) {
        Failure failure = Failure.of(error, "kernel");
        if (failure.exitCode() == Code.BUG.exitCode()) {
            error.printStackTrace();
        }
        ObjectNode told =
                JSON.objectNode().put("status", "error").put("ename", Self.NAME).put("evalue", failure.line());
        told.putArray("traceback").add(failure.line());
        return told;
    }

    private Query query() {
        Query open = query;
        if (open == null) {
            open = opening.get();
            query = open;
        }
        return open;
    }

    private Names names() {
        if (names == null) {
            names = new Names(query());
        }
        return names;
    }

    private ObjectNode counted() {
        return JSON.objectNode().put("execution_count", count);
    }

    private static ObjectNode ok() {
        return JSON.objectNode().put("status", "ok");
    }

    private static ObjectNode with(ObjectNode content, String field, JsonNode value) {
        content.set(field, value);
        return content;
    }

    /** Leave out what waits, stop what runs, and go when that has ended or takes too long. */
    @Override
    public void close() {
        abandoned = Long.MAX_VALUE;
        turns.shutdown();
        interrupt();
        try {
            for (int i = 0; i < LAST_WORDS && !turns.awaitTermination(100, TimeUnit.MILLISECONDS); i++) {
                stopWhatIsInterrupted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
