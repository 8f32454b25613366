package dev.sotto.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSpecTest {
    @TempDir
    private Path folder;

    @Test
    void tellsJupyterHowToStartTheKernel() throws IOException {
        KernelSpec spec = new KernelSpec(List.of("/opt/sotto", "kernel"));
        spec.install(KernelSpec.ofPrefix(folder));
        Path installed = spec.install(KernelSpec.ofPrefix(folder));
        assertThat(installed).isEqualTo(folder.resolve("share/jupyter/kernels/sotto"));
        JsonNode json =
                new ObjectMapper().readTree(installed.resolve("kernel.json").toFile());
        assertThat(json.path("argv"))
                .extracting(JsonNode::asText)
                .containsExactly("/opt/sotto", "kernel", "--connection-file", "{connection_file}");
        assertThat(json.path("display_name").asText()).isEqualTo("Sotto SQL");
        assertThat(json.path("language").asText()).isEqualTo("sql");
        assertThat(json.path("interrupt_mode").asText()).isEqualTo("message");
    }

    @Test
    void looksWhereJupyterLooks() {
        Path home = Path.of("/home/anna");
        assertThat(KernelSpec.ofUser(Map.of(), "Linux", home)).isEqualTo(Path.of("/home/anna/.local/share/jupyter"));
        assertThat(KernelSpec.ofUser(Map.of("XDG_DATA_HOME", "/data"), "Linux", home))
                .isEqualTo(Path.of("/data/jupyter"));
        assertThat(KernelSpec.ofUser(Map.of("JUPYTER_DATA_DIR", "/j"), "Mac OS X", home))
                .isEqualTo(Path.of("/j"));
        assertThat(KernelSpec.ofUser(Map.of(), "Mac OS X", home)).isEqualTo(Path.of("/home/anna/Library/Jupyter"));
    }

    @Test
    void namesARemedyWhereItCannotWrite() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new KernelSpec(List.of("sotto")).install(file))
                .hasMessageStartingWith("Cannot install the kernel: " + file)
                .hasMessageContaining("--prefix");
    }
}
