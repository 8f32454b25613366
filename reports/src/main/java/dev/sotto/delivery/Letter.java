package dev.sotto.delivery;

import dev.sotto.domain.SottoException;
import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A report as an e-mail that may be kept as a file: plain text and HTML, pictures by content id, documents attached.
 *
 * @param id what makes it the same letter however often it is written, such as verlaine.2026-W46.en.1
 * @param from the owner's address; left out where the owner is no address
 * @param pictures PNG by content id
 */
public record Letter(
        String id,
        String from,
        Instant at,
        String language,
        String subject,
        String text,
        String html,
        Map<String, byte[]> pictures,
        List<Attachment> attachments) {
    private static final String DOMAIN = "sotto.invalid";

    /** A document that it carries. */
    public record Attachment(String name, String type, byte[] bytes) {}

    public Letter {
        pictures = Map.copyOf(pictures);
        attachments = List.copyOf(attachments);
    }

    /** The letter as a file that mail programs open; the same letter has the same bytes. */
    public byte[] eml() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            MimeMessage message = new Identified("<" + id + "@" + DOMAIN + ">");
            Optional<InternetAddress> sender = sender();
            if (sender.isPresent()) {
                message.setFrom(sender.get());
            }
            message.setSubject(subject, "UTF-8");
            message.setSentDate(Date.from(at));
            message.setHeader("Content-Language", language);
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("X-Unsent", "1");
            message.setContent(whole());
            message.saveChanges();
            message.writeTo(out);
            return out.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new SottoException(
                    SottoException.Code.BUG,
                    "Cannot write the e-mail of a report: " + e.getMessage()
                            + ". Report this with the command that you ran.",
                    e);
        }
    }

    /** An owner may be a name; what is no strict address never becomes a header. */
    private Optional<InternetAddress> sender() {
        try {
            InternetAddress address = new InternetAddress(from, true);
            address.validate();
            return from.contains("@") && from.chars().noneMatch(c -> c < ' ') ? Optional.of(address) : Optional.empty();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private MimeMultipart whole() throws MessagingException {
        MimeMultipart whole = new Parts("mixed");
        whole.addBodyPart(holding(bodies()));
        for (Attachment attachment : attachments) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.bytes(), attachment.type())));
            part.setFileName(attachment.name());
            part.setDisposition(Part.ATTACHMENT);
            whole.addBodyPart(part);
        }
        return whole;
    }

    private MimeMultipart bodies() throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart page = new MimeBodyPart();
        page.setText(html, "UTF-8", "html");
        MimeMultipart related = new Parts("related");
        related.addBodyPart(page);
        for (Map.Entry<String, byte[]> picture : new TreeMap<>(pictures).entrySet()) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(picture.getValue(), "image/png")));
            part.setContentID("<" + picture.getKey() + ">");
            part.setDisposition(Part.INLINE);
            related.addBodyPart(part);
        }
        MimeMultipart bodies = new Parts("alternative");
        bodies.addBodyPart(plain);
        bodies.addBodyPart(holding(related));
        return bodies;
    }

    private static BodyPart holding(MimeMultipart parts) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(parts);
        return part;
    }

    /** Parts whose boundary depends on nothing but what they are; no base64 or quoted text can hold it. */
    private static final class Parts extends MimeMultipart {
        Parts(String subtype) {
            super(subtype);
            contentType = "multipart/" + subtype + "; boundary=\"=_sotto_" + subtype + "_=\"";
        }
    }

    /** A message whose id is given, so that sending it twice is seen as one. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(String id) {
            super(jakarta.mail.Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
