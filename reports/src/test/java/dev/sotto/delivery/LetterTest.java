package dev.sotto.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LetterTest {

    @Test
    void holdsTextHtmlPicturesAndDocuments() throws MessagingException, IOException {
        MimeMessage message = read(letter("analytics@verlaine.example"));
        assertThat(message.getMessageID()).isEqualTo("<verlaine.2026-W46.en.1@sotto.invalid>");
        assertThat(message.getSubject()).isEqualTo("Zürich → 12 %");
        MimeMultipart whole = (MimeMultipart) message.getContent();
        assertThat(whole.getCount()).isEqualTo(2);
        MimeMultipart bodies = (MimeMultipart) whole.getBodyPart(0).getContent();
        assertThat(bodies.getContentType()).startsWith("multipart/alternative");
        assertThat(bodies.getBodyPart(0).getContent()).isEqualTo("plain ✓");
        MimeMultipart related = (MimeMultipart) bodies.getBodyPart(1).getContent();
        assertThat(related.getBodyPart("<picture@sotto.invalid>")).isNotNull();
        assertThat(whole.getBodyPart(1).getFileName()).isEqualTo("weekly.pdf");
    }

    @Test
    void hasTheSameBytesTwice() {
        assertThat(letter("a@b.example").eml()).isEqualTo(letter("a@b.example").eml());
    }

    @Test
    void putsNoOwnerIntoAHeaderThatIsNoAddress() throws MessagingException {
        for (String owner : List.of("Ann", "a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "")) {
            MimeMessage message = read(letter(owner));
            assertThat(message.getFrom()).as(owner).isNull();
            assertThat(message.getAllRecipients()).as(owner).isNull();
        }
    }

    private static Letter letter(String from) {
        return new Letter(
                "verlaine.2026-W46.en.1",
                from,
                Instant.parse("2026-11-16T06:00:00Z"),
                "en",
                "Zürich → 12 %",
                "plain ✓",
                "<p>page ✓</p>",
                Map.of("picture@sotto.invalid", new byte[] {1, 2, 3}),
                List.of(new Letter.Attachment(
                        "weekly.pdf", "application/pdf", "pdf".getBytes(StandardCharsets.US_ASCII))));
    }

    private static MimeMessage read(Letter letter) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(letter.eml()));
    }
}
