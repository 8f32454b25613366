package dev.sotto.report;

import static org.assertj.core.api.Assertions.assertThat;

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
    void letsNoNameBreakTheSubject() {
        Mail mail = mail(SampleReport.ordinary().named("A\r\nBcc: x@example.org"), Locale.ENGLISH);
        assertThat(mail.subject()).doesNotContain("\r", "\n");
    }

    private static Mail mail(SampleReport sample, Locale language) {
        return new Mail(WeeklyPage.of(sample.report(), language), "analytics@verlaine.example");
    }
}
