package dev.sotto.export;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a number stands within one brand's week: its coordinate in each dimension that is not summed over.
 *
 * <p>A dimension that is missing is the margin of that dimension: no campaign is the brand, no day is the week, no slice is
 * the whole. Names that begin with a colon are the dimensions that every metric has.
 *
 * @param at coordinate by dimension
 */
record Place(String metric, SortedMap<String, String> at) implements Comparable<Place> {
    private static final String CAMPAIGN = ":campaign";
    private static final String PLATFORM = ":platform";
    private static final String DAY = ":day";

    Place {
        at = Collections.unmodifiableSortedMap(new TreeMap<>(at));
    }

    static Place of(PartnerRow row) {
        SortedMap<String, String> at = new TreeMap<>();
        put(at, CAMPAIGN, row.campaignId());
        // A campaign's row may say its platform, of which the brand's row is the sum all the same.
        if (row.campaignId() == null) {
            put(at, PLATFORM, row.platform());
        }
        if (row.period().equals("day")) {
            at.put(DAY, row.periodStartOn().toString());
        }
        slices(row.slice(), row.sliceValue()).forEach(at::put);
        return new Place(row.metric(), at);
    }

    /** The value of each dimension that a slice names: {@code age_band,side} of {@code 18_plus,sender} are two. */
    static Map<String, String> slices(@Nullable String slice, @Nullable String sliceValue) {
        if (slice == null) {
            return Map.of();
        }
        String value = sliceValue == null ? "" : sliceValue;
        String[] dimensions = slice.split(",", -1);
        String[] values = value.split(",", -1);
        if (dimensions.length != values.length) {
            return Map.of(slice, value);
        }
        Map<String, String> slices = new TreeMap<>();
        for (int i = 0; i < dimensions.length; i++) {
            slices.put(dimensions[i], values[i]);
        }
        return slices;
    }

    /** The same campaign and day without any slice. */
    SortedMap<String, String> unsliced() {
        SortedMap<String, String> unsliced = new TreeMap<>(at);
        unsliced.keySet().removeIf(dimension -> !dimension.startsWith(":"));
        return unsliced;
    }

    /** The total over a dimension that it is a part of. */
    Place without(String dimension) {
        SortedMap<String, String> rest = new TreeMap<>(at);
        rest.remove(dimension);
        return new Place(metric, rest);
    }

    /** The dimensions that it is cut by. */
    Set<String> slices() {
        Set<String> slices = new TreeSet<>(at.keySet());
        slices.removeIf(dimension -> dimension.startsWith(":"));
        return slices;
    }

    /** The same metric there, not cut. */
    Place whole() {
        return new Place(metric, unsliced());
    }

    boolean isSliced() {
        return unsliced().size() < at.size();
    }

    @Nullable
    String campaign() {
        return at.get(CAMPAIGN);
    }

    @Nullable
    String day() {
        return at.get(DAY);
    }

    @Override
    public int compareTo(Place other) {
        int byMetric = metric.compareTo(other.metric);
        return byMetric != 0 ? byMetric : at.toString().compareTo(other.at.toString());
    }

    private static void put(SortedMap<String, String> at, String dimension, @Nullable String coordinate) {
        if (coordinate != null) {
            at.put(dimension, coordinate);
        }
    }
}
