package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import dev.sotto.fold.FoldEvent.Direction;
import dev.sotto.fold.Lookback.Touch;
import dev.sotto.stats.PathTransform;
import dev.sotto.stats.RuleCredit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which campaigns led to each purchase, and to none.
 *
 * <p>A touch is a message of a campaign delivered (accepted, where the source knows no receipts), the same read, a click
 * on its link, wherever that leads, or a contact's reply within the campaign. Refunds within thirty days of a purchase are taken from it.
 */
public final class CreditStory implements Story {

    public static final Table TABLE = new Table(
            "journeys.credits",
            "One row a path and campaign on it: a purchase with the touches before it, or touches without a purchase.",
            List.of(
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("platform", "STRING", "The platform of the last touch; else where the purchase was."),
                    new Column("person_id", "STRING", "The contact, as a pseudonym."),
                    new Column("campaign_id", "STRING", "The campaign; null where a purchase has no touch before it."),
                    new Column("ended_at", "TIMESTAMP", "The purchase; the last touch where there is none."),
                    new Column("ended_on", "DATE", "Local day of ended_at in the brand's zone."),
                    new Column("ended_site_on", "DATE", "Local day of ended_at in the site's zone."),
                    new Column("is_converted", "BOOLEAN", "The path ended in a purchase."),
                    new Column("is_first_row", "BOOLEAN", "One row of each path is: count paths by it."),
                    new Column("path", "STRING", "The campaigns in order, joined by ' > ', repeats in a row once."),
                    new Column("first_share", "DOUBLE", "Share of this campaign: all to the first touch."),
                    new Column("last_share", "DOUBLE", "Share: all to the last touch."),
                    new Column("linear_share", "DOUBLE", "Share: the same to each touch."),
                    new Column("position_share", "DOUBLE", "Share: 40 % first, 40 % last, 20 % between."),
                    new Column("time_decay_share", "DOUBLE", "Share: half as much for each seven days before."),
                    new Column(
                            "revenue_minor",
                            "BIGINT",
                            "The purchase less refunds, in the brand's currency; null without a rate."),
                    new Column(
                            "known_since_at",
                            "TIMESTAMP",
                            "The first message, receipt, click, order or exposure of the contact."),
                    new Column(
                            "messages_before",
                            "BIGINT",
                            "Messages of either side before it; null without a purchase.")),
            Layout.AS_THEY_COME);

    private record Sent(String campaign, @Nullable String thread, long at) {}

    private final StorySettings settings;

    /** Look back as the settings say. */
    public CreditStory(StorySettings settings) {
        this.settings = settings;
    }

    @Override
    public void tell(List<StoryEvent> events, RowSink sink) {
        Map<String, Sent> undelivered = new LinkedHashMap<>();
        Map<String, Sent> unread = new LinkedHashMap<>();
        Map<String, String> campaigns = new HashMap<>();
        List<Touch> touches = new ArrayList<>();
        List<String> platforms = new ArrayList<>();
        List<StoryEvent> purchases = new ArrayList<>();
        List<Long> messagesBefore = new ArrayList<>();
        long messages = 0;
        for (StoryEvent event : events) {
            int before = touches.size();
            switch (event.type()) {
                case MESSAGE_SENT -> {
                    messages += event.direction() == Direction.NEITHER ? 0 : 1;
                    sent(event, undelivered, unread, campaigns, touches);
                    replied(event, campaigns, touches);
                }
                case MESSAGE_DELIVERED -> receipt(event, undelivered, touches);
                case MESSAGE_READ, MESSAGE_PLAYED -> {
                    // Whoever has read or played a message has got it.
                    receipt(event, undelivered, touches);
                    receipt(event, unread, touches);
                }
                case LINK_CLICKED -> click(event, campaigns, touches);
                case ORDER_PURCHASED -> {
                    purchases.add(event);
                    messagesBefore.add(messages);
                }
                default -> {}
            }
            for (int i = before; i < touches.size(); i++) {
                platforms.add(event.platform());
            }
        }
        Refunds refunds = Refunds.of(events, settings);
        long knownSince = events.stream()
                .filter(event -> StoryEvent.ALWAYS_TOLD.contains(event.type()))
                .mapToLong(StoryEvent::at)
                .findFirst()
                .orElse(events.get(0).at());
        for (int i = 0; i < purchases.size(); i++) {
            StoryEvent purchase = purchases.get(i);
            List<Touch> path = settings.lookback().path(touches, purchase.at());
            OptionalLong net = refunds.net(purchase);
            rows(
                    purchase,
                    path,
                    purchase.at(),
                    platform(path, touches, platforms, purchase),
                    net.isPresent() ? Long.valueOf(net.getAsLong()) : null,
                    knownSince,
                    messagesBefore.get(i),
                    sink);
        }
        if (purchases.isEmpty() && !touches.isEmpty()) {
            // Of somebody who never bought, the path that led to nothing ends with the last touch.
            Touch last = touches.get(touches.size() - 1);
            List<Touch> path = new Lookback(settings.lookback().windowMs(), Lookback.Boundary.AT_OR_BEFORE)
                    .path(touches, last.at());
            rows(events.get(0), path, last.at(), platforms.get(platforms.size() - 1), null, knownSince, null, sink);
        }
    }

    private void sent(
            StoryEvent event,
            Map<String, Sent> undelivered,
            Map<String, Sent> unread,
            Map<String, String> campaigns,
            List<Touch> touches) {
        if (event.direction() != Direction.OUTBOUND || event.campaignId() == null) {
            return;
        }
        if (event.messageId() != null) {
            campaigns.put(event.messageId(), event.campaignId());
        }
        if (settings.folding().withoutReceipts().contains(event.source())) {
            touches.add(new Touch(event.at(), event.campaignId()));
        } else if (event.messageId() != null) {
            Sent sent = new Sent(event.campaignId(), event.threadId(), event.at());
            undelivered.put(event.messageId(), sent);
            unread.put(event.messageId(), sent);
        }
    }

    private static void replied(StoryEvent event, Map<String, String> campaigns, List<Touch> touches) {
        if (event.direction() == Direction.INBOUND) {
            click(event, campaigns, touches);
        }
    }

    /** A receipt names a message, or covers all of its thread up to a watermark; each message is touched once by its kind. */
    private static void receipt(StoryEvent event, Map<String, Sent> open, List<Touch> touches) {
        if (event.messageId() != null) {
            Sent sent = open.remove(event.messageId());
            if (sent != null) {
                touches.add(new Touch(event.at(), sent.campaign()));
            }
            return;
        }
        if (event.watermarkAt() == Long.MIN_VALUE || event.direction() == Direction.OUTBOUND) {
            return;
        }
        long end = event.watermarkAt() + (event.type() == EventType.MESSAGE_DELIVERED ? 0 : 1);
        open.values().removeIf(sent -> {
            boolean isCovered =
                    sent.at() < end && sent.thread() != null && sent.thread().equals(event.threadId());
            if (isCovered) {
                touches.add(new Touch(event.at(), sent.campaign()));
            }
            return isCovered;
        });
    }

    private static void click(StoryEvent event, Map<String, String> campaigns, List<Touch> touches) {
        String campaign = event.campaignId();
        if (campaign == null && event.messageId() != null) {
            campaign = campaigns.get(event.messageId());
        }
        if (campaign != null) {
            touches.add(new Touch(event.at(), campaign));
        }
    }

    private static String platform(List<Touch> path, List<Touch> touches, List<String> platforms, StoryEvent purchase) {
        return path.isEmpty() ? purchase.platform() : platforms.get(touches.lastIndexOf(path.get(path.size() - 1)));
    }

    private void rows(
            StoryEvent event,
            List<Touch> path,
            long endedAt,
            String platform,
            @Nullable Long revenue,
            long knownSince,
            @Nullable Long messagesBefore,
            RowSink sink) {
        boolean isConverted = event.type() == EventType.ORDER_PURCHASED;
        List<String> names = path.stream().map(Touch::name).toList();
        double[] days = path.stream()
                .mapToDouble(touch -> (endedAt - touch.at()) / 86_400_000.0)
                .toArray();
        List<RuleCredit> rules = List.of(
                RuleCredit.FIRST, RuleCredit.LAST, RuleCredit.LINEAR, RuleCredit.POSITION, RuleCredit.TIME_DECAY);
        Map<String, double[]> shares = new LinkedHashMap<>();
        for (int rule = 0; rule < rules.size() && !names.isEmpty(); rule++) {
            double[] ofTouch = rules.get(rule).shares(days);
            for (int i = 0; i < names.size(); i++) {
                shares.computeIfAbsent(names.get(i), ignored -> new double[5])[rule] += ofTouch[i];
            }
        }
        List<@Nullable String> campaigns = new ArrayList<>(shares.keySet());
        if (campaigns.isEmpty()) {
            campaigns.add(null);
        }
        String joined = String.join(" > ", PathTransform.exposure(names));
        for (int i = 0; i < campaigns.size(); i++) {
            String campaign = campaigns.get(i);
            double[] share = campaign == null ? new double[5] : shares.getOrDefault(campaign, new double[5]);
            sink.row(
                    TABLE,
                    event.brandId(),
                    platform,
                    event.contactId(),
                    campaign,
                    endedAt,
                    settings.folding().brandDay(event.brandId(), endedAt),
                    settings.folding().siteDay(endedAt),
                    isConverted,
                    i == 0,
                    joined,
                    share[0],
                    share[1],
                    share[2],
                    share[3],
                    share[4],
                    revenue,
                    knownSince,
                    messagesBefore);
        }
    }
}
