package dev.sotto.kernel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sotto.domain.SottoException;
import dev.sotto.domain.SottoException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How Jupyter starts the kernel: a folder with {@code kernel.json} where Jupyter looks for it.
 *
 * @param command what is run, without the connection file
 */
record KernelSpec(List<String> command) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    KernelSpec {
        command = List.copyOf(command);
    }

    /** Jupyter's folder for one user's data, by its own rules for each operating system. */
    static Path ofUser(Map<String, String> environment, String system, Path home) {
        if (environment.containsKey("JUPYTER_DATA_DIR")) {
            return Path.of(environment.get("JUPYTER_DATA_DIR"));
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Jupyter");
        }
        if (name.startsWith("windows")) {
            return Path.of(environment.getOrDefault("APPDATA", home.toString())).resolve("jupyter");
        }
        String share = environment.getOrDefault("XDG_DATA_HOME", "");
        return (share.isEmpty() ? home.resolve(".local").resolve("share") : Path.of(share)).resolve("jupyter");
    }

    /** Jupyter's folder under a prefix, such as a virtual environment. */
    static Path ofPrefix(Path prefix) {
        return prefix.resolve("share").resolve("jupyter");
    }

    /** Write it under Jupyter's data folder, over an older one, and answer where. */
    Path install(Path jupyter) {
        Path folder = jupyter.resolve("kernels").resolve("sotto");
        Path file = folder.resolve("kernel.json");
        try {
            Files.createDirectories(folder);
            JSON.writeValue(file.toFile(), content());
        } catch (IOException e) {
            throw new SottoException(
                    Code.STORAGE,
                    "Cannot install the kernel: " + file + " cannot be written (" + e.getMessage()
                            + "). Name a folder of your own with --prefix, such as a virtual environment.",
                    e);
        }
        return folder;
    }

    private ObjectNode content() {
        ObjectNode content = JSON.createObjectNode();
        ArrayNode argv = content.putArray("argv");
        command.forEach(argv::add);
        argv.add("--connection-file").add("{connection_file}");
        return content.put("display_name", Self.NAME).put("language", "sql").put("interrupt_mode", "message");
    }
}
