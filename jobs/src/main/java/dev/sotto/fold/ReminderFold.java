package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What followed each reminder before media: the last one shown of a composing counts, and whether a message was sent
 * within ten minutes of it.
 *
 * <p>A message belongs to a reminder of the same composing, or, where one of the two names none, to one of the same person and
 * thread.
 */
public final class ReminderFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.reminders",
            "One row a composing in which the reminder before media was shown: what followed.",
            List.of(
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("campaign_id", "STRING", "The campaign; null outside campaigns."),
                    new Column("source", "STRING", "The source."),
                    new Column("person_id", "STRING", "Who was reminded, as a pseudonym."),
                    new Column("compose_id", "STRING", "The composing; null where the source does not say."),
                    new Column("shown_at", "TIMESTAMP", "The reminder shown last."),
                    new Column("shown_on", "DATE", "Local day of shown_at in the brand's zone."),
                    new Column("shown_site_on", "DATE", "Local day of shown_at in the site's zone."),
                    new Column(
                            "outcome",
                            "STRING",
                            "continued, edited, cancelled or abandoned; null where the source does not say."),
                    new Column("sent_at", "TIMESTAMP", "First message of the composing within ten minutes of it.")),
            Layout.AS_THEY_COME);

    private static final long SEND_WINDOW_MS = 10 * 60_000L;

    private static final class Reminder {
        FoldEvent shown;

        @Nullable
        Long sentAt;

        Reminder(FoldEvent shown) {
            this.shown = shown;
        }
    }

    private final FoldSettings settings;
    private final Map<String, Reminder> ofCompose = new LinkedHashMap<>();
    private final List<Reminder> all = new ArrayList<>();
    private final Set<Reminder> waiting = new LinkedHashSet<>();

    public ReminderFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        if (event.type() == EventType.REMINDER_SHOWN && event.actor().id() != null) {
            shown(event);
        } else if (event.isMessage() && !waiting.isEmpty()) {
            waiting.removeIf(reminder -> event.at() - reminder.shown.at() > SEND_WINDOW_MS || isSent(reminder, event));
        }
    }

    private void shown(FoldEvent event) {
        String compose = event.details().composeId();
        Reminder known = compose == null ? null : ofCompose.get(compose);
        if (known != null) {
            known.shown = event;
            known.sentAt = null;
            waiting.add(known);
            return;
        }
        Reminder reminder = new Reminder(event);
        all.add(reminder);
        waiting.add(reminder);
        if (compose != null) {
            ofCompose.put(compose, reminder);
        }
    }

    private static boolean isSent(Reminder reminder, FoldEvent message) {
        FoldEvent shown = reminder.shown;
        String composed = message.details().composeId();
        String compose = shown.details().composeId();
        boolean isOfPerson = Objects.equals(message.actor().id(), shown.actor().id())
                && Objects.equals(message.threadId(), shown.threadId());
        boolean isOfComposing = composed == null || compose == null ? isOfPerson : composed.equals(compose);
        if (!isOfComposing) {
            return false;
        }
        reminder.sentAt = message.at();
        return true;
    }

    @Override
    public void finish(RowSink sink) {
        for (Reminder reminder : all) {
            FoldEvent shown = reminder.shown;
            sink.row(
                    TABLE,
                    shown.platform(),
                    shown.brandId(),
                    shown.campaignId(),
                    shown.source(),
                    shown.actor().id(),
                    shown.details().composeId(),
                    shown.at(),
                    settings.brandDay(shown.brandId(), shown.at()),
                    settings.siteDay(shown.at()),
                    shown.details().word(),
                    reminder.sentAt);
        }
        all.clear();
        waiting.clear();
        ofCompose.clear();
    }
}
