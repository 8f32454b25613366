package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of a thread: a new one begins after a silence longer than the gap or after a ticket was resolved.
 *
 * <p>Where roles are known, two-way means that a contact and a human of the brand both wrote, and the response is the
 * human's to a conversation that the contact began; a machine never stops the clock. Where roles are unknown, both are
 * between the two persons.
 */
public final class ConversationFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.conversations",
            "One row a conversation: when it ran, who began it, how soon it was answered.",
            List.of(
                    new Column("conversation_id", "STRING", "Thread and first message."),
                    new Column("thread_id", "STRING", "The thread, as a pseudonym."),
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand of its first message."),
                    new Column("campaign_id", "STRING", "The campaign of its first message."),
                    new Column("conversation_kind", "STRING", "one_to_one, or group for groups and rooms."),
                    new Column(
                            "contact_id",
                            "STRING",
                            "The contact of its first message, else of its thread; null where roles are unknown, and where"
                                    + " a message names nobody in a thread of no contact or several."),
                    new Column("initiated_by", "STRING", "contact, brand, or person where roles are unknown."),
                    new Column("started_at", "TIMESTAMP", "Its first message."),
                    new Column("started_on", "DATE", "Local day of started_at in the brand's zone."),
                    new Column("started_site_on", "DATE", "Local day of started_at in the site's zone."),
                    new Column("ended_at", "TIMESTAMP", "Its last message."),
                    new Column("messages", "BIGINT", "Its messages."),
                    new Column("is_two_way", "BOOLEAN", "Both sides wrote."),
                    new Column("first_response_at", "TIMESTAMP", "The first response; null while unanswered."),
                    new Column(
                            "first_response_seconds",
                            "DOUBLE",
                            "From its first message to the first response; null while unanswered."),
                    new Column("first_response_kind", "STRING", "Kind of the first response."),
                    new Column("first_responder_id", "STRING", "Who gave the first response, as a pseudonym."),
                    new Column(
                            "business_response_ms",
                            "BIGINT",
                            "First response time within the brand's business hours; null where it has no calendar."),
                    new Column("tier", "STRING", "Tier of the ticket that it belongs to; null if none."),
                    new Column(
                            "has_handoff", "BOOLEAN", "It led out of the app: a link elsewhere, or the app was left.")),
            Layout.AS_THEY_COME);

    /** How soon a human answered what a contact wrote. */
    public static final Table REPLIES = new Table(
            "journeys.replies",
            "One row a run of a contact's messages that a human of the brand answered: from its first message on.",
            List.of(
                    new Column("thread_id", "STRING", "The thread, as a pseudonym."),
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand of the run's first message."),
                    new Column("campaign_id", "STRING", "The campaign of the run's first message."),
                    new Column("conversation_kind", "STRING", "one_to_one, or group for groups and rooms."),
                    new Column("contact_id", "STRING", "The contact who wrote first in the run."),
                    new Column("tier", "STRING", "Tier of the ticket that it belongs to; null if none."),
                    new Column("asked_at", "TIMESTAMP", "The run's first message; in groups the first to the brand."),
                    new Column("asked_on", "DATE", "Local day of asked_at in the brand's zone."),
                    new Column("asked_site_on", "DATE", "Local day of asked_at in the site's zone."),
                    new Column("replied_at", "TIMESTAMP", "The answer."),
                    new Column("reply_ms", "BIGINT", "From asked_at to replied_at."),
                    new Column("reply_kind", "STRING", "Kind of the answer."),
                    new Column("replier_id", "STRING", "Who answered, as a pseudonym.")),
            Layout.AS_THEY_COME);

    private static final class Thread {
        @Nullable
        Conversation open;

        boolean isResolved;

        @Nullable
        String tier;

        /** By ticket: the tier that it was opened with. */
        final Map<String, String> tiers = new HashMap<>();

        final List<Conversation> conversations = new ArrayList<>();
    }

    private final FoldSettings settings;
    private final boolean isOneToOne;
    private final Map<String, Thread> threads = new TreeMap<>();

    private ConversationFold(FoldSettings settings, boolean isOneToOne) {
        this.settings = settings;
        this.isOneToOne = isOneToOne;
    }

    /** The conversations of two: they lie with their contact. */
    public static ConversationFold oneToOne(FoldSettings settings) {
        return new ConversationFold(settings, true);
    }

    /** The conversations of groups and rooms: they lie with their thread. */
    public static ConversationFold group(FoldSettings settings) {
        return new ConversationFold(settings, false);
    }

    @Override
    public void accept(FoldEvent event) {
        if (event.threadId() == null || event.isOneToOne() != isOneToOne) {
            return;
        }
        switch (event.type()) {
            case MESSAGE_SENT, TICKET_OPENED, TICKET_REOPENED, TICKET_RESOLVED, LINK_CLICKED, APP_LEFT -> {
                Thread thread = threads.computeIfAbsent(event.threadId(), ignored -> new Thread());
                if (event.isMessage()) {
                    message(thread, event);
                } else {
                    aside(thread, event);
                }
            }
            default -> {}
        }
    }

    /** What is no message and yet tells of the conversation. */
    private void aside(Thread thread, FoldEvent event) {
        Conversation open = thread.open;
        boolean isOpen = open != null && event.at() - open.endedAt <= settings.conversationGapMs();
        switch (event.type()) {
            case TICKET_RESOLVED -> {
                thread.isResolved = true;
                thread.tier = null;
            }
            case TICKET_OPENED, TICKET_REOPENED -> {
                thread.tier = tierOf(thread, event);
                if (open != null && isOpen && !thread.isResolved && open.tier == null) {
                    open.tier = thread.tier;
                }
            }
            default -> {
                if (open != null && isOpen && isHandoff(event)) {
                    open.hasHandoff = true;
                }
            }
        }
    }

    /** Only its opening names a ticket's tier. */
    private static @Nullable String tierOf(Thread thread, FoldEvent event) {
        String ticket = String.valueOf(event.ticketId());
        String tier = event.details().word();
        if (event.type() == EventType.TICKET_REOPENED) {
            return thread.tiers.get(ticket);
        }
        if (tier != null) {
            thread.tiers.putIfAbsent(ticket, tier);
        }
        return tier;
    }

    /** A way out of the app; a link to the platform itself is none. */
    private static boolean isHandoff(FoldEvent event) {
        String target = event.details().word();
        if (event.type() == EventType.APP_LEFT) {
            return target != null && !target.equals("none");
        }
        return event.type() == EventType.LINK_CLICKED
                && event.details().isOffPlatform()
                && !event.platform().equals(target);
    }

    private void message(Thread thread, FoldEvent event) {
        Conversation open = thread.open;
        if (open == null || thread.isResolved || event.at() - open.endedAt > settings.conversationGapMs()) {
            open = new Conversation(event, thread.tier);
            thread.open = open;
            thread.isResolved = false;
            thread.conversations.add(open);
        }
        open.add(event);
    }

    @Override
    public void finish(RowSink sink) {
        threads.forEach((id, thread) -> thread.conversations.forEach(conversation -> row(id, conversation, sink)));
        threads.clear();
    }

    private void row(String threadId, Conversation conversation, RowSink sink) {
        FoldEvent first = conversation.first;
        FoldEvent response = conversation.firstResponse;
        sink.row(
                TABLE,
                threadId + "-" + first.eventId(),
                threadId,
                first.platform(),
                first.brandId(),
                first.campaignId(),
                isOneToOne ? "one_to_one" : "group",
                first.contactId(),
                conversation.initiator(),
                first.at(),
                settings.brandDay(first.brandId(), first.at()),
                settings.siteDay(first.at()),
                conversation.endedAt,
                conversation.messages,
                conversation.isTwoWay(),
                response == null ? null : response.at(),
                response == null ? null : (response.at() - first.at()) / 1000.0,
                response == null ? null : response.kind(),
                response == null ? null : response.actor().id(),
                response == null ? null : settings.businessMs(first.brandId(), first.at(), response.at()),
                conversation.tier,
                conversation.hasHandoff);
        conversation.replies.forEach(reply -> row(threadId, reply, sink));
    }

    private void row(String threadId, Conversation.Reply reply, RowSink sink) {
        FoldEvent asked = reply.asked();
        sink.row(
                REPLIES,
                threadId,
                asked.platform(),
                asked.brandId(),
                asked.campaignId(),
                isOneToOne ? "one_to_one" : "group",
                asked.contactId(),
                reply.tier(),
                asked.at(),
                settings.brandDay(asked.brandId(), asked.at()),
                settings.siteDay(asked.at()),
                reply.replied().at(),
                reply.replied().at() - asked.at(),
                reply.replied().kind(),
                reply.replied().actor().id());
    }
}
