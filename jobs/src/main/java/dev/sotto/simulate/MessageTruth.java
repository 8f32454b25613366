package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.simulate.TruthKey.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How many messages there were, by kind, and how many contacts were active. */
final class MessageTruth {
    private static final String SENT = "messages_sent";
    private static final String ACTIVE = "active_contacts";

    /** The hours of a week from Monday, as results name them. */
    private static final List<String> HOURS = IntStream.range(0, 7 * 24)
            .mapToObj(hour -> String.format(Locale.ROOT, "%02d,%d", hour % 24, hour / 24 + 1))
            .toList();

    private final TruthRows rows;
    private final TruthSeries sentByDay;
    private final TruthSeries sentByWeek;
    private final TruthSeries activeByDay;
    private final TruthSeries activeByWeek;
    private final TruthSeries inbound;
    private final List<TruthSeries> inboundByHour;
    private final TruthSeries ofUnknownAge;

    MessageTruth(TruthRows rows) {
        this.rows = rows;
        sentByDay = rows.daily(SENT);
        sentByWeek = rows.weekly(SENT);
        activeByDay = rows.daily(ACTIVE);
        activeByWeek = rows.weekly(ACTIVE);
        inbound = rows.weekly("inbound_messages");
        inboundByHour =
                HOURS.stream().map(hour -> inbound.slice("hour,weekday", hour)).toList();
        ofUnknownAge = rows.weekly("unknown_age_share");
    }

    void add(List<SimulatedEvent> events, Collection<Past> lives) {
        for (SimulatedEvent event : events) {
            if (event.isMessage()) {
                TruthSeries ofKind = sentByWeek.slice("kind", String.valueOf(event.text(EventField.KIND)));
                for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID), event.text(EventField.CAMPAIGN_ID))) {
                    int day = scope.days().of(event.at);
                    sentByDay.on(scope, day).count();
                    sentByWeek.on(scope, day).count();
                    ofKind.on(scope, day).count();
                }
            }
        }
        for (Past past : lives) {
            past.written.forEach(this::arrived);
            active(past);
        }
    }

    /** By the weekday and the hour that a clock of the brand showed. */
    private void arrived(SimulatedEvent event) {
        for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID))) {
            if (scope.brandId() != null) {
                int day = scope.days().of(event.at);
                inbound.on(scope, day).count();
                // Epoch day 4 was the first Monday.
                int hour = 24 * Math.floorMod(day - 4, 7) + scope.days().hourOf(day, event.at);
                inboundByHour.get(hour).on(scope, day).count();
            }
        }
    }

    private void active(Past past) {
        long somebody = rows.nextSomebody();
        Person contact = contact(past.all);
        boolean isOfUnknownAge = contact == null || contact.ageBand() == null || "unknown".equals(contact.ageBand());
        for (SimulatedEvent event : past.active) {
            for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID))) {
                int day = scope.days().of(event.at);
                activeByDay.on(scope, day).countOnce(somebody);
                activeByWeek.on(scope, day).countOnce(somebody);
                if (isOfUnknownAge) {
                    ofUnknownAge.on(scope, day).countOnce(somebody);
                }
            }
        }
    }

    /** Nobody's age becomes known later, so whoever it is in any event, it is in all. */
    private static @Nullable Person contact(List<SimulatedEvent> past) {
        SimulatedEvent event = past.get(0);
        return event.isByContact() ? event.actor() : event.counterpart();
    }
}
