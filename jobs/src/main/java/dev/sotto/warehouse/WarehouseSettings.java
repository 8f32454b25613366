package dev.sotto.warehouse;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How a warehouse is opened.
 *
 * @param directory the folder of tables, catalog and ledger
 * @param zone the zone of scopes all and platform; the sessions of Spark SQL are in UTC whatever it is
 * @param buckets into how many buckets clustered tables are cut when they are created
 * @param master Spark's master, such as {@code local[*]}
 * @param lockWait how long to wait for another process that works in the warehouse; zero to fail at once
 */
public record WarehouseSettings(Path directory, ZoneId zone, int buckets, String master, Duration lockWait) {

    public WarehouseSettings {
        directory = directory.toAbsolutePath().normalize();
    }

    /** Settings that do not wait for the lock. */
    public WarehouseSettings(Path directory, ZoneId zone, int buckets, String master) {
        this(directory, zone, buckets, master, Duration.ZERO);
    }

    /** The settings of an embedded warehouse in a folder. */
    public static WarehouseSettings embedded(Path directory, ZoneId zone) {
        return new WarehouseSettings(directory, zone, 8, "local[*]");
    }

    /** The same, waiting so long for the lock. */
    public WarehouseSettings waiting(Duration wait) {
        return new WarehouseSettings(directory, zone, buckets, master, wait);
    }
}
