package dev.sotto.report;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A real browser without a window, with a profile of its own, that is led over its debugging protocol. */
final class Browser implements AutoCloseable, WebSocket.Listener {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 90;

    private final Process process;
    private final WebSocket socket;
    private final StringBuilder arriving = new StringBuilder();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    /** Skip where there is no browser, and fail where all must be tested. */
    static void require() {
        if (Files.isExecutable(CHROMIUM)) {
            return;
        }
        String missing = "there is no browser at " + CHROMIUM + ": install Debian's package chromium";
        if ("1".equals(System.getenv("SOTTO_FULL"))) {
            fail(missing);
        }
        abort(missing);
    }

    static Browser start(Path directory) throws IOException, InterruptedException {
        return new Browser(directory);
    }

    private Browser(Path directory) throws IOException, InterruptedException {
        Path profile = directory.resolve("profile");
        process = new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--remote-allow-origins=*",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        Path door = profile.resolve("DevToolsActivePort");
        for (int tries = 0; tries < PATIENCE_SECONDS * 10 && !(Files.exists(door) && Files.size(door) > 0); tries++) {
            Thread.sleep(100);
        }
        HttpClient client = HttpClient.newHttpClient();
        URI tabs = URI.create("http://127.0.0.1:" + Files.readAllLines(door).get(0) + "/json/new?about:blank");
        HttpRequest open = HttpRequest.newBuilder(tabs)
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        JsonNode tab = JSON.readTree(
                client.send(open, HttpResponse.BodyHandlers.ofString()).body());
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(tab.get("webSocketDebuggerUrl").asText()), this)
                .join();
        for (String domain : List.of("Page", "Network", "Runtime", "Log")) {
            ask(domain + ".enable", Map.of());
        }
    }

    /** Open a page in a window of a width, on a light or a dark ground; what it did before is forgotten. */
    void open(Path page, int width, String ground) {
        events.clear();
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        ask(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", ground))));
        ask("Page.navigate", Map.of("url", page.toUri().toString()));
        for (int tries = 0;
                tries < PATIENCE_SECONDS * 20 && events("Page.loadEventFired").isEmpty();
                tries++) {
            pause();
        }
        run("document.fonts.ready.then(() => 'ready')");
    }

    /** What a script comes to, as text. */
    String run(String script) {
        JsonNode answer =
                ask("Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value").asText();
    }

    /** The page printed on paper. */
    byte[] print() {
        return Base64.getDecoder()
                .decode(ask("Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", false))
                        .get("data")
                        .asText());
    }

    /** Where the page asked for something. */
    List<String> requests() {
        return events("Network.requestWillBeSent").stream()
                .map(event -> event.at("/params/request/url").asText())
                .toList();
    }

    /** What the page or the browser complained about. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (String kind : List.of("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")) {
            events(kind).forEach(event -> complaints.add(event.toString()));
        }
        return complaints;
    }

    private List<JsonNode> events(String method) {
        return events.stream()
                .filter(event -> event.path("method").asText().equals(method))
                .toList();
    }

    private JsonNode ask(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        try {
            String question = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
            socket.sendText(question, true).join();
            JsonNode said = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (said.has("error")) {
                throw new AssertionError(method + ": " + said.get("error"));
            }
            return said.get("result");
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(method, e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
        arriving.append(part);
        if (isLast) {
            try {
                JsonNode message = JSON.readTree(arriving.toString());
                CompletableFuture<JsonNode> answer =
                        answers.remove(message.path("id").asInt(-1));
                if (answer == null) {
                    events.add(message);
                } else {
                    answer.complete(message);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            arriving.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
