package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom campaigns reached, who replied, who converted, and who came back. */
final class JourneyTruth {
    /** The weeks after the first message that retention is followed for. */
    private static final int RETENTION_WEEKS = 12;

    private static final long REPLY_WINDOW = 72 * Calendar.HOUR;

    private static final long PER_THOUSAND = 1000;

    private record Inbound(long at, @Nullable String campaign) {}

    /** A contact as its own list of what it did; everything is looked up in it. */
    private static final class Trace {
        final Map<String, Long> reachedAt = new LinkedHashMap<>();
        final List<Inbound> inbound = new ArrayList<>();
        final List<SimulatedEvent> all;

        @Nullable
        String brand;

        Trace(List<SimulatedEvent> all) {
            this.all = all;
        }
    }

    private final TruthRows rows;
    private final MoneyTruth money;
    private final TruthSeries reported;
    private final List<TruthSeries> returned = new ArrayList<>();
    private final Map<String, World.Campaign> campaigns = new HashMap<>();
    private final Map<String, EventType> conversions = new HashMap<>();

    JourneyTruth(TruthRows rows, World world) {
        this.rows = rows;
        money = new MoneyTruth(rows, world);
        reported = rows.weekly("report_rate");
        for (World.Campaign campaign : world.campaigns()) {
            campaigns.put(campaign.id(), campaign);
            EventType.named(campaign.conversionEvent()).ifPresent(type -> conversions.put(campaign.id(), type));
        }
        for (int week = 1; week <= RETENTION_WEEKS; week++) {
            returned.add(rows.weekly("retention_on").slice("week", Integer.toString(week)));
        }
    }

    /** Which campaign led to which. */
    ChainTruth chains() {
        return money.chains();
    }

    void add(Collection<List<SimulatedEvent>> lives) {
        for (List<SimulatedEvent> life : lives) {
            Trace trace = trace(life);
            long somebody = rows.nextSomebody();
            trace.reachedAt.forEach((campaign, at) -> unit(trace, campaign, at, somebody));
            returns(trace);
            reports(trace);
            money.add(life, trace.reachedAt);
        }
    }

    private static Trace trace(List<SimulatedEvent> life) {
        Trace trace = new Trace(life);
        Map<String, String> campaignOfMessage = new HashMap<>();
        Map<String, String> lastCampaignOfThread = new HashMap<>();
        for (SimulatedEvent event : life) {
            String campaign = event.text(EventField.CAMPAIGN_ID);
            if (Truth.isMessage(event) && Truth.isByContact(event)) {
                String thread = String.valueOf(event.text(EventField.THREAD_ID));
                trace.brand = event.text(EventField.BRAND_ID);
                String told = campaign != null ? campaign : lastCampaignOfThread.get(thread);
                trace.inbound.add(new Inbound(event.at, Truth.isOneToOne(event) ? told : null));
            } else if (Truth.isMessage(event) && campaign != null && isOfBrand(event)) {
                campaignOfMessage.put(String.valueOf(event.text(EventField.MESSAGE_ID)), campaign);
                lastCampaignOfThread.put(String.valueOf(event.text(EventField.THREAD_ID)), campaign);
            } else if (isReceipt(event.type)) {
                String ofMessage = campaignOfMessage.get(event.text(EventField.MESSAGE_ID));
                if (ofMessage != null) {
                    trace.reachedAt.putIfAbsent(ofMessage, event.at);
                }
            }
        }
        return trace;
    }

    private void unit(Trace trace, String campaignId, long reachedAt, long somebody) {
        World.Campaign campaign = campaigns.get(campaignId);
        EventType conversion = conversions.get(campaignId);
        if (campaign == null || conversion == null) {
            return;
        }
        long window = campaign.windowDays() * Calendar.DAY;
        boolean hasReplied = false;
        long repliedAfter = Long.MAX_VALUE;
        int replies = 0;
        for (Inbound inbound : trace.inbound) {
            long after = inbound.at() - reachedAt;
            if (after >= 0 && campaignId.equals(inbound.campaign())) {
                hasReplied |= after <= REPLY_WINDOW;
                repliedAfter = Math.min(repliedAfter, after);
                replies += after <= Calendar.WEEK ? 1 : 0;
            }
        }
        boolean hasClicked = false;
        boolean hasLeft = false;
        boolean hasConverted = false;
        for (SimulatedEvent event : trace.all) {
            long after = event.at - reachedAt;
            if (event.type == EventType.LINK_CLICKED) {
                boolean isOfIt =
                        after >= 0 && after <= REPLY_WINDOW && campaignId.equals(event.text(EventField.CAMPAIGN_ID));
                hasClicked |= isOfIt;
                hasLeft |= isOfIt && event.is(EventField.OFF_PLATFORM);
            }
            hasConverted |= event.type == conversion
                    && after > 0
                    && after <= window
                    && campaign.brand().equals(event.text(EventField.BRAND_ID));
        }
        for (Scope scope : rows.scopes(campaign.brand(), campaignId)) {
            long watermark = rows.watermark();
            boolean isMature = reachedAt + REPLY_WINDOW <= watermark;
            rows.week("unique_ctr", scope, reachedAt).judge(hasClicked, isMature);
            rows.week("off_platform_ctr", scope, reachedAt).judge(hasLeft, isMature);
            if (replies > 0 && reachedAt + Calendar.WEEK <= watermark) {
                rows.week("reply_depth", scope, reachedAt).ratio(replies, 1);
            }
            rows.week("reached_contacts", scope, reachedAt).countOnce(somebody);
            reported.at(scope, reachedAt).ratio(0, 1);
            rows.week("reply_rate", scope, reachedAt).judge(hasReplied, reachedAt + REPLY_WINDOW <= watermark);
            TruthCell waits = rows.week("time_to_reply_survival", scope, reachedAt);
            if (repliedAfter <= Calendar.WEEK) {
                waits.duration(repliedAfter);
            } else {
                waits.waiting(Math.max(0, Math.min(Calendar.WEEK, watermark - reachedAt)));
            }
            rows.week("campaign_conversion_rate", scope, reachedAt)
                    .judge(hasConverted, reachedAt + window <= watermark);
        }
    }

    /** Each thread once, at the campaign that reached whoever reports it last before, in thousandths of those reached. */
    private void reports(Trace trace) {
        Set<String> threads = new HashSet<>();
        for (SimulatedEvent event : trace.all) {
            if (event.type == EventType.PERSON_REPORTED
                    && Truth.isByContact(event)
                    && threads.add(String.valueOf(event.text(EventField.THREAD_ID)))) {
                String brand = event.text(EventField.BRAND_ID);
                String campaign = trace.reachedAt.entrySet().stream()
                        .filter(reached -> reached.getValue() <= event.at)
                        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey)
                        .orElse(null);
                for (Scope scope : rows.scopes(brand, campaign)) {
                    reported.at(scope, event.at).ratio(PER_THOUSAND, 0);
                }
            }
        }
    }

    /** Weeks are seven elapsed days from the first message of the contact; the cohort is the week of that message. */
    private void returns(Trace trace) {
        if (trace.inbound.isEmpty()) {
            return;
        }
        long first = trace.inbound.get(0).at();
        for (Scope scope : rows.scopes(trace.brand)) {
            long watermark = rows.watermark();
            for (int week = 1; week <= RETENTION_WEEKS; week++) {
                long from = first + week * Calendar.WEEK;
                boolean hasReturned = false;
                for (Inbound inbound : trace.inbound) {
                    hasReturned |= inbound.at() >= from && inbound.at() < from + Calendar.WEEK;
                }
                returned.get(week - 1).at(scope, first).judge(hasReturned, from + Calendar.WEEK <= watermark);
            }
        }
    }

    private static boolean isOfBrand(SimulatedEvent event) {
        Person actor = event.actor();
        return actor != null && actor.isBrandHuman();
    }

    private static boolean isReceipt(EventType type) {
        return type == EventType.MESSAGE_DELIVERED
                || type == EventType.MESSAGE_READ
                || type == EventType.MESSAGE_PLAYED;
    }
}
