package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages as a real browser lays them out, in every language. */
class BrowserTest {
    private static final int MOST_BYTES = 300 * 1024;

    /** Visible words of pictures that leave them, and words that leave the box that they are in. */
    private static final String CLIPPED = """
            (() => {
              const faults = [];
              for (const svg of document.querySelectorAll('svg[role=img]')) {
                if (svg.getBoundingClientRect().width === 0) continue;
                const [x, y, w, h] = svg.getAttribute('viewBox').split(' ').map(Number);
                for (const text of svg.querySelectorAll('text')) {
                  const box = text.getBBox();
                  if (text.textContent.endsWith('…')) faults.push(svg.id + ' cut ' + text.textContent);
                  if (box.x < -1 || box.x + box.width > w + 1 || box.y < -2 || box.y + box.height > h + 4)
                    faults.push(svg.id + ' leaves ' + text.textContent);
                }
              }
              for (const box of document.querySelectorAll('h1,h2,h3,h4,p,li,summary'))
                if (!box.className.includes('unseen') && box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0)
                  faults.push(box.className + ' overflows ' + box.textContent.trim().slice(0, 40));
              return JSON.stringify(faults);
            })()""";

    @TempDir
    private static Path directory;

    private static Browser browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Browser.require();
        browser = Browser.start(directory);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "brand,en,light",
        "brand,de,dark",
        "brand,fr,light",
        "brand,it,dark",
        "operator,de,light",
        "operator,en,dark",
        "creator,fr,light",
        "alert,de,dark"
    })
    void keepsToItselfAndIsOpenToAll(String kind, String language, String ground) throws IOException {
        Path page = page(kind, language);
        assertThat(Files.size(page)).isLessThan(MOST_BYTES);
        browser.open(page, 1136, ground);
        assertThat(browser.requests())
                .contains(page.toUri().toString())
                .allMatch(address -> address.startsWith("data:")
                        || address.equals(page.toUri().toString()));
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.run("String([...document.fonts].filter(f => f.status === 'loaded').length)"))
                .isEqualTo("3");
        assertThat(violations()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({
        "brand,en,1136",
        "brand,de,1136",
        "brand,fr,1136",
        "brand,it,1136",
        "brand,en,390",
        "brand,de,390",
        "brand,fr,390",
        "brand,it,390",
        "brand,de,320",
        "brand,de,900",
        "operator,en,1136",
        "operator,de,390",
        "operator,fr,390",
        "operator,it,1136",
        "operator,de,900",
        "creator,de,1136",
        "creator,it,390",
        "alert,de,1136",
        "alert,fr,390",
        "thirty,fr,390",
        "thirty,en,1136",
        "millions,de,390",
        "millions,de,1136",
        "plain,it,390"
    })
    void clipsNoWord(String kind, String language, int width) throws IOException {
        browser.open(page(kind, language), width, "light");
        assertThat(browser.run("String(document.documentElement.scrollWidth)")).isEqualTo(Integer.toString(width));
        assertThat(browser.run(CLIPPED)).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({"brand,en", "brand,de", "brand,fr", "brand,it", "operator,de", "operator,fr", "creator,de", "alert,de"})
    void printsOnTwoPagesAtMost(String kind, String language) throws IOException {
        browser.open(page(kind, language), 1136, "light");
        try (PDDocument printed = Loader.loadPDF(browser.print())) {
            assertThat(printed.getNumberOfPages()).isBetween(1, 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"brand,light", "brand,dark", "operator,light", "creator,dark"})
    void readsWellWithoutANumber(String kind, String ground) throws IOException {
        Path page = write("empty.html", WeeklyPage.of(Samples.empty(kind), Locale.GERMAN));
        browser.open(page, 390, ground);
        assertThat(browser.run(CLIPPED)).isEqualTo("[]");
        assertThat(violations()).isEqualTo("[]");
    }

    @Test
    void noticesWhatIsWrong() throws IOException {
        Path page = Files.writeString(directory.resolve("wrong.html"), """
                <!DOCTYPE html><html lang="en"><title>wrong</title><main><h1>Wrong</h1>
                <p style="color:#ccc;background:#fff">pale</p>
                <svg id="s" role="img" aria-label="x" viewBox="0 0 50 20" width="50" height="20">
                <text x="40" y="10">words that leave</text></svg></main>
                <img src="missing.png" alt="x"><script>console.error('wrong')</script>""");
        browser.open(page, 390, "light");
        assertThat(browser.run(CLIPPED)).contains("s leaves words that leave");
        assertThat(violations()).contains("color-contrast");
        assertThat(browser.complaints()).isNotEmpty();
        assertThat(browser.requests()).anyMatch(address -> address.endsWith("missing.png"));
    }

    private static String violations() throws IOException {
        try (InputStream axe = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
            browser.run(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + ";'loaded'");
        }
        return browser.run("""
                axe.run(document).then(found => JSON.stringify(found.violations.map(
                  violation => violation.id + ': ' + violation.nodes.map(node => node.html.slice(0, 120)))))""");
    }

    private static Path page(String kind, String language) throws IOException {
        return write(
                kind + "." + language + ".html",
                WeeklyPage.of(Samples.ordinary(kind), Locale.forLanguageTag(language)));
    }

    private static Path write(String name, WeeklyPage page) throws IOException {
        return Files.writeString(directory.resolve(name), Pages.weekly(page));
    }
}
