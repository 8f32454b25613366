package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages as a real browser lays them out. */
class BrowserTest {
    @TempDir
    private Path directory;

    @BeforeAll
    static void require() {
        Browser.require();
    }

    @Test
    void fitsAPhoneWithoutSidewaysScroll() throws IOException {
        Path page = write("page.html", Pages.weekly(SampleReport.ordinary().page()));
        // A window cannot be as narrow as a phone, but a frame can; only the frame's page must lack the policy against
        // scripts.
        Path open = write(
                "open.html",
                Files.readString(page).replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", ""));
        for (int width : new int[] {320, 390, 700}) {
            Path frame = write("frame" + width + ".html", """
                    <iframe id="f" style="border:0;height:900px;width:%dpx" srcdoc="%s"></iframe>
                    <script>f.onload=()=>document.title="scroll "+f.contentDocument.documentElement.scrollWidth+
                    " fonts "+[...f.contentDocument.fonts].filter(x=>x.status=="loaded").length</script>""".formatted(
                            width, Files.readString(open).replace("&", "&amp;").replace("\"", "&quot;")));
            assertThat(new Browser(directory).dom(frame, 1000)).contains("<title>scroll " + width + " fonts 3</title>");
        }
    }

    @Test
    void printsOnTwoPagesAtMost() throws IOException {
        Path page = write("page.html", Pages.weekly(SampleReport.ordinary().page()));
        String pdf = Files.readString(new Browser(directory).print(page), StandardCharsets.ISO_8859_1);
        assertThat(Pattern.compile("/Type\\s*/Page\\b").matcher(pdf).results().count())
                .isBetween(1L, 2L);
    }

    private Path write(String name, String html) throws IOException {
        return Files.writeString(directory.resolve(name), html);
    }
}
