package dev.sotto.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message of Jupyter's protocol.
 *
 * @param route frames that lead back to who sent it; the topic where it is published
 * @param parent header of the message that it follows from; empty for a request
 */
record Message(List<byte[]> route, ObjectNode header, ObjectNode parent, JsonNode content) {
    static final String PROTOCOL = "5.3";

    Message {
        route = List.copyOf(route);
    }

    /** What is asked or told, such as {@code execute_request}. */
    String type() {
        return header.path("msg_type").asText();
    }

    /** The answer to this request, of the type that belongs to it. */
    Message reply(String id, String at, ObjectNode content) {
        return following(route, id, at, type().replace("_request", "_reply"), content);
    }

    /** Something for all that listen, that follows from this request. */
    Message publication(String id, String at, String type, ObjectNode content) {
        return following(List.of(type.getBytes(StandardCharsets.UTF_8)), id, at, type, content);
    }

    private Message following(List<byte[]> to, String id, String at, String type, ObjectNode content) {
        ObjectNode head = JsonNodeFactory.instance
                .objectNode()
                .put("msg_id", id)
                .put("session", header.path("session").asText())
                .put("username", "sotto")
                .put("date", at)
                .put("msg_type", type)
                .put("version", PROTOCOL);
        return new Message(to, head, header, content);
    }
}
