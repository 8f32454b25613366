package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of each contest entry: how it came, what was decided and whether a human did.
 *
 * <p>It is given the events of one entry; where a log gives entries no id, those of one person, whose last entry is meant.
 * A decision may be overturned: the last one stands, and whoever of them was a human was at work.
 */
public final class ContestFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.entries",
            "One row a contest entry: whether text came first, and what was decided by whom.",
            List.of(
                    new Column("entry_id", "STRING", "The entry; null where the source gives it no id."),
                    new Column("platform", "STRING", "The platform."),
                    new Column("brand_id", "STRING", "The brand."),
                    new Column("campaign_id", "STRING", "The campaign; null outside campaigns."),
                    new Column("contact_id", "STRING", "Who entered, as a pseudonym."),
                    new Column("entered_at", "TIMESTAMP", "When it was entered."),
                    new Column("entered_on", "DATE", "Local day of entered_at in the brand's zone."),
                    new Column("entered_site_on", "DATE", "Local day of entered_at in the site's zone."),
                    new Column("form", "STRING", "text_first, text_only or media_only; null where unknown."),
                    new Column("decided_at", "TIMESTAMP", "Decided last; null while it was not."),
                    new Column("decision", "STRING", "The last decision."),
                    new Column("reason", "STRING", "The reason of the last decision."),
                    new Column("is_by_human", "BOOLEAN", "A human decided, be it overturned.")),
            Layout.AS_THEY_COME);

    private static final class Entry {
        @Nullable
        FoldEvent entered;

        @Nullable
        FoldEvent decided;

        boolean isByHuman;
    }

    private final FoldSettings settings;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private int unnamed;

    public ContestFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        if (event.type() == EventType.CONTEST_ENTERED) {
            String id = event.details().work().id();
            Entry entry = entries.computeIfAbsent(id == null ? unnamed(++unnamed) : id, ignored -> new Entry());
            entry.entered = entry.entered == null ? event : entry.entered;
        } else if (event.type() == EventType.CONTEST_DECIDED) {
            String id = event.details().work().id();
            Entry entry = entries.computeIfAbsent(id == null ? unnamed(unnamed) : id, ignored -> new Entry());
            entry.decided = event;
            entry.isByHuman |= "human".equals(event.details().work().manner());
        }
    }

    private static String unnamed(int number) {
        return "\u0000" + number;
    }

    @Override
    public void finish(RowSink sink) {
        for (Entry entry : entries.values()) {
            FoldEvent entered = entry.entered;
            FoldEvent decided = entry.decided;
            if (entered == null) {
                continue;
            }
            sink.row(
                    TABLE,
                    entered.details().work().id(),
                    entered.platform(),
                    entered.brandId(),
                    entered.campaignId(),
                    entered.contactId() == null ? entered.actor().id() : entered.contactId(),
                    entered.at(),
                    settings.brandDay(entered.brandId(), entered.at()),
                    settings.siteDay(entered.at()),
                    entered.details().word(),
                    decided == null ? null : decided.at(),
                    decided == null ? null : decided.details().word(),
                    decided == null ? null : decided.reason(),
                    entry.isByHuman);
        }
        entries.clear();
        unnamed = 0;
    }
}
