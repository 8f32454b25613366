package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The life of each service ticket: a cycle from its conversation's start to its being resolved, and one more each time it
 * is opened again.
 *
 * <p>What is resolved again within five minutes, or with nothing said in between, is resolved once, at the last time within
 * these minutes.
 */
public final class TicketFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.tickets",
            "One row a ticket and cycle: when it began, was handed to a human, resolved and rated.",
            List.of(
                    new Column("ticket_id", "STRING", "The ticket."),
                    new Column("cycle", "INT", "From 1; one more each time it was opened again."),
                    new Column("thread_id", "STRING", "The thread, as a pseudonym."),
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("campaign_id", "STRING", "The campaign; null outside campaigns."),
                    new Column("contact_id", "STRING", "The contact, as a pseudonym."),
                    new Column("tier", "STRING", "Its tier when it was opened."),
                    new Column("started_at", "TIMESTAMP", "Start of the conversation that the cycle began in."),
                    new Column("started_on", "DATE", "Local day of started_at in the brand's zone."),
                    new Column("started_site_on", "DATE", "Local day of started_at in the site's zone."),
                    new Column("handed_off_at", "TIMESTAMP", "Handed to a human; null if it was not."),
                    new Column("resolved_at", "TIMESTAMP", "Resolved; null while it is open."),
                    new Column("resolved_on", "DATE", "Local day of resolved_at in the brand's zone."),
                    new Column("resolved_site_on", "DATE", "Local day of resolved_at in the site's zone."),
                    new Column("written_again_at", "TIMESTAMP", "The contact's first message after resolved_at."),
                    new Column("asked_at", "TIMESTAMP", "Asked for a rating; null if it was not."),
                    new Column("rated_at", "TIMESTAMP", "Rated last; null if it was not."),
                    new Column("rated_on", "DATE", "Local day of asked_at, else of rated_at, in the brand's zone."),
                    new Column("rated_site_on", "DATE", "Local day of asked_at, else of rated_at, in the site's zone."),
                    new Column("score", "INT", "The last rating."),
                    new Column("replies", "BIGINT", "Messages of humans of the brand."),
                    new Column("voice_replies", "BIGINT", "Voice notes among these."),
                    new Column("replier_id", "STRING", "Who of these humans wrote last, as a pseudonym.")),
            Layout.AS_THEY_COME);

    private static final long ONE_RESOLUTION_MS = 5 * 60_000L;

    private static final class Cycle {
        long startedAt;

        @Nullable
        Long handedOffAt;

        @Nullable
        Long resolvedAt;

        @Nullable
        Long writtenAgainAt;

        @Nullable
        Long askedAt;

        @Nullable
        Long ratedAt;

        int score;
        long replies;
        long voiceReplies;

        @Nullable
        String replier;

        Cycle(long startedAt) {
            this.startedAt = startedAt;
        }

        /** Take what was said and handed over after all for a part of this one. */
        void goOn(Cycle more) {
            handedOffAt = handedOffAt == null ? more.handedOffAt : handedOffAt;
            replies += more.replies;
            voiceReplies += more.voiceReplies;
            replier = more.replier == null ? replier : more.replier;
        }
    }

    private static final class Ticket {
        final FoldEvent first;
        final List<Cycle> cycles = new ArrayList<>();

        @Nullable
        String tier;

        /** What was said since it was resolved: a cycle of its own once it is opened or resolved again. */
        @Nullable
        Cycle again;

        Ticket(FoldEvent first) {
            this.first = first;
        }

        Cycle last() {
            return cycles.get(cycles.size() - 1);
        }

        boolean isOpen() {
            return last().resolvedAt == null;
        }
    }

    /** Where the conversation of a thread stands. */
    private static final class Talk {
        long startedAt = Long.MIN_VALUE;
        long endedAt;
        boolean isOver;
    }

    private final FoldSettings settings;
    private final Map<String, Ticket> tickets = new LinkedHashMap<>();
    private final Map<String, List<Ticket>> ofThread = new HashMap<>();
    private final Map<String, Talk> talks = new HashMap<>();

    public TicketFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        if (event.isMessage()) {
            message(event);
            return;
        }
        switch (event.type()) {
            case TICKET_OPENED,
                    TICKET_ASSIGNED,
                    TICKET_HANDED_OFF,
                    TICKET_RESOLVED,
                    TICKET_REOPENED,
                    TICKET_RATING_ASKED,
                    TICKET_RATED -> {
                if (event.ticketId() != null) {
                    step(ticket(event.ticketId(), event), event);
                }
                if (event.type() == EventType.TICKET_RESOLVED && event.threadId() != null) {
                    talks.computeIfAbsent(event.threadId(), ignored -> new Talk()).isOver = true;
                }
            }
            default -> {}
        }
    }

    private Ticket ticket(String id, FoldEvent event) {
        Ticket known = tickets.get(id);
        if (known != null) {
            return known;
        }
        Ticket ticket = new Ticket(event);
        ticket.cycles.add(new Cycle(startOfTalk(event)));
        tickets.put(id, ticket);
        if (event.threadId() != null) {
            ofThread.computeIfAbsent(event.threadId(), ignored -> new ArrayList<>())
                    .add(ticket);
        }
        return ticket;
    }

    /** The start of the conversation that is going on, else now. */
    private long startOfTalk(FoldEvent event) {
        Talk talk = event.threadId() == null ? null : talks.get(event.threadId());
        boolean isGoingOn = talk != null
                && talk.startedAt != Long.MIN_VALUE
                && !talk.isOver
                && event.at() - talk.endedAt <= settings.conversationGapMs();
        return talk != null && isGoingOn ? talk.startedAt : event.at();
    }

    private void step(Ticket ticket, FoldEvent event) {
        switch (event.type()) {
            case TICKET_OPENED ->
                ticket.tier = ticket.tier == null ? event.details().word() : ticket.tier;
            case TICKET_HANDED_OFF -> {
                Cycle cycle = ticket.isOpen() ? ticket.last() : ticket.again;
                if (cycle != null && cycle.handedOffAt == null) {
                    cycle.handedOffAt = event.at();
                }
            }
            case TICKET_REOPENED -> reopened(ticket, event);
            case TICKET_RESOLVED -> resolved(ticket, event);
            case TICKET_RATING_ASKED -> {
                if (ticket.last().askedAt == null) {
                    ticket.last().askedAt = event.at();
                }
            }
            case TICKET_RATED -> {
                ticket.last().ratedAt = event.at();
                ticket.last().score = (int) event.details().number();
            }
            default -> {}
        }
    }

    private void reopened(Ticket ticket, FoldEvent event) {
        if (!ticket.isOpen()) {
            ticket.cycles.add(ticket.again == null ? new Cycle(event.at()) : ticket.again);
            ticket.again = null;
        }
    }

    private void resolved(Ticket ticket, FoldEvent event) {
        Long before = ticket.last().resolvedAt;
        if (before != null && event.at() - before > ONE_RESOLUTION_MS) {
            if (ticket.again == null) {
                return;
            }
            reopened(ticket, event);
        } else if (ticket.again != null) {
            // What was said within these minutes was said before it was resolved.
            ticket.last().goOn(ticket.again);
        }
        ticket.last().resolvedAt = event.at();
        ticket.last().writtenAgainAt = null;
        ticket.again = null;
    }

    private void message(FoldEvent event) {
        String thread = event.threadId();
        if (thread == null) {
            return;
        }
        Talk talk = talks.computeIfAbsent(thread, ignored -> new Talk());
        boolean isNew = talk.startedAt == Long.MIN_VALUE
                || talk.isOver
                || event.at() - talk.endedAt > settings.conversationGapMs();
        talk.startedAt = isNew ? event.at() : talk.startedAt;
        talk.endedAt = event.at();
        talk.isOver = false;
        for (Ticket ticket : ofThread.getOrDefault(thread, List.of())) {
            if (!ticket.isOpen() && ticket.again == null) {
                ticket.again = new Cycle(event.at());
            }
            reply(ticket.again == null ? ticket.last() : ticket.again, event);
            if (event.actor().isContact()) {
                ticket.cycles.forEach(cycle -> writtenAgain(cycle, event.at()));
            }
        }
    }

    private static void writtenAgain(Cycle cycle, long at) {
        if (cycle.resolvedAt != null && cycle.writtenAgainAt == null) {
            cycle.writtenAgainAt = at;
        }
    }

    private static void reply(Cycle cycle, FoldEvent event) {
        if (event.actor().isBrandHuman() && !event.isAutomatic()) {
            cycle.replies++;
            cycle.replier = event.actor().id();
            cycle.voiceReplies += "voice_note".equals(event.kind()) ? 1 : 0;
        }
    }

    @Override
    public void finish(RowSink sink) {
        tickets.forEach((id, ticket) -> {
            for (int i = 0; i < ticket.cycles.size(); i++) {
                row(id, ticket, i, sink);
            }
        });
        tickets.clear();
        ofThread.clear();
        talks.clear();
    }

    private void row(String id, Ticket ticket, int number, RowSink sink) {
        FoldEvent first = ticket.first;
        Cycle cycle = ticket.cycles.get(number);
        Long rating = cycle.askedAt == null ? cycle.ratedAt : cycle.askedAt;
        sink.row(
                TABLE,
                id,
                number + 1,
                first.threadId(),
                first.platform(),
                first.brandId(),
                first.campaignId(),
                first.contactId(),
                ticket.tier,
                cycle.startedAt,
                settings.brandDay(first.brandId(), cycle.startedAt),
                settings.siteDay(cycle.startedAt),
                cycle.handedOffAt,
                cycle.resolvedAt,
                day(first, cycle.resolvedAt),
                cycle.resolvedAt == null ? null : settings.siteDay(cycle.resolvedAt),
                cycle.writtenAgainAt,
                cycle.askedAt,
                cycle.ratedAt,
                day(first, rating),
                rating == null ? null : settings.siteDay(rating),
                cycle.ratedAt == null ? null : cycle.score,
                cycle.replies,
                cycle.voiceReplies,
                cycle.replier);
    }

    private @Nullable Integer day(FoldEvent first, @Nullable Long at) {
        return at == null ? null : settings.brandDay(first.brandId(), at);
    }
}
