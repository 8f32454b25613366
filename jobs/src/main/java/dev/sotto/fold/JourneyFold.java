package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import dev.sotto.fold.FoldEvent.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The way of one contact through each campaign: reached, replied, clicked, converted.
 *
 * <p>A contact is reached by the first delivered message of the campaign; where a source knows no receipts, by the
 * first accepted one. An inbound message without a campaign belongs to the campaign that wrote last in its thread.
 */
public final class JourneyFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.journeys",
            "One row a campaign and contact: when it was reached, replied, clicked and converted.",
            List.of(
                    new Column("campaign_id", "STRING", "The campaign."),
                    new Column("brand_id", "STRING", "The brand of the campaign."),
                    new Column("platform", "STRING", "The platform of its first message."),
                    new Column("person_id", "STRING", "The contact, as a pseudonym."),
                    new Column("age_band", "STRING", "Age band of the contact when first written to."),
                    new Column("first_sent_at", "TIMESTAMP", "First accepted message of the campaign to the contact."),
                    new Column("reached_at", "TIMESTAMP", "First delivered message; null while nothing was."),
                    new Column("reached_on", "DATE", "Local day of reached_at in the brand's zone."),
                    new Column("reached_site_on", "DATE", "Local day of reached_at in the site's zone."),
                    new Column("is_basis_sent", "BOOLEAN", "reached_at is an acceptance: the source has no receipts."),
                    new Column("reached_kind", "STRING", "Kind of the message that reached it."),
                    new Column("reached_conversation_kind", "STRING", "one_to_one or group, of that message."),
                    new Column("reached_template_id", "STRING", "The template of that message; null if none."),
                    new Column(
                            "first_reply_at",
                            "TIMESTAMP",
                            "First inbound message since reached_at; replies only in groups."),
                    new Column("clicked_at", "TIMESTAMP", "First click since reached_at."),
                    new Column(
                            "left_for",
                            "STRING",
                            "Where clicks off the platform within 72 hours of reached_at led, joined by commas; null if none."),
                    new Column(
                            "converted_at", "TIMESTAMP", "First conversion in the campaign's window after reached_at."),
                    new Column("revenue_minor", "BIGINT", "Purchases in the window, in minor units."),
                    new Column("currency", "STRING", "Currency of the first purchase."),
                    new Column("messages_in", "BIGINT", "Inbound messages since the first message of the campaign."),
                    new Column(
                            "replies_in_week",
                            "BIGINT",
                            "Inbound messages within seven days of reached_at, in threads that the campaign wrote in."),
                    new Column("messages_out", "BIGINT", "Outbound messages of the campaign."),
                    new Column(
                            "active_weeks",
                            "ARRAY<INT>",
                            "Weeks of seven days since reached_at with an inbound message, from 0."),
                    new Column("is_left_truncated", "BOOLEAN", "It began in the burn-in of its source.")),
            Layout.AS_THEY_COME);

    static final long WEEK_MS = 7 * 86_400_000L;

    private record Sent(CampaignJourney journey, FoldEvent message) {

        void reached(long at) {
            journey.reached(at, message);
        }
    }

    private final FoldSettings settings;
    private final Map<String, CampaignJourney> journeys = new TreeMap<>();
    private final Map<String, Sent> undelivered = new HashMap<>();
    private final Map<String, CampaignJourney> byMessage = new HashMap<>();
    private final Map<String, Map<String, Sent>> undeliveredByThread = new HashMap<>();
    private final Map<String, CampaignJourney> lastOfThread = new HashMap<>();

    public JourneyFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        String contact = event.contactId();
        if (contact == null) {
            return;
        }
        switch (event.type()) {
            case MESSAGE_SENT -> message(event);
            case MESSAGE_DELIVERED, MESSAGE_READ, MESSAGE_PLAYED -> receipt(event);
            case LINK_CLICKED -> click(event);
            default -> {}
        }
        // A conversion counts for every campaign of its brand that reached the contact strictly before it.
        if (isBy(contact, event)) {
            journeys.values().forEach(journey -> journey.converted(event));
        }
    }

    private void message(FoldEvent event) {
        if (!event.isMessage()) {
            return;
        }
        if (event.direction() == Direction.OUTBOUND) {
            outbound(event);
        } else if (event.direction() == Direction.INBOUND && !event.isAutomatic()) {
            CampaignJourney journey = journeyOf(event);
            if (journey != null) {
                journey.answered(event);
            }
        }
    }

    private void outbound(FoldEvent event) {
        String campaign = event.campaignId();
        // What an ambassador writes to a group lies with the ambassador, whom it does not reach.
        if (campaign == null || event.isOfActor()) {
            return;
        }
        CampaignJourney journey = journeys.computeIfAbsent(
                key(campaign, event),
                ignored -> new CampaignJourney(
                        campaign, event, settings.conversions().get(campaign)));
        journey.written(event.threadId());
        if (event.threadId() != null) {
            lastOfThread.put(event.threadId(), journey);
        }
        if (event.messageId() != null) {
            byMessage.put(event.messageId(), journey);
        }
        if (journey.isReached()) {
            return;
        }
        if (settings.withoutReceipts().contains(event.source())) {
            journey.reachedBySending(event);
        } else if (event.messageId() != null) {
            Sent sent = new Sent(journey, event);
            undelivered.put(event.messageId(), sent);
            if (event.threadId() != null) {
                undeliveredByThread
                        .computeIfAbsent(event.threadId(), ignored -> new LinkedHashMap<>())
                        .put(event.messageId(), sent);
            }
        }
    }

    /** A receipt names a message, or covers all of its thread up to a watermark. */
    private void receipt(FoldEvent event) {
        if (event.messageId() != null) {
            Sent sent = undelivered.remove(event.messageId());
            if (sent != null) {
                sent.reached(event.at());
            }
            return;
        }
        Map<String, Sent> ofThread = undeliveredByThread.get(event.threadId());
        // What the brand's side has read are the contact's messages, not its own.
        if (ofThread == null || event.watermarkAt() == Long.MIN_VALUE || event.direction() == Direction.OUTBOUND) {
            return;
        }
        boolean isInclusive = event.type() != EventType.MESSAGE_DELIVERED;
        List<String> covered = new ArrayList<>();
        ofThread.forEach((id, sent) -> {
            long sentAt = sent.message().at();
            if (sentAt < event.watermarkAt() || (isInclusive && sentAt == event.watermarkAt())) {
                sent.reached(event.at());
                covered.add(id);
            }
        });
        covered.forEach(ofThread::remove);
        covered.forEach(undelivered::remove);
    }

    private void click(FoldEvent event) {
        CampaignJourney journey = event.messageId() == null ? null : byMessage.get(event.messageId());
        if (journey == null) {
            journey = journeyOf(event);
        }
        if (journey != null) {
            journey.clicked(event);
        }
    }

    private static boolean isBy(String contact, FoldEvent event) {
        return event.actor().id() == null
                || contact.equals(event.actor().id())
                || contact.equals(event.counterpart().id());
    }

    private @Nullable CampaignJourney journeyOf(FoldEvent event) {
        if (event.campaignId() != null) {
            return journeys.get(key(event.campaignId(), event));
        }
        return event.threadId() == null ? null : lastOfThread.get(event.threadId());
    }

    private static String key(String campaign, FoldEvent event) {
        return campaign + '\u0000' + event.contactId();
    }

    @Override
    public void finish(RowSink sink) {
        journeys.values().forEach(journey -> journey.row(settings, sink));
        journeys.clear();
        undelivered.clear();
        byMessage.clear();
        undeliveredByThread.clear();
        lastOfThread.clear();
    }
}
