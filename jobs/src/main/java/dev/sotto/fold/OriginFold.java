package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import dev.sotto.fold.FoldEvent.Direction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the brand checked where a contact comes from before it committed itself: a promo code, a contract, media.
 *
 * <p>A check that names no thread is good for all threads with that contact from then on.
 */
public final class OriginFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.origins",
            "One row a thread of two that a brand began or that a contest entry came in: was its origin checked in time.",
            List.of(
                    new Column("thread_id", "STRING", "The thread, as a pseudonym."),
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("campaign_id", "STRING", "The campaign it began in; null outside campaigns."),
                    new Column("contact_id", "STRING", "The contact, as a pseudonym."),
                    new Column(
                            "initiated_by", "STRING", "brand or contact; null where neither is known to have begun."),
                    new Column("has_entry", "BOOLEAN", "A contest entry came in it."),
                    new Column("started_at", "TIMESTAMP", "First message of a person, or the entry before it."),
                    new Column("started_on", "DATE", "Local day of started_at in the brand's zone."),
                    new Column("started_site_on", "DATE", "Local day of started_at in the site's zone."),
                    new Column(
                            "committed_at", "TIMESTAMP", "First code, contract or media of the brand; null if none."),
                    new Column("passed_at", "TIMESTAMP", "First check of origin that was passed; null if none."),
                    new Column("is_verified", "BOOLEAN", "It was passed before the brand committed itself.")),
            Layout.AS_THEY_COME);

    private static final class Thread {
        @Nullable
        FoldEvent begun;

        @Nullable
        String initiatedBy;

        @Nullable
        Long committedAt;

        @Nullable
        Long passedAt;

        boolean hasEntry;
        boolean isVerified;
    }

    private final FoldSettings settings;
    private final Map<String, Thread> threads = new LinkedHashMap<>();

    @Nullable
    private FoldEvent passedEverywhere;

    public OriginFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        if (event.type() == EventType.CONTACT_ORIGIN_CHECKED) {
            checked(event);
        } else if (event.threadId() != null && event.isOneToOne()) {
            switch (event.type()) {
                case MESSAGE_SENT -> message(thread(event.threadId()), event);
                case CONTEST_ENTERED -> {
                    Thread thread = thread(event.threadId());
                    thread.begun = thread.begun == null ? event : thread.begun;
                    thread.hasEntry = true;
                }
                case PROMO_ISSUED, CONTRACT_SENT -> committed(thread(event.threadId()), event);
                default -> {}
            }
        }
    }

    private Thread thread(String id) {
        return threads.computeIfAbsent(id, ignored -> {
            Thread thread = new Thread();
            if (passedEverywhere != null) {
                passed(thread, passedEverywhere);
            }
            return thread;
        });
    }

    private void checked(FoldEvent event) {
        if (!"pass".equals(event.details().word())) {
            return;
        }
        if (event.threadId() != null) {
            passed(thread(event.threadId()), event);
        } else {
            passedEverywhere = passedEverywhere == null ? event : passedEverywhere;
            threads.values().forEach(thread -> passed(thread, event));
        }
    }

    private static void passed(Thread thread, FoldEvent check) {
        if (thread.passedAt == null) {
            thread.passedAt = check.at();
            thread.isVerified = thread.committedAt == null;
        }
    }

    private static void committed(Thread thread, FoldEvent event) {
        thread.committedAt = thread.committedAt == null ? Long.valueOf(event.at()) : thread.committedAt;
    }

    private static void message(Thread thread, FoldEvent event) {
        boolean isOfBrand = event.actor().isBrandHuman();
        if (event.isMessage()
                && thread.initiatedBy == null
                && (isOfBrand || event.actor().isContact())) {
            thread.begun = thread.begun == null ? event : thread.begun;
            thread.initiatedBy = isOfBrand ? "brand" : "contact";
        }
        if (event.direction() == Direction.OUTBOUND && "media_pack".equals(event.kind())) {
            committed(thread, event);
        }
    }

    @Override
    public void finish(RowSink sink) {
        threads.forEach((id, thread) -> {
            FoldEvent begun = thread.begun;
            if (begun != null && ("brand".equals(thread.initiatedBy) || thread.hasEntry)) {
                sink.row(
                        TABLE,
                        id,
                        begun.platform(),
                        begun.brandId(),
                        begun.campaignId(),
                        begun.contactId(),
                        thread.initiatedBy,
                        thread.hasEntry,
                        begun.at(),
                        settings.brandDay(begun.brandId(), begun.at()),
                        settings.siteDay(begun.at()),
                        thread.committedAt,
                        thread.passedAt,
                        thread.isVerified);
            }
        });
        threads.clear();
        passedEverywhere = null;
    }
}
