package dev.sotto.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** A writer without the lock and without Spark, that stages and publishes ids in an order of its own. */
final class Publisher {
    private Publisher() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println(
                stageAndPublish(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Long.parseLong(arguments[2])));
    }

    /** The snapshot that each id was published as, as this writer was told. */
    static List<Long> stageAndPublish(Path directory, int ids, long seed) throws IOException {
        List<Integer> order = new ArrayList<>();
        for (int id = 0; id < ids; id++) {
            order.add(id);
        }
        Collections.shuffle(order, new Random(seed));
        Long[] published = new Long[ids];
        try (JdbcCatalog catalog = Appender.catalog(directory);
                Ledger ledger = Ledger.open(directory)) {
            for (int id : order) {
                Table table = catalog.loadTable(TableIdentifier.parse("metrics.things"));
                table.newAppend()
                        .appendFile(Appender.file(table, id))
                        .set("wap.id", "id-" + id)
                        .stageOnly()
                        .commit();
                published[id] = new Publication(catalog, ledger, "metrics.things").publish("id-" + id);
            }
        }
        return Arrays.asList(published);
    }
}
