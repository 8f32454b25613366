package dev.sotto.warehouse;

import java.io.IOException;
import java.nio.file.Path;

/** A process that opens a warehouse, says so, and keeps it open until its input ends. */
final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
        try (Warehouse warehouse = Warehouse.open(TestWarehouse.settings(Path.of(arguments[0])))) {
            System.out.println("open " + warehouse.settings().directory());
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
