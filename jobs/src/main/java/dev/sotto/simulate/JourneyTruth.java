package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
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

    /** A contact with what is asked of it for each campaign. */
    private static final class Trace {
        final Map<String, Reached> reached = new LinkedHashMap<>();
        final List<Inbound> inbound = new ArrayList<>();
        final List<SimulatedEvent> deeds = new ArrayList<>();
        final List<SimulatedEvent> reports = new ArrayList<>();

        @Nullable
        String brand;
    }

    /**
     * What became of a contact that a campaign reached.
     *
     * @param repliedAfter how long after it the first reply came; the greatest number where none did
     */
    private record Outcome(
            boolean hasClicked,
            boolean hasLeft,
            long repliedAfter,
            int replies,
            boolean hasConverted,
            boolean isMature,
            boolean isWeekOver,
            boolean isWindowOver) {
        boolean hasReplied() {
            return repliedAfter <= REPLY_WINDOW;
        }
    }

    /** The rates among those who were reached, be it by any message or by one of a kind. */
    private record Rates(
            TruthSeries clicked,
            TruthSeries left,
            TruthSeries replied,
            TruthSeries depth,
            TruthSeries reached,
            TruthSeries converted) {

        void judge(Scope scope, int day, Outcome outcome, long somebody) {
            clicked.on(scope, day).judge(outcome.hasClicked(), outcome.isMature());
            left.on(scope, day).judge(outcome.hasLeft(), outcome.isMature());
            replied.on(scope, day).judge(outcome.hasReplied(), outcome.isMature());
            if (outcome.replies() > 0 && outcome.isWeekOver()) {
                depth.on(scope, day).ratio(outcome.replies(), 1);
            }
            reached.on(scope, day).countOnce(somebody);
            converted.on(scope, day).judge(outcome.hasConverted(), outcome.isWindowOver());
        }

        Rates ofKind(String kind) {
            return new Rates(
                    clicked.slice("kind", kind),
                    left.slice("kind", kind),
                    replied.slice("kind", kind),
                    depth.slice("kind", kind),
                    reached.slice("kind", kind),
                    converted.slice("kind", kind));
        }
    }

    private final TruthRows rows;
    private final MoneyTruth money;
    private final TruthSeries reported;
    private final TruthSeries waits;
    private final Rates rates;
    private final Map<String, Rates> ratesByKind = new HashMap<>();
    private final List<TruthSeries> returned = new ArrayList<>();
    private final Map<String, World.Campaign> campaigns = new HashMap<>();
    private final Map<String, EventType> conversions = new HashMap<>();
    private final Set<EventType> converting = EnumSet.noneOf(EventType.class);

    JourneyTruth(TruthRows rows, World world) {
        this.rows = rows;
        money = new MoneyTruth(rows, world);
        reported = rows.weekly("report_rate");
        waits = rows.weekly("time_to_reply_survival");
        rates = new Rates(
                rows.weekly("unique_ctr"),
                rows.weekly("off_platform_ctr"),
                rows.weekly("reply_rate"),
                rows.weekly("reply_depth"),
                rows.weekly("reached_contacts"),
                rows.weekly("campaign_conversion_rate"));
        for (World.Campaign campaign : world.campaigns()) {
            campaigns.put(campaign.id(), campaign);
            EventType.named(campaign.conversionEvent()).ifPresent(type -> {
                conversions.put(campaign.id(), type);
                converting.add(type);
            });
        }
        for (int week = 1; week <= RETENTION_WEEKS; week++) {
            returned.add(rows.weekly("retention_on").slice("week", Integer.toString(week)));
        }
    }

    /** Which campaign led to which. */
    ChainTruth chains() {
        return money.chains();
    }

    void add(Collection<Past> lives) {
        for (Past past : lives) {
            Trace trace = trace(past.all);
            long somebody = rows.nextSomebody();
            trace.reached.forEach((campaign, reached) -> unit(trace, campaign, reached, somebody));
            returns(trace);
            reports(trace);
            money.add(past.all, trace.reached);
        }
    }

    private Trace trace(List<SimulatedEvent> past) {
        Trace trace = new Trace();
        Map<String, SimulatedEvent> messages = new HashMap<>();
        Map<String, String> lastCampaignOfThread = new HashMap<>();
        for (SimulatedEvent event : past) {
            String campaign = event.isMessage() ? event.text(EventField.CAMPAIGN_ID) : null;
            if (event.isMessage() && event.isByContact()) {
                String thread = String.valueOf(event.text(EventField.THREAD_ID));
                trace.brand = event.text(EventField.BRAND_ID);
                String told = campaign != null ? campaign : lastCampaignOfThread.get(thread);
                trace.inbound.add(new Inbound(event.at, event.isOneToOne() ? told : null));
            } else if (event.isMessage() && campaign != null && isOfBrand(event)) {
                messages.put(String.valueOf(event.text(EventField.MESSAGE_ID)), event);
                lastCampaignOfThread.put(String.valueOf(event.text(EventField.THREAD_ID)), campaign);
            } else if (isReceipt(event.type)) {
                SimulatedEvent message = messages.get(event.text(EventField.MESSAGE_ID));
                String its = message == null ? null : message.text(EventField.CAMPAIGN_ID);
                if (message != null && its != null && !trace.reached.containsKey(its)) {
                    trace.reached.put(its, new Reached(event.at, String.valueOf(message.text(EventField.KIND))));
                }
            } else if (event.type == EventType.PERSON_REPORTED && event.isByContact()) {
                trace.reports.add(event);
            }
            if (event.type == EventType.LINK_CLICKED || converting.contains(event.type)) {
                trace.deeds.add(event);
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
        Outcome outcome = outcome(trace, campaign, conversion, reached.at());
        for (Scope scope : rows.scopes(campaign.brand(), campaignId)) {
            judge(scope, reached, outcome, somebody);
        }
    }

    private Outcome outcome(Trace trace, World.Campaign campaign, EventType conversion, long reachedAt) {
        long window = campaign.windowDays() * Calendar.DAY;
        long repliedAfter = Long.MAX_VALUE;
        int replies = 0;
        for (Inbound inbound : trace.inbound) {
            long after = inbound.at() - reachedAt;
            if (after >= 0 && campaign.id().equals(inbound.campaign())) {
                repliedAfter = Math.min(repliedAfter, after);
                replies += after <= Calendar.WEEK ? 1 : 0;
            }
        }
        boolean hasClicked = false;
        boolean hasLeft = false;
        boolean hasConverted = false;
        for (SimulatedEvent event : trace.deeds) {
            long after = event.at - reachedAt;
            if (event.type == EventType.LINK_CLICKED) {
                boolean isOfIt =
                        after >= 0 && after <= REPLY_WINDOW && campaign.id().equals(event.text(EventField.CAMPAIGN_ID));
                hasClicked |= isOfIt;
                hasLeft |= isOfIt && event.is(EventField.OFF_PLATFORM);
            }
            hasConverted |= event.type == conversion
                    && after > 0
                    && after <= window
                    && campaign.brand().equals(event.text(EventField.BRAND_ID));
        }
        return new Outcome(
                hasClicked,
                hasLeft,
                repliedAfter,
                replies,
                hasConverted,
                reachedAt + REPLY_WINDOW <= rows.watermark(),
                reachedAt + Calendar.WEEK <= rows.watermark(),
                reachedAt + window <= rows.watermark());
    }

    private void judge(Scope scope, Reached reached, Outcome outcome, long somebody) {
        int day = scope.days().of(reached.at());
        rates.judge(scope, day, outcome, somebody);
        if (isOfBrand(scope)) {
            ratesByKind.computeIfAbsent(reached.kind(), rates::ofKind).judge(scope, day, outcome, somebody);
        }
        reported.on(scope, day).ratio(0, 1);
        if (outcome.repliedAfter() <= Calendar.WEEK) {
            waits.on(scope, day).duration(outcome.repliedAfter());
        } else {
            waits.on(scope, day).waiting(Math.max(0, Math.min(Calendar.WEEK, rows.watermark() - reached.at())));
        }
    }

    /** Of all who were reached in the week; of a brand also of those whom a message of the same kind reached. */
    static boolean isOfBrand(Scope scope) {
        return scope.brandId() != null && scope.campaignId() == null;
    }

    /** Each thread once, at the campaign that reached whoever reports it last before, in thousandths of those reached. */
    private void reports(Trace trace) {
        if (trace.reports.isEmpty()) {
            return;
        }
        Set<String> threads = new HashSet<>();
        for (SimulatedEvent event : trace.reports) {
            if (threads.add(String.valueOf(event.text(EventField.THREAD_ID)))) {
                String campaign = trace.reached.entrySet().stream()
                        .filter(reached -> reached.getValue().at() <= event.at)
                        .max(LAST)
                        .map(Map.Entry::getKey)
                        .orElse(null);
                for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID), campaign)) {
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
        for (int week = 1; week <= RETENTION_WEEKS; week++) {
            long from = first + week * Calendar.WEEK;
            boolean hasReturned = false;
            for (Inbound inbound : trace.inbound) {
                hasReturned |= inbound.at() >= from && inbound.at() < from + Calendar.WEEK;
            }
            for (Scope scope : rows.scopes(trace.brand)) {
                returned.get(week - 1).at(scope, first).judge(hasReturned, from + Calendar.WEEK <= rows.watermark());
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
