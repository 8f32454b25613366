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
import java.util.TreeSet;
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
                    new Column(
                            "first_reply_at",
                            "TIMESTAMP",
                            "First inbound message since reached_at; replies only in groups."),
                    new Column("clicked_at", "TIMESTAMP", "First click since reached_at."),
                    new Column(
                            "converted_at", "TIMESTAMP", "First conversion in the campaign's window after reached_at."),
                    new Column("revenue_minor", "BIGINT", "Purchases in the window, in minor units."),
                    new Column("currency", "STRING", "Currency of the first purchase."),
                    new Column("messages_in", "BIGINT", "Inbound messages since the first message of the campaign."),
                    new Column("replies_in_week", "BIGINT", "Inbound messages within seven days of reached_at."),
                    new Column("messages_out", "BIGINT", "Outbound messages of the campaign."),
                    new Column(
                            "active_weeks",
                            "ARRAY<INT>",
                            "Weeks of seven days since reached_at with an inbound message, from 0."),
                    new Column("is_left_truncated", "BOOLEAN", "It began in the burn-in of its source.")),
            Layout.sortedBy("campaign_id", "person_id"));

    static final long WEEK_MS = 7 * 86_400_000L;

    private static final class Journey {
        final String campaignId;
        final FoldEvent first;
        final @Nullable String brandId;
        long reachedAt = Long.MIN_VALUE;
        boolean isBasisSent;

        @Nullable
        Long firstReplyAt;

        @Nullable
        Long clickedAt;

        @Nullable
        Long convertedAt;

        @Nullable
        Long revenueMinor;

        @Nullable
        String currency;

        long messagesIn;
        long repliesInWeek;
        long messagesOut;
        final TreeSet<Integer> activeWeeks = new TreeSet<>();

        Journey(String campaignId, FoldEvent first, @Nullable String brandId) {
            this.campaignId = campaignId;
            this.first = first;
            this.brandId = brandId;
        }

        boolean isReached() {
            return reachedAt != Long.MIN_VALUE;
        }
    }

    private record Sent(Journey journey, long at) {}

    private final FoldSettings settings;
    private final Map<String, Journey> journeys = new TreeMap<>();
    private final Map<String, Sent> undelivered = new HashMap<>();
    private final Map<String, Journey> byMessage = new HashMap<>();
    private final Map<String, Map<String, Sent>> undeliveredByThread = new HashMap<>();
    private final Map<String, Journey> lastOfThread = new HashMap<>();

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
        conversion(event, contact);
    }

    private void message(FoldEvent event) {
        if (!event.isMessage()) {
            return;
        }
        if (event.direction() == Direction.OUTBOUND) {
            outbound(event);
        } else if (event.direction() == Direction.INBOUND && !event.isAutomatic()) {
            Journey journey = journeyOf(event);
            if (journey != null) {
                inbound(event, journey);
            }
        }
    }

    private void outbound(FoldEvent event) {
        String campaign = event.campaignId();
        if (campaign == null) {
            return;
        }
        Journey journey = journeys.computeIfAbsent(
                key(campaign, event), ignored -> new Journey(campaign, event, brandOf(campaign, event)));
        journey.messagesOut++;
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
            journey.reachedAt = event.at();
            journey.isBasisSent = true;
        } else if (event.messageId() != null) {
            Sent sent = new Sent(journey, event.at());
            undelivered.put(event.messageId(), sent);
            if (event.threadId() != null) {
                undeliveredByThread
                        .computeIfAbsent(event.threadId(), ignored -> new LinkedHashMap<>())
                        .put(event.messageId(), sent);
            }
        }
    }

    private void inbound(FoldEvent event, Journey journey) {
        journey.messagesIn++;
        if (!journey.isReached() || event.at() < journey.reachedAt || !(event.isOneToOne() || event.isAddressed())) {
            return;
        }
        if (journey.firstReplyAt == null) {
            journey.firstReplyAt = event.at();
        }
        journey.repliesInWeek += event.at() - journey.reachedAt <= WEEK_MS ? 1 : 0;
        journey.activeWeeks.add((int) ((event.at() - journey.reachedAt) / WEEK_MS));
    }

    /** A receipt names a message, or covers all of its thread up to a watermark. */
    private void receipt(FoldEvent event) {
        if (event.messageId() != null) {
            Sent sent = undelivered.remove(event.messageId());
            if (sent != null) {
                delivered(sent, event);
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
            if (sent.at() < event.watermarkAt() || (isInclusive && sent.at() == event.watermarkAt())) {
                delivered(sent, event);
                covered.add(id);
            }
        });
        covered.forEach(ofThread::remove);
        covered.forEach(undelivered::remove);
    }

    private static void delivered(Sent sent, FoldEvent event) {
        if (!sent.journey().isReached()) {
            sent.journey().reachedAt = event.at();
        }
    }

    private void click(FoldEvent event) {
        Journey journey = event.messageId() == null ? null : byMessage.get(event.messageId());
        if (journey == null) {
            journey = journeyOf(event);
        }
        if (journey != null && journey.isReached() && journey.clickedAt == null) {
            journey.clickedAt = event.at();
        }
    }

    /** A conversion counts for every campaign of its brand that reached the contact strictly before it. */
    private void conversion(FoldEvent event, String contact) {
        for (Journey journey : journeys.values()) {
            FoldSettings.Conversion rule = settings.conversions().get(journey.campaignId);
            EventType converts = rule == null ? EventType.ORDER_PURCHASED : rule.event();
            long windowMs = rule == null ? WEEK_MS : rule.windowMs();
            boolean isInWindow =
                    journey.isReached() && event.at() > journey.reachedAt && event.at() - journey.reachedAt <= windowMs;
            if (event.type() != converts || !isInWindow || !isOf(journey, event) || !isBy(contact, event)) {
                continue;
            }
            if (journey.convertedAt == null) {
                journey.convertedAt = event.at();
            }
            if (event.type() == EventType.ORDER_PURCHASED) {
                journey.revenueMinor = (journey.revenueMinor == null ? 0 : journey.revenueMinor) + event.amountMinor();
                journey.currency = journey.currency == null ? event.currency() : journey.currency;
            }
        }
    }

    /** A purchase counts for every campaign of the brand; what only one campaign can cause names that campaign. */
    private static boolean isOf(Journey journey, FoldEvent event) {
        if (event.brandId() != null) {
            return event.brandId().equals(journey.brandId);
        }
        return event.campaignId() != null && event.campaignId().equals(journey.campaignId);
    }

    private static boolean isBy(String contact, FoldEvent event) {
        return event.actor().id() == null
                || contact.equals(event.actor().id())
                || contact.equals(event.counterpart().id());
    }

    private @Nullable Journey journeyOf(FoldEvent event) {
        if (event.campaignId() != null) {
            return journeys.get(key(event.campaignId(), event));
        }
        return event.threadId() == null ? null : lastOfThread.get(event.threadId());
    }

    private @Nullable String brandOf(String campaign, FoldEvent event) {
        FoldSettings.Conversion rule = settings.conversions().get(campaign);
        return rule == null ? event.brandId() : rule.brandId();
    }

    private static String key(String campaign, FoldEvent event) {
        return campaign + '\u0000' + event.contactId();
    }

    @Override
    public void finish(RowSink sink) {
        for (Journey journey : journeys.values()) {
            FoldEvent first = journey.first;
            Long reached = journey.isReached() ? journey.reachedAt : null;
            sink.row(
                    TABLE,
                    journey.campaignId,
                    journey.brandId,
                    first.platform(),
                    first.contactId(),
                    first.contactBand(),
                    first.at(),
                    reached,
                    reached == null ? null : settings.brandDay(journey.brandId, reached),
                    reached == null ? null : settings.siteDay(reached),
                    journey.isBasisSent,
                    journey.firstReplyAt,
                    journey.clickedAt,
                    journey.convertedAt,
                    journey.revenueMinor,
                    journey.currency,
                    journey.messagesIn,
                    journey.repliesInWeek,
                    journey.messagesOut,
                    journey.activeWeeks.stream().mapToInt(Integer::intValue).toArray(),
                    settings.isLeftTruncated(first.source(), first.at()));
        }
        journeys.clear();
        undelivered.clear();
        byMessage.clear();
        undeliveredByThread.clear();
        lastOfThread.clear();
    }
}
