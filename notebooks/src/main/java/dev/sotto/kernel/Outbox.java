package dev.sotto.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.UUID;
import org.zeromq.ZMQ;

/** Where one thread puts messages, for the thread that owns the sockets to send. */
final class Outbox {
    private final ZMQ.Socket carrier;
    private final Wire wire;
    private final Clock clock;

    /** An outbox whose carrier is this thread's own end of a line to a {@link Kernel}. */
    Outbox(ZMQ.Socket carrier, Wire wire, Clock clock) {
        this.carrier = carrier;
        this.wire = wire;
        this.clock = clock;
    }

    /** Answer a request that came by a channel. */
    void reply(Channel channel, Message request, ObjectNode content) {
        put(channel, request.reply(id(), clock.instant().toString(), content));
    }

    /** Tell all that listen what follows from a request. */
    void publish(Message request, String type, ObjectNode content) {
        put(Channel.IOPUB, request.publication(id(), clock.instant().toString(), type, content));
    }

    /** Tell all that listen whether a request is being worked on: busy or idle. */
    void status(Message request, String state) {
        publish(request, "status", JsonNodeFactory.instance.objectNode().put("execution_state", state));
    }

    private void put(Channel channel, Message message) {
        carrier.sendMore(new byte[] {(byte) channel.ordinal()});
        Kernel.forward(carrier, wire.write(message));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
