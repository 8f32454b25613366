package dev.sotto.fold;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people did beside messages, by day: shares, wishes, calls, reports, blocks, and features that reached them.
 *
 * <p>A fulfilled wish counts on the day of the oldest wish of the same person that was still open.
 */
public final class ActFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.acts",
            "One row a campaign, person, thread, local day and act beside messages: how often.",
            List.of(
                    new Column("brand_id", "STRING", "The brand; null outside brands."),
                    new Column("campaign_id", "STRING", "The campaign; null outside campaigns."),
                    new Column("platform", "STRING", "The platform."),
                    new Column("person_id", "STRING", "The contact, else who did it."),
                    new Column("thread_id", "STRING", "The thread, as a pseudonym; null outside threads."),
                    new Column("act", "STRING", "Type of event, such as share.sent."),
                    new Column(
                            "word", "STRING", "What tells more of it: a channel, a state, a feature, a kind of call."),
                    new Column("is_by_contact", "BOOLEAN", "A contact did it."),
                    new Column("acted_on", "DATE", "Local day in the brand's zone."),
                    new Column("acted_site_on", "DATE", "Local day in the site's zone."),
                    new Column("acts", "BIGINT", "How often."),
                    new Column("first_at", "TIMESTAMP", "The first of them.")),
            Layout.AS_THEY_COME);

    private static final String FULFILLED = "fulfilled";

    private record Act(
            @Nullable String brandId,
            @Nullable String campaignId,
            String platform,
            @Nullable String personId,
            @Nullable String threadId,
            String act,
            @Nullable String word,
            boolean isByContact,
            int actedOn,
            int siteOn) {
        Act as(String other) {
            return new Act(brandId, campaignId, platform, personId, threadId, act, other, isByContact, actedOn, siteOn);
        }
    }

    private final FoldSettings settings;
    /** How often, and when first. */
    private static final class Times {
        final long firstAt;
        long acts;

        Times(long firstAt) {
            this.firstAt = firstAt;
        }
    }

    private final Map<Act, Times> acts = new LinkedHashMap<>();
    private final Map<String, Deque<Act>> wishes = new LinkedHashMap<>();

    public ActFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        switch (event.type()) {
            case SHARE_SENT, FEATURE_ENABLED -> count(act(event, event.details().word()), event);
            case CALL_STARTED -> count(act(event, event.kind()), event);
            case PERSON_REPORTED, PERSON_BLOCKED -> count(act(event, null), event);
            case LIVE_WISH -> wish(event);
            default -> {}
        }
    }

    private void wish(FoldEvent event) {
        Deque<Act> open = wishes.computeIfAbsent(String.valueOf(person(event)), ignored -> new ArrayDeque<>());
        if (!FULFILLED.equals(event.details().word())) {
            Act made = act(event, "made");
            open.add(made);
            count(made, event);
        } else if (!open.isEmpty()) {
            count(open.remove().as(FULFILLED), event);
        }
    }

    private void count(Act act, FoldEvent event) {
        acts.computeIfAbsent(act, ignored -> new Times(event.at())).acts++;
    }

    private Act act(FoldEvent event, @Nullable String word) {
        return new Act(
                event.brandId(),
                event.campaignId(),
                event.platform(),
                person(event),
                event.threadId(),
                event.type().dotted(),
                word,
                event.actor().isContact(),
                settings.brandDay(event.brandId(), event.at()),
                settings.siteDay(event.at()));
    }

    private static @Nullable String person(FoldEvent event) {
        return event.contactId() == null ? event.actor().id() : event.contactId();
    }

    @Override
    public void finish(RowSink sink) {
        acts.forEach((act, times) -> sink.row(
                TABLE,
                act.brandId(),
                act.campaignId(),
                act.platform(),
                act.personId(),
                act.threadId(),
                act.act(),
                act.word(),
                act.isByContact(),
                act.actedOn(),
                act.siteOn(),
                times.acts,
                times.firstAt));
        acts.clear();
        wishes.clear();
    }
}
