package dev.sotto.fold;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the nudity filter scanned and hit of each message's media, on either side and in all. */
public final class MediaCheckFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.media_checks",
            "One row a message whose media was scanned: items scanned and hit, by side, and once in all.",
            List.of(
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("campaign_id", "STRING", "The campaign."),
                    new Column("message_id", "STRING", "The message."),
                    new Column("person_id", "STRING", "The contact; where roles are unknown, whose filter it was."),
                    new Column("checked_on", "DATE", "Local day of the first check in the brand's zone."),
                    new Column("checked_site_on", "DATE", "Local day of the first check in the site's zone."),
                    new Column("items_scanned", "BIGINT", "Items scanned on any side, each once."),
                    new Column("items_hit", "BIGINT", "Items hit on any side, each once."),
                    new Column("sender_age_band", "STRING", "Age band of who sent it."),
                    new Column("sender_scanned", "BIGINT", "Items scanned on the sender's side."),
                    new Column("sender_hit", "BIGINT", "Items hit on the sender's side."),
                    new Column("recipient_age_band", "STRING", "Age band of who was to get it."),
                    new Column("recipient_scanned", "BIGINT", "Items scanned on the recipient's side."),
                    new Column("recipient_hit", "BIGINT", "Items hit on the recipient's side.")),
            Layout.AS_THEY_COME);

    private static final class Side {
        long scanned;

        @Nullable
        String ageBand;

        final BitSet hit = new BitSet();
    }

    private static final class Check {
        final FoldEvent first;
        final Side sender = new Side();
        final Side recipient = new Side();

        Check(FoldEvent first) {
            this.first = first;
        }
    }

    private final FoldSettings settings;
    private final Map<String, Check> checks = new TreeMap<>();

    public MediaCheckFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        switch (event.type()) {
            case FILTER_SCANNED -> {
                Side side = side(event);
                side.scanned = Math.max(side.scanned, event.items());
            }
            case FILTER_HIT -> side(event).hit.set(event.position());
            default -> {}
        }
    }

    private Side side(FoldEvent event) {
        Check check = checks.computeIfAbsent(String.valueOf(event.messageId()), ignored -> new Check(event));
        Side side = "sender".equals(event.side()) ? check.sender : check.recipient;
        side.ageBand = event.actor().ageBand();
        return side;
    }

    @Override
    public void finish(RowSink sink) {
        checks.forEach((message, check) -> {
            FoldEvent first = check.first;
            BitSet hit = (BitSet) check.sender.hit.clone();
            hit.or(check.recipient.hit);
            sink.row(
                    TABLE,
                    first.platform(),
                    first.brandId(),
                    first.campaignId(),
                    message,
                    first.contactId() == null ? first.actor().id() : first.contactId(),
                    settings.brandDay(first.brandId(), first.at()),
                    settings.siteDay(first.at()),
                    Math.max(check.sender.scanned, check.recipient.scanned),
                    (long) hit.cardinality(),
                    check.sender.ageBand,
                    check.sender.scanned,
                    (long) check.sender.hit.cardinality(),
                    check.recipient.ageBand,
                    check.recipient.scanned,
                    (long) check.recipient.hit.cardinality());
        });
        checks.clear();
    }
}
