package dev.sotto.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTest {
    private static final String USUAL = """
            {"shell_port": 1001, "iopub_port": 1002, "stdin_port": 1003, "control_port": 1004, "hb_port": 1005,
             "ip": "127.0.0.1", "key": "secret", "transport": "tcp", "signature_scheme": "hmac-sha256",
             "kernel_name": "sotto"}""";

    @TempDir
    private Path folder;

    @Test
    void readsWhatJupyterWrites() throws IOException {
        assertThat(Connection.read(file(USUAL)))
                .isEqualTo(new Connection("127.0.0.1", 1001, 1004, 1002, 1003, 1005, "secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"secret\"', '\"\"', it has no key",
        "'\"tcp\"', '\"ipc\"', its transport is ipc",
        "sha256, md5, its signature_scheme is not hmac-sha256",
        "1004, 70000, control_port is no port but 70000",
        "shell_port, shell, shell_port is no port",
        "{, [, no JSON",
    })
    void refusesWhatItCannotUse(String usual, String odd, String why) throws IOException {
        Path file = file(USUAL.replace(usual, odd));
        assertThatThrownBy(() -> Connection.read(file))
                .hasMessageStartingWith("Cannot use Jupyter's connection file: ")
                .hasMessageContaining(why)
                .hasMessageContaining("sotto kernel install");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> Connection.read(folder.resolve("none.json"))).hasMessageContaining("is not there");
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("connection.json"), json);
    }
}
