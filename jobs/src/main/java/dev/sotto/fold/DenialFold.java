package dev.sotto.fold;

import dev.sotto.domain.EventType;
import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often access to direct messages was denied, and why: counts without anyone's id. */
public final class DenialFold implements Fold {

    public static final Table TABLE = new Table(
            "journeys.denials",
            "Denials of access by brand, platform, reason and day; never a person.",
            List.of(
                    new Column("brand_id", "STRING", "The brand that was to be written to, where the source says."),
                    new Column("platform", "STRING", "The platform."),
                    new Column("reason", "STRING", "under_16, region or not_enabled."),
                    new Column("denied_site_on", "DATE", "Local day in the site's zone."),
                    new Column("denials", "BIGINT", "How often.")),
            Layout.AS_THEY_COME);

    private record Cell(
            @Nullable String brandId,
            String platform,
            @Nullable String reason,
            int day) {}

    private final FoldSettings settings;
    private final Map<String, Cell> cells = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();

    public DenialFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(FoldEvent event) {
        if (event.type() == EventType.ACCESS_DENIED) {
            Cell cell = new Cell(event.brandId(), event.platform(), event.reason(), settings.siteDay(event.at()));
            cells.put(cell.toString(), cell);
            counts.merge(cell.toString(), 1L, Long::sum);
        }
    }

    @Override
    public void finish(RowSink sink) {
        cells.forEach((key, cell) -> sink.row(
                TABLE, cell.brandId(), cell.platform(), cell.reason(), cell.day(), counts.getOrDefault(key, 0L)));
        cells.clear();
        counts.clear();
    }
}
