package dev.sotto.build;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a build made.
 *
 * @param rows rows of each table
 */
public record BuildReport(Map<String, Long> rows) {
    public BuildReport {
        rows = Map.copyOf(new TreeMap<>(rows));
    }
}
