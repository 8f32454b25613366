package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How two persons came to write to each other, one to one: the attempt, the block, the opener, the reply. */
public final class PairFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.pairs",
            "One row a platform and pair of persons: who wrote first, when the other replied, what was blocked.",
            List.of(
                    new Column("person_a", "STRING", "The person of the lesser pseudonym."),
                    new Column("person_b", "STRING", "The person of the greater pseudonym."),
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand of the first attempt."),
                    new Column("campaign_id", "STRING", "The campaign of the first attempt."),
                    new Column("contact_id", "STRING", "Which of the two is outside the brand; null where unknown."),
                    new Column("initiator", "STRING", "Who sent the first accepted message."),
                    new Column(
                            "initiated_by",
                            "STRING",
                            "brand or contact: the side of initiator; null where it is neither or unknown."),
                    new Column("sender_id", "STRING", "Who attempted first."),
                    new Column("sender_role", "STRING", "Role of who attempted first."),
                    new Column("attempt_kind", "STRING", "Kind of the first message, accepted or blocked."),
                    new Column("first_attempt_at", "TIMESTAMP", "First message, accepted or blocked."),
                    new Column("first_attempt_on", "DATE", "Local day of first_attempt_at in the brand's zone."),
                    new Column("first_attempt_site_on", "DATE", "Local day of first_attempt_at in the site's zone."),
                    new Column("first_message_at", "TIMESTAMP", "First accepted message; null while none was."),
                    new Column("first_message_on", "DATE", "Local day of first_message_at in the brand's zone."),
                    new Column("first_message_site_on", "DATE", "Local day of first_message_at in the site's zone."),
                    new Column("first_kind", "STRING", "Kind of the first accepted message."),
                    new Column("first_reply_at", "TIMESTAMP", "First message of the other person after it."),
                    new Column("messages", "BIGINT", "Accepted messages of the two."),
                    new Column("blocked_at", "TIMESTAMP", "First media blocked because the contact was new."),
                    new Column(
                            "opener_at",
                            "TIMESTAMP",
                            "First allowed opener of the blocked sender within 24 h of the block."),
                    new Column(
                            "any_opener_at", "TIMESTAMP", "First allowed opener of either within 24 h of the block."),
                    new Column(
                            "recovered_at",
                            "TIMESTAMP",
                            "Media of the blocked sender after opener_at, within 72 h of the block."),
                    new Column(
                            "any_recovered_at",
                            "TIMESTAMP",
                            "Media of the blocked sender after any_opener_at, within 72 h."),
                    new Column("is_media_first", "BOOLEAN", "The first accepted message was media, against the rule."),
                    new Column("is_left_truncated", "BOOLEAN", "It began in the burn-in of its source.")),
            Layout.AS_THEY_COME);

    private static final long OPENER_WINDOW_MS = 24 * 3_600_000L;
    private static final long RECOVERY_WINDOW_MS = 72 * 3_600_000L;
    private static final String MEDIA = "media_pack";
    private static final String FIRST_CONTACT_MEDIA = "first_contact_media";

    private static final class Pair {
        final FoldEvent attempt;

        @Nullable
        FoldEvent first;

        @Nullable
        Long firstReplyAt;

        long messages;

        @Nullable
        FoldEvent blocked;

        @Nullable
        Long openerAt;

        @Nullable
        Long anyOpenerAt;

        @Nullable
        Long recoveredAt;

        @Nullable
        Long anyRecoveredAt;

        Pair(FoldEvent attempt) {
            this.attempt = attempt;
        }
    }

    private final FoldSettings settings;
    private final Map<String, Pair> pairs = new TreeMap<>();

    public PairFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        boolean isAttempt = event.isMessage() || event.type() == EventType.MESSAGE_BLOCKED;
        String actor = event.actor().id();
        String counterpart = event.counterpart().id();
        if (!isAttempt || !event.isOneToOne() || actor == null || counterpart == null || actor.equals(counterpart)) {
            return;
        }
        String key = event.platform() + '\u0000' + lesser(actor, counterpart) + '\u0000' + greater(actor, counterpart);
        Pair pair = pairs.computeIfAbsent(key, ignored -> new Pair(event));
        if (event.type() == EventType.MESSAGE_BLOCKED) {
            block(pair, event);
        } else {
            message(pair, event, actor);
        }
    }

    /** Only a pair without any accepted message is new. */
    private static void block(Pair pair, FoldEvent event) {
        if (pair.first == null && pair.blocked == null && FIRST_CONTACT_MEDIA.equals(event.reason())) {
            pair.blocked = event;
        }
    }

    private void message(Pair pair, FoldEvent event, String actor) {
        pair.messages++;
        if (pair.first == null) {
            pair.first = event;
        } else if (pair.firstReplyAt == null && !actor.equals(pair.first.actor().id())) {
            pair.firstReplyAt = event.at();
        }
        if (pair.blocked != null) {
            recovery(
                    pair, pair.blocked, event, actor.equals(pair.blocked.actor().id()));
        }
    }

    private void recovery(Pair pair, FoldEvent blocked, FoldEvent event, boolean isOfSender) {
        long since = event.at() - blocked.at();
        if (MEDIA.equals(event.kind()) && isOfSender && since <= RECOVERY_WINDOW_MS) {
            pair.recoveredAt =
                    pair.recoveredAt == null && pair.openerAt != null ? Long.valueOf(event.at()) : pair.recoveredAt;
            pair.anyRecoveredAt = pair.anyRecoveredAt == null && pair.anyOpenerAt != null
                    ? Long.valueOf(event.at())
                    : pair.anyRecoveredAt;
        }
        if (since <= OPENER_WINDOW_MS && settings.isOpener(event.platform(), event.kind(), event.at())) {
            pair.openerAt = pair.openerAt == null && isOfSender ? Long.valueOf(event.at()) : pair.openerAt;
            pair.anyOpenerAt = pair.anyOpenerAt == null ? Long.valueOf(event.at()) : pair.anyOpenerAt;
        }
    }

    @Override
    public void finish(RowSink sink) {
        for (Pair pair : pairs.values()) {
            FoldEvent attempt = pair.attempt;
            String actor = String.valueOf(attempt.actor().id());
            String counterpart = String.valueOf(attempt.counterpart().id());
            FoldEvent first = pair.first;
            sink.row(
                    TABLE,
                    lesser(actor, counterpart),
                    greater(actor, counterpart),
                    attempt.platform(),
                    attempt.brandId(),
                    attempt.campaignId(),
                    attempt.contactId(),
                    first == null ? null : first.actor().id(),
                    first == null ? null : side(first),
                    actor,
                    attempt.actor().role(),
                    kind(attempt),
                    attempt.at(),
                    settings.brandDay(attempt.brandId(), attempt.at()),
                    settings.siteDay(attempt.at()),
                    first == null ? null : first.at(),
                    first == null ? null : settings.brandDay(attempt.brandId(), first.at()),
                    first == null ? null : settings.siteDay(first.at()),
                    first == null ? null : first.kind(),
                    pair.firstReplyAt,
                    pair.messages,
                    pair.blocked == null ? null : pair.blocked.at(),
                    pair.openerAt,
                    pair.anyOpenerAt,
                    pair.recoveredAt,
                    pair.anyRecoveredAt,
                    first != null
                            && MEDIA.equals(first.kind())
                            && !settings.isOpener(first.platform(), MEDIA, first.at()),
                    settings.isLeftTruncated(attempt.source(), attempt.at()));
        }
        pairs.clear();
    }

    /** What was blocked as media first was media, where the source does not say its kind. */
    private static @Nullable String kind(FoldEvent attempt) {
        return attempt.kind() == null && FIRST_CONTACT_MEDIA.equals(attempt.reason()) ? MEDIA : attempt.kind();
    }

    /** Within a brand nobody is outside. */
    private static @Nullable String side(FoldEvent first) {
        boolean isOfBrand = first.actor().isBrandHuman() && first.counterpart().isContact();
        return first.actor().isContact() ? "contact" : isOfBrand ? "brand" : null;
    }

    private static String lesser(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static String greater(String one, String other) {
        return one.compareTo(other) <= 0 ? other : one;
    }
}
