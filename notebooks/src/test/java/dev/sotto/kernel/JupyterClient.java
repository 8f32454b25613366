package dev.sotto.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A client that talks to a kernel as Jupyter does, over real sockets. */
final class JupyterClient implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ZContext context = new ZContext();
    private final ZMQ.Socket shell;
    private final ZMQ.Socket control;
    private final ZMQ.Socket iopub;
    private final ZMQ.Socket heartbeat;
    private final Wire wire;

    /** A client that signs with the connection's key. */
    JupyterClient(Connection connection) {
        this(connection, connection.key());
    }

    JupyterClient(Connection connection, String key) {
        wire = new Wire(key);
        iopub = socket(SocketType.SUB, connection.address(connection.iopub()));
        iopub.subscribe(ZMQ.SUBSCRIPTION_ALL);
        shell = socket(SocketType.DEALER, connection.address(connection.shell()));
        control = socket(SocketType.DEALER, connection.address(connection.control()));
        heartbeat = socket(SocketType.REQ, connection.address(connection.heartbeat()));
    }

    /** A connection on free ports of this machine. */
    static Connection anywhere() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                held.add(new ServerSocket(0));
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket each : held) {
                each.close();
            }
            return new Connection(
                    "127.0.0.1", ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), "a test's key");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ask until all that is published of it arrives, too: a subscription takes a moment to be known. */
    JupyterClient greet() {
        iopub.setReceiveTimeOut(100);
        for (int i = 0; i < 100; i++) {
            String id = sendShell("kernel_info_request", JSON.objectNode());
            shellReply();
            if (isHeardToTheEnd(id)) {
                iopub.setReceiveTimeOut(PATIENCE_MS);
                return this;
            }
        }
        throw new AssertionError("the kernel publishes nothing");
    }

    /** The end is what counts: a subscription that comes to be known half-way hears nothing of the beginning. */
    private boolean isHeardToTheEnd(String id) {
        for (Optional<Message> said = next(iopub); said.isPresent(); said = next(iopub)) {
            if (isIdle(said.get(), id)) {
                return true;
            }
        }
        return false;
    }

    String sendShell(String type, ObjectNode content) {
        return send(shell, type, content);
    }

    String sendControl(String type, ObjectNode content) {
        return send(control, type, content);
    }

    /** Send a cell. */
    String execute(String code) {
        return sendShell("execute_request", JSON.objectNode().put("code", code).put("silent", false));
    }

    /** What the kernel makes of a name that is begun in a cell. */
    JsonNode completed(String code, int cursor) {
        return answered("complete_request", code, cursor);
    }

    List<String> completions(String code, int cursor) {
        List<String> matches = new ArrayList<>();
        completed(code, cursor).path("matches").forEach(match -> matches.add(match.asText()));
        return matches;
    }

    /** What the kernel says of a name of a cell. */
    String inspected(String code, int cursor) {
        return answered("inspect_request", code, cursor).at("/data/text~1plain").asText();
    }

    private JsonNode answered(String type, String code, int cursor) {
        sendShell(type, JSON.objectNode().put("code", code).put("cursor_pos", cursor));
        return shellReply().content();
    }

    /** Whether the kernel takes a cell for whole. */
    String completeness(String code) {
        sendShell("is_complete_request", JSON.objectNode().put("code", code));
        return shellReply().content().path("status").asText();
    }

    Message shellReply() {
        return received(shell);
    }

    Message controlReply() {
        return received(control);
    }

    /** The next publication. */
    Message heard() {
        return received(iopub);
    }

    /** Wait until the kernel has begun with a cell. */
    void awaitBegin() {
        for (Message said = heard(); !said.type().equals("execute_input"); said = heard()) {}
    }

    /** Everything that is published for a request, up to and with the word that the kernel is idle. */
    List<Message> heardFor(String id) {
        List<Message> said = new ArrayList<>();
        do {
            Message next = heard();
            if (next.parent().path("msg_id").asText().equals(id)) {
                said.add(next);
            }
        } while (said.isEmpty() || !isIdle(said.get(said.size() - 1), id));
        return said;
    }

    /** Whether anything comes back on shell within half a second. */
    boolean isAnswered() {
        shell.setReceiveTimeOut(500);
        return shell.recv() != null;
    }

    String beat(String text) {
        heartbeat.send(text);
        return heartbeat.recvStr();
    }

    private static boolean isIdle(Message message, String id) {
        return message.type().equals("status")
                && message.content().path("execution_state").asText().equals("idle")
                && message.parent().path("msg_id").asText().equals(id);
    }

    private String send(ZMQ.Socket socket, String type, JsonNode content) {
        String id = UUID.randomUUID().toString();
        ObjectNode header = JSON.objectNode()
                .put("msg_id", id)
                .put("session", "test")
                .put("username", "test")
                .put("date", "2026-04-06T00:00:00Z")
                .put("msg_type", type)
                .put("version", Message.PROTOCOL);
        Kernel.forward(socket, wire.write(new Message(List.of(), header, JSON.objectNode(), content)));
        return id;
    }

    private Message received(ZMQ.Socket socket) {
        return next(socket).orElseThrow(() -> new AssertionError("the kernel is silent"));
    }

    /** The next message; empty where none comes in time. */
    private Optional<Message> next(ZMQ.Socket socket) {
        byte[] first = socket.recv();
        if (first == null) {
            return Optional.empty();
        }
        List<byte[]> frames = new ArrayList<>(List.of(first));
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return Optional.of(wire.read(frames)
                .orElseThrow(() -> new AssertionError(new String(frames.get(0), StandardCharsets.UTF_8))));
    }

    private ZMQ.Socket socket(SocketType type, String address) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setReceiveTimeOut(PATIENCE_MS);
        socket.connect(address);
        return socket;
    }

    @Override
    public void close() {
        context.close();
    }
}
