package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import dev.sotto.fold.FoldEvent.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of each message of a brand at each of its recipients: delivered, read, played, or failed.
 *
 * <p>Receipts may come before their message; one that names no message covers its thread up to a watermark. Whoever has
 * read or played a message has got it.
 */
public final class DeliveryFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.deliveries",
            "One row an outbound message and recipient: when it was delivered, read and played.",
            List.of(
                    new Column("message_id", "STRING", "The message."),
                    new Column("recipient_id", "STRING", "The contact, as a pseudonym."),
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("campaign_id", "STRING", "The campaign; null outside campaigns."),
                    new Column("thread_id", "STRING", "The thread, as a pseudonym."),
                    new Column("conversation_kind", "STRING", "one_to_one, or group for groups and rooms."),
                    new Column("sender_role", "STRING", "Role of who sent it."),
                    new Column("kind", "STRING", "Kind of the message."),
                    new Column("template_id", "STRING", "The template it was made from; null if none."),
                    new Column("purpose", "STRING", "What it is for; null where the source does not say."),
                    new Column("is_personalised", "BOOLEAN", "It was written for this recipient."),
                    new Column("sent_at", "TIMESTAMP", "When it was accepted."),
                    new Column("sent_on", "DATE", "Local day of sent_at in the brand's zone."),
                    new Column("sent_site_on", "DATE", "Local day of sent_at in the site's zone."),
                    new Column("delivered_at", "TIMESTAMP", "Delivered, or read or played; null while it was not."),
                    new Column("read_at", "TIMESTAMP", "Read or played; null while it was not."),
                    new Column("played_at", "TIMESTAMP", "Played; null while it was not."),
                    new Column("failed_at", "TIMESTAMP", "Failed, and never delivered."),
                    new Column("knows_delivered", "BOOLEAN", "Its source tells what is delivered."),
                    new Column("knows_read", "BOOLEAN", "Its source tells what is read."),
                    new Column("knows_played", "BOOLEAN", "Its source tells what is played.")),
            Layout.AS_THEY_COME);

    private static final String PERSONALISED = "personalised";

    private record Receipt(
            EventType type,
            long at,
            long watermarkAt,
            @Nullable String by) {
        boolean isAtLeast(EventType status) {
            return type != EventType.MESSAGE_FAILED && type.compareTo(status) >= 0;
        }

        /** What is delivered was sent before; what is read, at or before. */
        boolean covers(long sentAt) {
            return type == EventType.MESSAGE_DELIVERED ? sentAt < watermarkAt : sentAt <= watermarkAt;
        }
    }

    private final FoldSettings settings;
    private final boolean isOfContact;
    private final List<FoldEvent> sent = new ArrayList<>();
    private final Map<String, List<Receipt>> byMessage = new LinkedHashMap<>();
    private final Map<String, List<Receipt>> byThread = new LinkedHashMap<>();

    private DeliveryFold(FoldSettings settings, boolean isOfContact) {
        this.settings = settings;
        this.isOfContact = isOfContact;
    }

    /** Messages to one contact. */
    public static DeliveryFold ofContacts(FoldSettings settings) {
        return new DeliveryFold(settings, true);
    }

    /** Messages to the contacts of a group, where the source names them. */
    public static DeliveryFold ofGroups(FoldSettings settings) {
        return new DeliveryFold(settings, false);
    }

    @Override
    public void accept(FoldEvent event) {
        switch (event.type()) {
            case MESSAGE_SENT -> message(event);
            case MESSAGE_DELIVERED, MESSAGE_READ, MESSAGE_PLAYED, MESSAGE_FAILED -> receipt(event);
            default -> {}
        }
    }

    private void message(FoldEvent event) {
        boolean isOfOne = isToOne(event);
        boolean hasRecipients = isOfOne || !event.details().recipients().isEmpty();
        if (event.isMessage()
                && event.actor().isBrandHuman()
                && event.direction() == Direction.OUTBOUND
                && event.messageId() != null
                && isOfOne == isOfContact
                && hasRecipients) {
            sent.add(event);
        }
    }

    /** What an ambassador writes to a group lies with the ambassador, who is no recipient. */
    private static boolean isToOne(FoldEvent event) {
        return event.contactId() != null && !event.isOfActor();
    }

    private void receipt(FoldEvent event) {
        Receipt receipt = new Receipt(
                event.type(), event.at(), event.watermarkAt(), event.actor().id());
        if (event.messageId() != null) {
            byMessage
                    .computeIfAbsent(event.messageId(), ignored -> new ArrayList<>())
                    .add(receipt);
        } else if (event.threadId() != null
                && event.watermarkAt() != Long.MIN_VALUE
                // What the brand's side has read are the contact's messages, not its own.
                && event.direction() != Direction.OUTBOUND) {
            byThread.computeIfAbsent(event.threadId(), ignored -> new ArrayList<>())
                    .add(receipt);
        }
    }

    @Override
    public void finish(RowSink sink) {
        for (FoldEvent message : sent) {
            String contact = message.contactId();
            List<String> recipients =
                    contact == null || !isOfContact ? message.details().recipients() : List.of(contact);
            recipients.stream()
                    .distinct()
                    .forEach(recipient -> row(message, recipient, receipts(message, recipient), sink));
        }
        sent.clear();
        byMessage.clear();
        byThread.clear();
    }

    private List<Receipt> receipts(FoldEvent message, String recipient) {
        List<Receipt> receipts =
                new ArrayList<>(byMessage.getOrDefault(String.valueOf(message.messageId()), List.of()));
        byThread.getOrDefault(String.valueOf(message.threadId()), List.of()).stream()
                .filter(receipt -> receipt.covers(message.at()))
                .forEach(receipts::add);
        if (!isOfContact) {
            receipts.removeIf(receipt -> !recipient.equals(receipt.by()));
        }
        return receipts;
    }

    private void row(FoldEvent message, String recipient, List<Receipt> receipts, RowSink sink) {
        Long delivered = first(receipts, EventType.MESSAGE_DELIVERED);
        Long failed = receipts.stream()
                .filter(receipt -> receipt.type() == EventType.MESSAGE_FAILED)
                .map(Receipt::at)
                .min(Long::compare)
                .orElse(null);
        sink.row(
                TABLE,
                message.messageId(),
                recipient,
                message.platform(),
                message.brandId(),
                message.campaignId(),
                message.threadId(),
                message.isOneToOne() ? "one_to_one" : "group",
                message.actor().role(),
                message.kind(),
                message.details().templateId(),
                message.details().word(),
                PERSONALISED.equals(message.details().work().manner()),
                message.at(),
                settings.brandDay(message.brandId(), message.at()),
                settings.siteDay(message.at()),
                delivered,
                first(receipts, EventType.MESSAGE_READ),
                first(receipts, EventType.MESSAGE_PLAYED),
                delivered == null ? failed : null,
                settings.emits(message.source(), EventType.MESSAGE_DELIVERED),
                settings.emits(message.source(), EventType.MESSAGE_READ),
                settings.emits(message.source(), EventType.MESSAGE_PLAYED));
    }

    private static @Nullable Long first(List<Receipt> receipts, EventType status) {
        return receipts.stream()
                .filter(receipt -> receipt.isAtLeast(status))
                .map(Receipt::at)
                .min(Long::compare)
                .orElse(null);
    }
}
