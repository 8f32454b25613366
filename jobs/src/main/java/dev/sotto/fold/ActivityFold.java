package dev.sotto.fold;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import dev.sotto.fold.FoldEvent.Direction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was sent and done by day: the counts that daily numbers are summed from. */
public final class ActivityFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.activity",
            "One row a campaign, person, thread, local day, direction, role and kind: counts of messages and reactions.",
            List.of(
                    new Column("brand_id", "STRING", "The brand; null for an organic message."),
                    new Column("campaign_id", "STRING", "The campaign; null outside campaigns."),
                    new Column("platform", "STRING", "The platform."),
                    new Column("person_id", "STRING", "The contact; where roles are unknown, who did it."),
                    new Column("thread_id", "STRING", "The thread, as a pseudonym."),
                    new Column("conversation_kind", "STRING", "one_to_one, or group for groups and rooms."),
                    new Column("direction", "STRING", "inbound, outbound or neither."),
                    new Column("sender_role", "STRING", "Role of who did it; null where unknown."),
                    new Column("kind", "STRING", "Kind of the messages; null on rows of reactions, clicks and plays."),
                    new Column("active_on", "DATE", "Local day in the brand's zone."),
                    new Column("active_site_on", "DATE", "Local day in the site's zone."),
                    new Column(
                            "messages", "BIGINT", "Accepted messages; the platform's own notices are not among them."),
                    new Column("interactions", "BIGINT", "Reactions, clicks and plays of the contact.")),
            Layout.sortedBy("active_on", "brand_id", "campaign_id", "person_id"));

    private record Cell(
            @Nullable String brandId,
            @Nullable String campaignId,
            String platform,
            @Nullable String personId,
            @Nullable String threadId,
            boolean isOneToOne,
            Direction direction,
            @Nullable String senderRole,
            @Nullable String kind,
            int activeOn,
            int siteOn) {}

    private final FoldSettings settings;
    private final Map<Cell, long[]> counts = new LinkedHashMap<>();

    public ActivityFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        if (event.isMessage()) {
            add(event, event.direction(), event.kind(), 0);
        } else if (isInteraction(event)) {
            add(event, Direction.INBOUND, null, 1);
        }
    }

    private static boolean isInteraction(FoldEvent event) {
        return event.actor().isContact()
                && switch (event.type()) {
                    case MESSAGE_REACTED -> !event.isRemoved();
                    case LINK_CLICKED, MESSAGE_PLAYED -> true;
                    default -> false;
                };
    }

    private void add(FoldEvent event, Direction direction, @Nullable String kind, int counter) {
        Cell cell = new Cell(
                event.brandId(),
                event.campaignId(),
                event.platform(),
                event.contactId() == null ? event.actor().id() : event.contactId(),
                event.threadId(),
                event.isOneToOne(),
                direction,
                event.actor().role(),
                kind,
                settings.brandDay(event.brandId(), event.at()),
                settings.siteDay(event.at()));
        counts.computeIfAbsent(cell, ignored -> new long[2])[counter]++;
    }

    @Override
    public void finish(RowSink sink) {
        counts.forEach((cell, count) -> sink.row(
                TABLE,
                cell.brandId(),
                cell.campaignId(),
                cell.platform(),
                cell.personId(),
                cell.threadId(),
                cell.isOneToOne() ? "one_to_one" : "group",
                cell.direction().name().toLowerCase(Locale.ROOT),
                cell.senderRole(),
                cell.kind(),
                cell.activeOn(),
                cell.siteOn(),
                count[0],
                count[1]));
        counts.clear();
    }
}
