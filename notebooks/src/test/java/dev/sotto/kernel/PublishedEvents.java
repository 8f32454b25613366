package dev.sotto.kernel;

import dev.sotto.domain.Table;
import dev.sotto.domain.Table.Column;
import dev.sotto.domain.Table.Layout;
import dev.sotto.query.Query;
import dev.sotto.warehouse.Ledger;
import dev.sotto.warehouse.TestWarehouse;
import dev.sotto.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A warehouse in which one run has published three events, open for questions. */
final class PublishedEvents implements AutoCloseable {
    private static final Table EVENTS = new Table(
            "log.events",
            "What happened.",
            List.of(
                    new Column("event_id", "STRING", "Its id."),
                    new Column("brand_id", "STRING", "Whose it is."),
                    new Column("text_length", "BIGINT", "How long it is.")),
            Layout.sortedBy("event_id"));
    private final TestWarehouse warehouse = TestWarehouse.create();
    private final Warehouse pinned;

    PublishedEvents() {
        Warehouse writer = warehouse.warehouse();
        writer.create(EVENTS);
        writer.overwrite(
                "log.events",
                warehouse
                        .spark()
                        .sql("SELECT * FROM VALUES ('e1', 'aurora', 12L), ('e2', 'aurora', 3L), ('e3', NULL, 0L)"
                                + " AS t(event_id, brand_id, text_length)"),
                "true");
        Instant now = Instant.parse("2026-04-09T00:00:00Z");
        writer.ledger().begin(new Ledger.Run("run", "fingerprint", now, now, null, Map.of()));
        writer.ledger().finish("run", now, writer.snapshots());
        pinned = warehouse.pinned();
    }

    Query query() {
        return new Query(pinned);
    }

    @Override
    public void close() {
        pinned.close();
        warehouse.close();
    }
}
