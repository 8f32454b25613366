package dev.sotto.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.query.Query;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * A Jupyter kernel: cells are Spark SQL, answered by a guarded session over what the last finished run published.
 *
 * <p>One thread owns every socket; it answers by itself what must not wait, and hands the rest to a {@link Notebook}.
 */
public final class Kernel {
    private static final String INSIDE = "inproc://outbox";
    private static final int PATIENCE_MS = 200;
    private static final int LINGER_MS = 1000;

    private final Connection connection;
    private final Supplier<Query> query;
    private final Clock clock;
    private final BooleanSupplier isWanted;
    private final Wire wire;
    private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
    private boolean running = true;

    /**
     * A kernel that is not yet listening.
     *
     * @param query opens the session; called again before each cell until it succeeds
     * @param isWanted whether the program that started the kernel still lives
     */
    Kernel(Connection connection, Supplier<Query> query, Clock clock, BooleanSupplier isWanted) {
        this.connection = connection;
        this.query = query;
        this.clock = clock;
        this.isWanted = isWanted;
        this.wire = new Wire(connection.key());
    }

    /** Listen and answer until Jupyter says that it is enough, or is gone. */
    void serve() {
        try (ZContext context = new ZContext()) {
            context.setLinger(LINGER_MS);
            open(context, Channel.SHELL, SocketType.ROUTER, connection.shell());
            open(context, Channel.CONTROL, SocketType.ROUTER, connection.control());
            open(context, Channel.IOPUB, SocketType.PUB, connection.iopub());
            open(context, Channel.STDIN, SocketType.ROUTER, connection.stdin());
            open(context, Channel.HEARTBEAT, SocketType.REP, connection.heartbeat());
            ZMQ.Socket outgoing = context.createSocket(SocketType.PULL);
            outgoing.bind(INSIDE);
            Outbox own = outbox(context);
            try (Notebook notebook = new Notebook(query, outbox(context))) {
                ZMQ.Poller poller = context.createPoller(4);
                poller.register(outgoing, ZMQ.Poller.POLLIN);
                poller.register(socket(Channel.HEARTBEAT), ZMQ.Poller.POLLIN);
                poller.register(socket(Channel.CONTROL), ZMQ.Poller.POLLIN);
                poller.register(socket(Channel.SHELL), ZMQ.Poller.POLLIN);
                while (running && isWanted.getAsBoolean()) {
                    poller.poll(PATIENCE_MS);
                    turn(notebook, own);
                    send(outgoing);
                }
            }
        }
    }

    // What each line brought since the last turn, a message of each.
    private void turn(Notebook notebook, Outbox own) {
        byte[] beat = socket(Channel.HEARTBEAT).recv(ZMQ.DONTWAIT);
        if (beat != null) {
            forward(socket(Channel.HEARTBEAT), frames(socket(Channel.HEARTBEAT), beat));
        }
        received(Channel.CONTROL).ifPresent(request -> answer(request, Channel.CONTROL, notebook, own));
        received(Channel.SHELL).ifPresent(request -> answer(request, Channel.SHELL, notebook, own));
        notebook.stopWhatIsInterrupted();
    }

    private void answer(Message request, Channel channel, Notebook notebook, Outbox own) {
        switch (request.type()) {
            case "kernel_info_request" -> at(request, channel, own, Self.description());
            case "interrupt_request" -> {
                notebook.interrupt();
                at(request, channel, own, ok());
            }
            case "shutdown_request" -> {
                notebook.interrupt();
                at(
                        request,
                        channel,
                        own,
                        ok().put("restart", request.content().path("restart").asBoolean()));
                running = false;
            }
            default -> notebook.take(request, channel);
        }
    }

    private static void at(Message request, Channel channel, Outbox own, ObjectNode content) {
        own.status(request, "busy");
        own.reply(channel, request, content);
        own.status(request, "idle");
    }

    private Optional<Message> received(Channel channel) {
        byte[] first = socket(channel).recv(ZMQ.DONTWAIT);
        return first == null ? Optional.empty() : wire.read(frames(socket(channel), first));
    }

    private void send(ZMQ.Socket outgoing) {
        for (byte[] to = outgoing.recv(ZMQ.DONTWAIT); to != null; to = outgoing.recv(ZMQ.DONTWAIT)) {
            forward(socket(Channel.values()[to[0]]), frames(outgoing, outgoing.recv()));
        }
    }

    /** Send a message of several frames. */
    static void forward(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    private static List<byte[]> frames(ZMQ.Socket socket, byte[] first) {
        List<byte[]> frames = new ArrayList<>(List.of(first));
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return frames;
    }

    private void open(ZContext context, Channel channel, SocketType type, int port) {
        ZMQ.Socket socket = context.createSocket(type);
        try {
            socket.bind(connection.address(port));
        } catch (ZMQException e) {
            throw Connection.refusal(connection.address(port) + " cannot be listened on", e);
        }
        sockets.put(channel, socket);
    }

    private ZMQ.Socket socket(Channel channel) {
        return Objects.requireNonNull(sockets.get(channel));
    }

    private Outbox outbox(ZContext context) {
        ZMQ.Socket carrier = context.createSocket(SocketType.PUSH);
        carrier.connect(INSIDE);
        return new Outbox(carrier, wire, clock);
    }

    private static ObjectNode ok() {
        return JsonNodeFactory.instance.objectNode().put("status", "ok");
    }
}
