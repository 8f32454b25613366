package dev.sotto.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import dev.sotto.query.Query;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KernelTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String LONG =
            "SELECT count(*) FROM range(10000000) a JOIN range(10000000) b ON a.id % 7 < b.id % 5";

    private static PublishedEvents events;

    private final Connection connection = JupyterClient.anywhere();
    private final AtomicBoolean isWanted = new AtomicBoolean(true);
    private final List<Thread> kernels = new ArrayList<>();

    @BeforeAll
    static void publishOneRun() {
        events = new PublishedEvents();
    }

    @AfterAll
    static void close() {
        events.close();
    }

    @AfterEach
    void leave() throws InterruptedException {
        isWanted.set(false);
        for (Thread kernel : kernels) {
            kernel.join(10_000);
            assertThat(kernel.isAlive()).isFalse();
        }
    }

    @Test
    void introducesItself() {
        try (JupyterClient client = client()) {
            client.sendShell("kernel_info_request", JSON.objectNode());
            JsonNode self = client.shellReply().content();
            assertThat(self.path("status").asText()).isEqualTo("ok");
            assertThat(self.path("protocol_version").asText()).isEqualTo("5.3");
            assertThat(self.at("/language_info/name").asText()).isEqualTo("sql");
            assertThat(client.beat("alive?")).isEqualTo("alive?");
        }
    }

    @Test
    void answersACellWithATable() {
        try (JupyterClient client = client()) {
            String id = client.execute("SELECT event_id, brand_id, text_length FROM log.events ORDER BY event_id");
            List<Message> said = client.heardFor(id);
            assertThat(said)
                    .extracting(Message::type)
                    .containsExactly("status", "execute_input", "execute_result", "status");
            JsonNode result = said.get(2).content();
            assertThat(result.path("execution_count").asInt()).isEqualTo(1);
            assertThat(result.at("/data/text~1plain").asText()).isEqualTo("""
                    event_id  brand_id  text_length
                    e1        aurora             12
                    e2        aurora              3
                    e3        NULL                0""");
            assertThat(result.at("/data/text~1html").asText())
                    .contains("<th>brand_id</th><th class=\"n\">text_length</th>")
                    .contains("<td>e3</td><td><span class=\"null\">NULL</span></td><td class=\"n\">0</td>");
            Message reply = client.shellReply();
            assertThat(reply.type()).isEqualTo("execute_reply");
            assertThat(reply.parent().path("msg_id").asText()).isEqualTo(id);
            assertThat(reply.content().path("status").asText()).isEqualTo("ok");
        }
    }

    @Test
    void drawsTheAnswerOfACellThatOrdersAChart() throws IOException {
        try (JupyterClient client = client()) {
            List<Message> said = client.heardFor(client.execute("""
                    %%chart bars x=event_id y=text_length title="How long they are"
                    SELECT event_id, text_length FROM log.events ORDER BY event_id"""));
            assertThat(said.get(2).type()).isEqualTo("execute_result");
            JsonNode data = said.get(2).content().path("data");
            assertThat(data.path("image/svg+xml").asText())
                    .startsWith("<svg xmlns=")
                    .contains(
                            "id=\"sotto-chart-1\"", ">How long they are</title>", ">e1</text>", ">text_length</text>");
            BufferedImage pixels = ImageIO.read(new ByteArrayInputStream(
                    Base64.getDecoder().decode(data.path("image/png").asText())));
            assertThat(pixels.getWidth()).isEqualTo(1440);
            assertThat(data.path("text/plain").asText()).isEqualTo("How long they are: a bars chart of 3 rows");
            said = client.heardFor(client.execute("%%chart bars x=id y=text_length\nSELECT * FROM log.events"));
            assertThat(said.get(2).content().path("evalue").asText())
                    .isEqualTo("Cannot draw the chart: the answer has no column 'id'."
                            + " Take one of event_id, brand_id, text_length.");
        }
    }

    @Test
    void answersEveryStatementOfACell() {
        try (JupyterClient client = client()) {
            List<Message> said = client.heardFor(client.execute("SELECT ';' AS a; -- first;\nSELECT 2 AS b;"));
            assertThat(said)
                    .extracting(Message::type)
                    .containsExactly("status", "execute_input", "display_data", "execute_result", "status");
        }
    }

    @Test
    void countsCellsButNotEmptyOnes() {
        try (JupyterClient client = client()) {
            assertThat(client.heardFor(client.execute("  \n"))).hasSize(2);
            client.heardFor(client.execute("SELECT 1"));
            client.heardFor(client.execute("-- nothing to ask"));
            client.shellReply();
            assertThat(client.shellReply().content().path("execution_count").asInt())
                    .isEqualTo(1);
            assertThat(client.shellReply().content().path("execution_count").asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void tellsAnErrorInTheWordsOfTheShell() {
        try (JupyterClient client = client()) {
            List<Message> said = client.heardFor(client.execute("SELECT brand FROM log.events"));
            JsonNode error = said.get(2).content();
            assertThat(said.get(2).type()).isEqualTo("error");
            assertThat(error.path("evalue").asText())
                    .startsWith("Cannot run the statement: ")
                    .contains("`brand_id`", "(line 1, column 8)");
            assertThat(error.path("traceback"))
                    .singleElement()
                    .extracting(JsonNode::asText)
                    .isEqualTo(error.path("evalue").asText());
            assertThat(client.shellReply().content().path("status").asText()).isEqualTo("error");
        }
    }

    @Test
    void refusesToWrite() {
        try (JupyterClient client = client()) {
            List<Message> said = client.heardFor(client.execute("DROP TABLE log.events"));
            assertThat(said.get(2).content().path("evalue").asText()).startsWith("Cannot ");
            said = client.heardFor(client.execute("SELECT count(*) AS n FROM log.events"));
            assertThat(said.get(2).content().at("/data/text~1plain").asText()).isEqualTo("n\n3");
        }
    }

    @Test
    void leavesOutCellsThatWaitBehindAnError() {
        try (JupyterClient client = client()) {
            client.execute(LONG);
            client.execute("SELECT 1");
            String last = client.execute("SELECT 2");
            client.awaitBegin();
            client.sendControl("interrupt_request", JSON.objectNode());
            assertThat(client.heardFor(last)).extracting(Message::type).containsExactly("status", "status");
            assertThat(client.shellReply().content().path("status").asText()).isEqualTo("error");
            assertThat(client.shellReply().content().path("status").asText()).isEqualTo("aborted");
            assertThat(client.shellReply().content().path("status").asText()).isEqualTo("aborted");
            assertThat(client.heardFor(client.execute("SELECT 3"))).hasSize(4);
        }
    }

    @Test
    void interruptsALongQuery() throws InterruptedException {
        try (JupyterClient client = client()) {
            String id = client.execute(LONG);
            client.awaitBegin();
            Thread.sleep(1000);
            client.sendControl("interrupt_request", JSON.objectNode());
            assertThat(client.controlReply().type()).isEqualTo("interrupt_reply");
            List<Message> said = client.heardFor(id);
            assertThat(said.get(said.size() - 2).content().path("evalue").asText())
                    .startsWith("Cannot finish the cell: it was interrupted.");
        }
    }

    @Test
    void completesTablesAndColumns() {
        try (JupyterClient client = client()) {
            assertThat(client.completions("SELECT * FROM log.e", 19)).contains("log.events");
            assertThat(client.completions("SELECT br FROM log.events", 9)).containsExactly("brand_id");
            assertThat(client.completions("SELECT '🎉', e.t FROM log.events e", 15))
                    .containsExactly("text_length");
            assertThat(client.completions("SELECT nothing_like_it", 22)).isEmpty();
        }
    }

    @Test
    void saysWhereACompletionBegins() {
        try (JupyterClient client = client()) {
            JsonNode reply = client.completed("SELECT '🎉', e.t FROM log.events e", 15);
            assertThat(reply.path("cursor_start").asInt()).isEqualTo(14);
            assertThat(reply.path("cursor_end").asInt()).isEqualTo(15);
        }
    }

    @Test
    void saysWhatANameIs() {
        try (JupyterClient client = client()) {
            assertThat(client.inspected("SELECT brand_id FROM log.events", 10))
                    .isEqualTo("log.events.brand_id  string\nWhose it is.");
            assertThat(client.inspected("SELECT brand_id FROM log.events", 28))
                    .contains("text_length  bigint  How long");
            assertThat(client.inspected("SELECT 1", 8)).isEmpty();
        }
    }

    @Test
    void knowsWhenAStatementHasItsEnd() {
        try (JupyterClient client = client()) {
            assertThat(client.completeness("SELECT 1;")).isEqualTo("complete");
            assertThat(client.completeness("SELECT ';")).isEqualTo("incomplete");
        }
    }

    @Test
    void endsWhenToldTo() throws InterruptedException {
        try (JupyterClient client = client()) {
            client.execute(LONG);
            client.sendControl("shutdown_request", JSON.objectNode().put("restart", true));
            Message reply = client.controlReply();
            assertThat(reply.type()).isEqualTo("shutdown_reply");
            assertThat(reply.content().path("restart").asBoolean()).isTrue();
            kernels.get(0).join(10_000);
            assertThat(kernels.get(0).isAlive()).isFalse();
        }
    }

    @Test
    void endsWhenJupyterIsGone() throws InterruptedException {
        client().close();
        isWanted.set(false);
        kernels.get(0).join(10_000);
        assertThat(kernels.get(0).isAlive()).isFalse();
    }

    @Test
    void ignoresWhoDoesNotKnowTheKey() {
        try (JupyterClient honest = client();
                JupyterClient stranger = new JupyterClient(connection, "another key")) {
            stranger.sendControl("shutdown_request", JSON.objectNode());
            stranger.execute("SELECT 1");
            assertThat(stranger.isAnswered()).isFalse();
            assertThat(honest.heardFor(honest.execute("SELECT 1"))).hasSize(4);
        }
    }

    @Test
    void findsAWarehouseThatIsMadeLater() {
        AtomicBoolean isThere = new AtomicBoolean();
        Supplier<Query> opening = () -> {
            if (!isThere.get()) {
                throw new SottoException(
                        Code.USE, "Cannot open the warehouse: nothing was published. Run 'sotto run'.");
            }
            return events.query();
        };
        try (JupyterClient client = client(opening)) {
            List<Message> said = client.heardFor(client.execute("SELECT 1"));
            assertThat(said.get(2).content().path("evalue").asText()).contains("Run 'sotto run'.");
            isThere.set(true);
            assertThat(client.heardFor(client.execute("SELECT 1")).get(2).type())
                    .isEqualTo("execute_result");
        }
    }

    private JupyterClient client() {
        return client(events::query);
    }

    private JupyterClient client(Supplier<Query> opening) {
        Kernel kernel = new Kernel(connection, opening, Clock.systemUTC(), isWanted::get);
        Thread thread = new Thread(kernel::serve, "kernel");
        thread.start();
        kernels.add(thread);
        return new JupyterClient(connection).greet();
    }
}
