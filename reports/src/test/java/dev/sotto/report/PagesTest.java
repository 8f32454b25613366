package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.Brand;
import dev.sotto.warehouse.Ledger.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final Pattern ELEMENT = Pattern.compile("<[a-zA-Z!/]");
    private static final int MOST_BYTES = 300 * 1024;

    @Test
    void asksNoServerForAnything() {
        String html = Pages.weekly(SampleReport.ordinary().page());
        assertThat(html).doesNotContain("http:", "https:", "//cdn", "<script", "@import", "javascript:");
        Matcher addresses =
                Pattern.compile("(?:src|href|url)\\s*[=(]\\s*[\"']?([^\"')>]+)").matcher(html);
        while (addresses.find()) {
            assertThat(addresses.group(1)).matches("data:.*|#.*|\\.\\./index\\.html");
        }
        assertThat(html).contains("default-src 'none'");
    }

    @Test
    void isSmallAndSaysItsLanguage() {
        String html = Pages.weekly(SampleReport.ordinary().page());
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
        assertThat(html).startsWith("<!DOCTYPE html>").contains("<html lang=\"en\">");
    }

    @Test
    void givesEachIdOnce() {
        Matcher ids = Pattern.compile(" id=\"([^\"]+)\"")
                .matcher(Pages.weekly(SampleReport.ordinary().page()));
        assertThat(ids.results().map(id -> id.group(1)).toList())
                .hasSizeGreaterThan(15)
                .doesNotHaveDuplicates();
    }

    @Test
    void headsItsPartsInOrder() {
        Matcher headings = Pattern.compile("<h([1-6])")
                .matcher(Pages.weekly(SampleReport.ordinary().page()));
        List<Integer> levels = headings.results()
                .map(level -> Integer.parseInt(level.group(1)))
                .toList();
        assertThat(levels.get(0)).isEqualTo(1);
        assertThat(levels.stream().filter(level -> level == 1)).hasSize(1);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i)).isLessThanOrEqualTo(levels.get(i - 1) + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</title><svg/onload=alert(1)>",
                "</style><b>",
                "${7*7} @if(true) {{x}} {0} $unsafe{x}",
                "a\u0000b\u202Ec",
                "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤",
                "{brand, plural, other{#}} '{x}'",
                "&lt;b&gt;&#x3C;"
            })
    void letsNoNameBecomeMarkup(String name) {
        String plain = Pages.weekly(SampleReport.ordinary().named("x").page());
        String naughty = Pages.weekly(SampleReport.ordinary().named(name).page());
        assertThat(elements(naughty)).isEqualTo(elements(plain));
    }

    @Test
    void listsReportsByBrandNewestFirst() {
        ReportList list = new ReportList(
                List.of(made("b", 45), made("a", 45), made("a", 46)),
                Map.of("a", brand("a", "Aurora <b>"), "b", brand("b", "Belle")),
                path -> !path.contains("W45"),
                ZoneId.of("UTC"));
        IndexPage page = list.page(Locale.ENGLISH);
        assertThat(page.shelves()).extracting(IndexPage.Shelf::brand).containsExactly("Aurora <b>", "Belle");
        assertThat(page.shelves().get(0).entries())
                .extracting(entry -> entry.title() + " " + entry.link())
                .containsExactly("Week 46 a/2026-W46/weekly.en.html", "Week 45 ");
        String html = Pages.index(page);
        assertThat(html)
                .contains("Aurora &lt;b&gt;", "href=\"a/2026-W46/weekly.en.html\"", "not in this folder", "2 reports")
                .doesNotContain("http:", "https:");
    }

    @Test
    void listsNothingInWords() {
        String html =
                Pages.index(new ReportList(List.of(), Map.of(), path -> true, ZoneId.of("UTC")).page(Locale.ENGLISH));
        assertThat(html).contains("No report has been made yet.");
    }

    private static long elements(String html) {
        return ELEMENT.matcher(html).results().count();
    }

    private static Brand brand(String id, String name) {
        return new Brand(id, name, ZoneId.of("UTC"), Locale.ENGLISH, "EUR");
    }

    private static Delivery made(String brand, int week) {
        LocalDate monday = LocalDate.of(2026, 11, 9).plusWeeks(week - 46L);
        String path = brand + "/2026-W" + week + "/weekly.en.html";
        return new Delivery(
                "weekly-" + brand,
                brand,
                "week",
                monday,
                "en",
                "archive",
                1,
                Instant.parse("2026-11-16T07:00:00Z"),
                "delivered",
                "",
                path,
                "run");
    }
}
