package dev.sotto.report;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real browser without a window, with a profile of its own. */
final class Browser {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final Path directory;

    Browser(Path directory) {
        this.directory = directory;
    }

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

    /** The document as it is after it was laid out in a window of a width. */
    String dom(Path page, int width) {
        return run(
                "--dump-dom",
                "--window-size=" + width + ",1200",
                "--virtual-time-budget=2000",
                page.toUri().toString());
    }

    /** The page printed on paper. */
    Path print(Path page) {
        Path pdf = directory.resolve("print.pdf");
        run("--print-to-pdf=" + pdf, "--no-pdf-header-footer", page.toUri().toString());
        return pdf;
    }

    private String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + directory.resolve("profile")));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(directory.resolve("errors").toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the browser did not end");
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
