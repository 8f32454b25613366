package dev.sotto.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Messages as signed frames: route, delimiter, signature, header, parent, metadata, content. */
final class Wire {
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int PARTS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecretKeySpec key;

    Wire(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The message of these frames; empty where they are none or their signature is not by the key. */
    Optional<Message> read(List<byte[]> frames) {
        int at = 0;
        while (at < frames.size() && !Arrays.equals(frames.get(at), DELIMITER)) {
            at++;
        }
        if (frames.size() < at + 2 + PARTS) {
            return Optional.empty();
        }
        List<byte[]> parts = frames.subList(at + 2, at + 2 + PARTS);
        if (!MessageDigest.isEqual(signature(parts), frames.get(at + 1))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Message(
                    frames.subList(0, at), object(parts.get(0)), object(parts.get(1)), JSON.readTree(parts.get(3))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The frames of a message. */
    List<byte[]> write(Message message) {
        List<byte[]> parts = List.of(
                bytes(message.header()),
                bytes(message.parent()),
                bytes(JsonNodeFactory.instance.objectNode()),
                bytes(message.content()));
        List<byte[]> frames = new ArrayList<>(message.route());
        frames.add(DELIMITER);
        frames.add(signature(parts));
        frames.addAll(parts);
        return frames;
    }

    private static ObjectNode object(byte[] part) throws IOException {
        return JSON.readTree(part) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private static byte[] bytes(JsonNode part) {
        try {
            return JSON.writeValueAsBytes(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] signature(List<byte[]> parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            parts.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
