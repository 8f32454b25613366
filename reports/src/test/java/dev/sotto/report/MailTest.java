package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.ReportSection;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "it"})
    void staysBelowWhatMailboxesClip(String language) {
        String html =
                mail(SampleReport.ordinary(), Locale.forLanguageTag(language)).html();
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100 * 1024);
        assertThat(html).doesNotContain("<style", "<script", "http:", "https:", "var(--", "<link", "class=");
    }

    @Test
    void saysInPicturesAndWordsTheSame() {
        Mail mail = mail(SampleReport.ordinary(), Locale.ENGLISH);
        assertThat(mail.pictures().keySet())
                .containsExactlyInAnyOrder("engagement@sotto.invalid", "funnel@sotto.invalid");
        mail.pictures().values().forEach(png -> assertThat(png).startsWith(0x89, 'P', 'N', 'G'));
        assertThat(mail.html())
                .contains("cid:engagement@sotto.invalid", "width=\"536\"", "alt=\"Active contacts through the week: ");
        assertThat(mail.text()).contains("Active contacts rose 9.5% to 3,140", "Reply rate: 18.5%");
    }

    @Test
    void needsNoPictureWhereThereIsNoNumber() {
        Mail mail = mail(SampleReport.empty(), Locale.GERMAN);
        assertThat(mail.pictures()).isEmpty();
        assertThat(mail.html()).doesNotContain("<img").contains("Keine Daten");
    }

    @Test
    void saysItsDaysWhereThePlanLeavesTheSentenceOut() {
        Mail mail = mail(SampleReport.ordinary().sections(ReportSection.TILES, ReportSection.METHOD), Locale.ENGLISH);
        assertThat(mail.subject().replace('\u00a0', ' ')).endsWith("Week 46: Mon 9 – Sun 15 Nov 2026");
        assertThat(mail.pictures()).isEmpty();
    }

    @Test
    void tellsTheOperatorWhatThePageTells() {
        Mail mail = new Mail(SampleHouse.ordinary().page(), "ops@example.org");
        assertThat(mail.pictures().keySet())
                .containsExactlyInAnyOrder("engagement@sotto.invalid", "incidents@sotto.invalid");
        assertThat(mail.text()).contains("2 of 4 brands have their report.", "Without a report: Aurora Skincare");
    }

    @Test
    void letsNoNameBreakTheSubject() {
        Mail mail = mail(SampleReport.ordinary().named("A\r\nBcc: x@example.org"), Locale.ENGLISH);
        assertThat(mail.subject()).doesNotContain("\r", "\n");
    }

    private static Mail mail(SampleReport sample, Locale language) {
        return new Mail(WeeklyPage.of(sample.report(), language), "analytics@verlaine.example");
    }
}
