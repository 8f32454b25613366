package dev.sotto.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sotto.cli.Main;
import dev.sotto.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example notebook, run by Jupyter itself over a simulated log. */
@Timeout(600)
class FirstLookTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path NOTEBOOK = Path.of("first-look.ipynb");

    @TempDir
    private static Path folder;

    private static void askForJupyter() {
        boolean isThere = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "jupyter-nbconvert")));
        String missing = "Jupyter is not installed (apt-get install --no-install-recommends jupyter-nbconvert)";
        if ("1".equals(System.getenv("SOTTO_FULL"))) {
            assertThat(isThere).as(missing).isTrue();
        }
        assumeTrue(isThere, missing);
    }

    @Test
    void runsFromTheFirstCellToTheLast() throws IOException, InterruptedException {
        askForJupyter();
        String config = folder.resolve("world/sotto.yaml").toString();
        sotto(
                "simulate",
                "--events",
                "6000",
                "--seed",
                "1",
                "--out",
                folder.resolve("world").toString());
        sotto("run", "--config", config);
        new KernelSpec(kernel(config)).install(KernelSpec.ofPrefix(folder));
        JsonNode ran = nbconvert();
        int cells = 0;
        int charts = 0;
        for (JsonNode cell : ran.path("cells")) {
            if (cell.path("cell_type").asText().equals("code")) {
                cells++;
                assertThat(cell.path("outputs")).as("outputs of cell %d", cells).hasSize(1);
                JsonNode output = cell.path("outputs").get(0);
                assertThat(output.path("output_type").asText()).isEqualTo("execute_result");
                assertThat(output.path("execution_count").asInt()).isEqualTo(cells);
                boolean isChart = strings(cell.path("source")).get(0).startsWith("%%chart");
                charts += isChart ? 1 : 0;
                assertThat(String.join("", strings(output.path("data").path(isChart ? "image/svg+xml" : "text/html"))))
                        .as("answer of cell %d", cells)
                        .contains(isChart ? List.of("<svg", "</text>", "</svg>") : List.of("<td", "</table>"));
            }
        }
        assertThat(cells).isBetween(5, 7);
        assertThat(charts).isEqualTo(2);
    }

    @Test
    void isKeptWithoutOutputs() throws IOException {
        for (JsonNode cell : JSON.readTree(NOTEBOOK.toFile()).path("cells")) {
            assertThat(cell.path("outputs")).isEmpty();
            assertThat(cell.path("execution_count").asInt(0)).isZero();
        }
    }

    private static JsonNode nbconvert() throws IOException, InterruptedException {
        Path log = folder.resolve("nbconvert.log");
        ProcessBuilder jupyter = new ProcessBuilder(
                        "jupyter-nbconvert",
                        "--to",
                        "notebook",
                        "--execute",
                        "--ExecutePreprocessor.timeout=300",
                        "--ExecutePreprocessor.startup_timeout=120",
                        "--output-dir",
                        folder.toString(),
                        "--output",
                        "ran.ipynb",
                        NOTEBOOK.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()));
        jupyter.environment().put("JUPYTER_PATH", KernelSpec.ofPrefix(folder).toString());
        jupyter.environment()
                .put("JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString());
        Process process = jupyter.start();
        boolean isDone = process.waitFor(8, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(isDone && process.exitValue() == 0).as(Files.readString(log)).isTrue();
        return JSON.readTree(folder.resolve("ran.ipynb").toFile());
    }

    // What the launcher would start, from the classes under test.
    private static List<String> kernel(String config) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("@"))
                .forEach(command::add);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-Xmx1g", "-cp", classPath, Main.class.getName(), "kernel", "--config", config));
        return command;
    }

    private static void sotto(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Surroundings around = new Surroundings(
                InputStream.nullInputStream(), out, out, false, false, 0, Map.of(), Clock.systemUTC(), folder);
        assertThat(Main.run(around, arguments))
                .as(() -> said.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    private static List<String> strings(JsonNode text) {
        List<String> lines = new ArrayList<>();
        text.forEach(line -> lines.add(line.asText()));
        return text.isTextual() ? List.of(text.asText()) : lines;
    }
}
