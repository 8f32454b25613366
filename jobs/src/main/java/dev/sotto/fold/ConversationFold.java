package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import dev.sotto.fold.FoldEvent.Direction;
import java.util.ArrayList;
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
                            "contact_id", "STRING", "The contact of its first message; null where roles are unknown."),
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
                            "From its first message to the first response; null while unanswered.")),
            Layout.sortedBy("thread_id", "started_at"));

    private static final class Conversation {
        final FoldEvent first;
        long endedAt;
        long messages;
        boolean hasContact;
        boolean hasHuman;
        boolean hasOther;

        @Nullable
        Long firstResponseAt;

        Conversation(FoldEvent first) {
            this.first = first;
        }

        boolean hasRoles() {
            return first.actor().role() != null;
        }

        void add(FoldEvent event) {
            endedAt = event.at();
            messages++;
            boolean isHuman = event.actor().isBrandHuman() && !event.isAutomatic();
            boolean isOther = event.actor().id() != null
                    && !event.actor().id().equals(first.actor().id());
            hasContact |= event.actor().isContact();
            hasHuman |= isHuman;
            hasOther |= isOther;
            boolean answers = hasRoles() ? first.direction() == Direction.INBOUND && isHuman : isOther;
            if (answers && firstResponseAt == null) {
                firstResponseAt = event.at();
            }
        }
    }

    private static final class Thread {
        @Nullable
        Conversation open;

        boolean isResolved;
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
        if (event.type() == EventType.TICKET_RESOLVED) {
            threads.computeIfAbsent(event.threadId(), ignored -> new Thread()).isResolved = true;
        } else if (event.isMessage()) {
            message(threads.computeIfAbsent(event.threadId(), ignored -> new Thread()), event);
        }
    }

    private void message(Thread thread, FoldEvent event) {
        Conversation open = thread.open;
        if (open == null || thread.isResolved || event.at() - open.endedAt > settings.conversationGapMs()) {
            open = new Conversation(event);
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
        Long response = conversation.firstResponseAt;
        sink.row(
                TABLE,
                threadId + "-" + first.eventId(),
                threadId,
                first.platform(),
                first.brandId(),
                first.campaignId(),
                isOneToOne ? "one_to_one" : "group",
                first.contactId(),
                initiator(conversation),
                first.at(),
                settings.brandDay(first.brandId(), first.at()),
                settings.siteDay(first.at()),
                conversation.endedAt,
                conversation.messages,
                conversation.hasRoles() ? conversation.hasContact && conversation.hasHuman : conversation.hasOther,
                response,
                response == null ? null : (response - first.at()) / 1000.0);
    }

    private static String initiator(Conversation conversation) {
        if (!conversation.hasRoles()) {
            return "person";
        }
        return conversation.first.direction() == Direction.INBOUND ? "contact" : "brand";
    }
}
