package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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

    /**
     * When a campaign first reached a contact, and with what.
     *
     * @param kind of the message that did
     */
    record Reached(long at, String kind) {}

    private static final Comparator<Map.Entry<String, Reached>> LAST = Comparator.comparingLong(
                    (Map.Entry<String, Reached> reached) -> reached.getValue().at())
            .thenComparing(Map.Entry.comparingByKey());

    private record Inbound(long at, @Nullable String campaign) {}

    /** A contact as its own list of what it did; everything is looked up in it. */
    private static final class Trace {
        final Map<String, Reached> reached = new LinkedHashMap<>();
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
            trace.reached.forEach((campaign, reached) -> unit(trace, campaign, reached, somebody));
            returns(trace);
            reports(trace);
            money.add(life, trace.reached);
        }
    }

    private static Trace trace(List<SimulatedEvent> life) {
        Trace trace = new Trace(life);
        Map<String, SimulatedEvent> messages = new HashMap<>();
        Map<String, String> lastCampaignOfThread = new HashMap<>();
        for (SimulatedEvent event : life) {
            String campaign = event.text(EventField.CAMPAIGN_ID);
            if (Truth.isMessage(event) && Truth.isByContact(event)) {
                String thread = String.valueOf(event.text(EventField.THREAD_ID));
                trace.brand = event.text(EventField.BRAND_ID);
                String told = campaign != null ? campaign : lastCampaignOfThread.get(thread);
                trace.inbound.add(new Inbound(event.at, Truth.isOneToOne(event) ? told : null));
            } else if (Truth.isMessage(event) && campaign != null && isOfBrand(event)) {
                messages.put(String.valueOf(event.text(EventField.MESSAGE_ID)), event);
                lastCampaignOfThread.put(String.valueOf(event.text(EventField.THREAD_ID)), campaign);
            } else if (isReceipt(event.type)) {
                SimulatedEvent message = messages.get(event.text(EventField.MESSAGE_ID));
                if (message != null) {
                    trace.reached.computeIfAbsent(
                            String.valueOf(message.text(EventField.CAMPAIGN_ID)),
                            ignored -> new Reached(event.at, String.valueOf(message.text(EventField.KIND))));
                }
            }
        }
        return trace;
    }

    private void unit(Trace trace, String campaignId, Reached reached, long somebody) {
        World.Campaign campaign = campaigns.get(campaignId);
        EventType conversion = conversions.get(campaignId);
        if (campaign == null || conversion == null) {
            return;
        }
        long reachedAt = reached.at();
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
        long watermark = rows.watermark();
        for (Scope scope : rows.scopes(campaign.brand(), campaignId)) {
            boolean isMature = reachedAt + REPLY_WINDOW <= watermark;
            for (TruthCell cell : cells("unique_ctr", scope, reached)) {
                cell.judge(hasClicked, isMature);
            }
            for (TruthCell cell : cells("off_platform_ctr", scope, reached)) {
                cell.judge(hasLeft, isMature);
            }
            for (TruthCell cell : cells("reply_rate", scope, reached)) {
                cell.judge(hasReplied, isMature);
            }
            if (replies > 0 && reachedAt + Calendar.WEEK <= watermark) {
                for (TruthCell cell : cells("reply_depth", scope, reached)) {
                    cell.ratio(replies, 1);
                }
            }
            for (TruthCell cell : cells("reached_contacts", scope, reached)) {
                cell.countOnce(somebody);
            }
            for (TruthCell cell : cells("campaign_conversion_rate", scope, reached)) {
                cell.judge(hasConverted, reachedAt + window <= watermark);
            }
            reported.at(scope, reachedAt).ratio(0, 1);
            TruthCell waits = rows.week("time_to_reply_survival", scope, reachedAt);
            if (repliedAfter <= Calendar.WEEK) {
                waits.duration(repliedAfter);
            } else {
                waits.waiting(Math.max(0, Math.min(Calendar.WEEK, watermark - reachedAt)));
            }
        }
    }

    /** Of all who were reached in the week; of a brand also of those whom a message of the same kind reached. */
    private List<TruthCell> cells(String metric, Scope scope, Reached reached) {
        return series(rows.weekly(metric), scope, reached).stream()
                .map(series -> series.at(scope, reached.at()))
                .toList();
    }

    /** A series, and its slice by kind where brands are told apart. */
    static List<TruthSeries> series(TruthSeries all, Scope scope, Reached reached) {
        boolean isOfBrand = scope.name().equals("brand");
        return isOfBrand ? List.of(all, all.slice("kind", reached.kind())) : List.of(all);
    }

    /** Each thread once, at the campaign that reached whoever reports it last before, in thousandths of those reached. */
    private void reports(Trace trace) {
        Set<String> threads = new HashSet<>();
        for (SimulatedEvent event : trace.all) {
            if (event.type == EventType.PERSON_REPORTED
                    && Truth.isByContact(event)
                    && threads.add(String.valueOf(event.text(EventField.THREAD_ID)))) {
                String brand = event.text(EventField.BRAND_ID);
                String campaign = trace.reached.entrySet().stream()
                        .filter(reached -> reached.getValue().at() <= event.at)
                        .max(LAST)
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
