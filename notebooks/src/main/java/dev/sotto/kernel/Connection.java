package dev.sotto.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where Jupyter wants to reach a kernel, as its connection file says.
 *
 * @param ip the address to listen on
 * @param key what messages are signed with
 */
record Connection(String ip, int shell, int control, int iopub, int stdin, int heartbeat, String key) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Connection {
        if (key.isEmpty()) {
            throw refusal("it has no key, so that anybody on this machine could send it cells", null);
        }
    }

    /** Read a connection file. */
    static Connection read(Path file) {
        JsonNode json;
        try {
            json = JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw refusal(file + " is not there, not readable or no JSON", e);
        }
        if (!json.path("transport").asText("tcp").equals("tcp")) {
            throw refusal("its transport is " + json.path("transport").asText() + ", and only tcp is known", null);
        }
        if (!json.path("signature_scheme").asText("hmac-sha256").equals("hmac-sha256")) {
            throw refusal("its signature_scheme is not hmac-sha256", null);
        }
        return new Connection(
                json.path("ip").asText("127.0.0.1"),
                port(json, "shell_port"),
                port(json, "control_port"),
                port(json, "iopub_port"),
                port(json, "stdin_port"),
                port(json, "hb_port"),
                json.path("key").asText());
    }

    /** The address of one of its ports. */
    String address(int port) {
        return "tcp://" + ip + ":" + port;
    }

    private static int port(JsonNode json, String name) {
        int port = json.path(name).asInt(-1);
        if (port < 1 || port > 65535) {
            throw refusal(name + " is no port but " + json.path(name), null);
        }
        return port;
    }

    /** That a kernel cannot be reached as the file says. */
    static SottoException refusal(String why, @Nullable Throwable cause) {
        String message = "Cannot use Jupyter's connection file: " + why + ". Let Jupyter start the kernel, after"
                + " 'sotto kernel install', with its usual settings.";
        return cause == null ? new SottoException(Code.USE, message) : new SottoException(Code.USE, message, cause);
    }
}
