package dev.sotto.simulate;

import dev.sotto.domain.EventField;
import dev.sotto.simulate.TruthKey.Scope;
import java.time.Instant;
import java.time.ZonedDateTime;
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
    private final TruthSeries ofUnknownAge;

    MessageTruth(TruthRows rows) {
        this.rows = rows;
        sentByDay = rows.daily(SENT);
        sentByWeek = rows.weekly(SENT);
        activeByDay = rows.daily(ACTIVE);
        activeByWeek = rows.weekly(ACTIVE);
        inbound = rows.weekly("inbound_messages");
        ofUnknownAge = rows.weekly("unknown_age_share");
    }

    void add(List<SimulatedEvent> events, Collection<List<SimulatedEvent>> lives) {
        for (SimulatedEvent event : events) {
            if (Truth.isMessage(event)) {
                TruthSeries ofKind = sentByWeek.slice("kind", String.valueOf(event.text(EventField.KIND)));
                for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID), event.text(EventField.CAMPAIGN_ID))) {
                    sentByDay.at(scope, event.at).count();
                    sentByWeek.at(scope, event.at).count();
                    ofKind.at(scope, event.at).count();
                }
                if (Truth.isByContact(event)) {
                    arrived(event);
                }
            }
        }
        lives.forEach(this::active);
    }

    /** By the weekday and the hour that a clock of the brand showed. */
    private void arrived(SimulatedEvent event) {
        for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID))) {
            if (scope.brandId() != null) {
                ZonedDateTime local =
                        Instant.ofEpochMilli(event.at).atZone(scope.days().zone());
                int hour = 24 * (local.getDayOfWeek().getValue() - 1) + local.getHour();
                inbound.at(scope, event.at).count();
                inbound.slice("hour,weekday", HOURS.get(hour))
                        .at(scope, event.at)
                        .count();
            }
        }
    }

    private void active(List<SimulatedEvent> life) {
        long somebody = rows.nextSomebody();
        Person contact = contact(life);
        boolean isOfUnknownAge = contact == null || contact.ageBand() == null || "unknown".equals(contact.ageBand());
        for (SimulatedEvent event : life) {
            if (isActivity(event)) {
                for (Scope scope : rows.scopes(event.text(EventField.BRAND_ID))) {
                    activeByDay.at(scope, event.at).countOnce(somebody);
                    activeByWeek.at(scope, event.at).countOnce(somebody);
                    if (isOfUnknownAge) {
                        ofUnknownAge.at(scope, event.at).countOnce(somebody);
                    }
                }
            }
        }
    }

    /** Nobody's age becomes known later, so whoever it is in any event, it is in all. */
    private static @Nullable Person contact(List<SimulatedEvent> life) {
        SimulatedEvent event = life.get(0);
        return Truth.isByContact(event) ? event.actor() : event.counterpart();
    }

    /** What makes a contact active. */
    static boolean isActivity(SimulatedEvent event) {
        return Truth.isByContact(event)
                && switch (event.type) {
                    case MESSAGE_SENT -> Truth.isMessage(event);
                    case MESSAGE_REACTED -> !event.is(EventField.REMOVED);
                    case LINK_CLICKED, MESSAGE_PLAYED -> true;
                    default -> false;
                };
    }
}
