package dev.sotto.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What is known of the log behind the results: what its sources sent, what no number counts, and which log tells more. */
public final class LogFacts {
    private static final String COVERAGE = "metrics.coverage";
    private static final String EVENTS = "log.events";
    private static final String CAPABILITIES = "metrics.capabilities";

    /**
     * What a source has sent from a platform and region of a brand.
     *
     * @param region null where the source does not say
     * @param brandId null where it belongs to no brand
     * @param completeUntil the end of the source's last complete day
     */
    public record Sent(
            String source,
            String platform,
            @Nullable String region,
            @Nullable String brandId,
            long events,
            Instant firstAt,
            Instant lastAt,
            Instant completeUntil) {}

    /**
     * The events of a brand, and those among them that no number counts.
     *
     * @param brandId null where they belong to no brand
     * @param ofTests of test accounts
     * @param tooYoung of persons below the age of the platform's policy
     * @param ofSpam of accounts that were confirmed as spam
     */
    public record LeftOut(@Nullable String brandId, long events, long ofTests, long tooYoung, long ofSpam) {}

    private static final Comparator<@Nullable String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<Sent> ORDER = Comparator.comparing(Sent::source)
            .thenComparing(Sent::platform)
            .thenComparing(Sent::region, TEXT)
            .thenComparing(Sent::brandId, TEXT);

    private final Warehouse warehouse;

    public LogFacts(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** What each source has sent; nothing where no log was read. */
    public List<Sent> sent() {
        if (warehouse.snapshot(COVERAGE).isEmpty()) {
            return List.of();
        }
        return warehouse
                .read(COVERAGE)
                .groupBy("source", "platform", "region", "brand_id")
                .agg(sum("events"), min("first_at"), max("last_at"), min("complete_until"))
                .collectAsList()
                .stream()
                .map(LogFacts::sent)
                .sorted(ORDER)
                .toList();
    }

    /** What no number counts, by brand; what the sources have sent is what is counted. */
    public List<LeftOut> leftOut(List<Sent> sent) {
        if (sent.isEmpty() || warehouse.snapshot(EVENTS).isEmpty()) {
            return List.of();
        }
        return warehouse
                .read(EVENTS)
                .selectExpr(
                        "brand_id",
                        "coalesce(is_test, false) AS is_test",
                        "coalesce(policy_conflict LIKE '%under_16%', false) AS is_young")
                .groupBy("brand_id")
                .agg(
                        count(lit(1)),
                        count(when(col("is_test"), 1)),
                        count(when(col("is_young").and(not(col("is_test"))), 1)))
                .collectAsList()
                .stream()
                .map(row -> leftOut(row, sent))
                .sorted(Comparator.comparing(LeftOut::brandId, TEXT))
                .toList();
    }

    private static LeftOut leftOut(Row row, List<Sent> sent) {
        String brandId = row.getString(0);
        long counted = sent.stream()
                .filter(each -> Objects.equals(each.brandId(), brandId))
                .mapToLong(Sent::events)
                .sum();
        long rest = row.getLong(1) - row.getLong(2) - row.getLong(3) - counted;
        return new LeftOut(brandId, row.getLong(1), row.getLong(2), row.getLong(3), Math.max(0, rest));
    }

    /** How many events each source has of each hour, by source; an hour without any is not there. */
    public Map<String, SortedMap<Instant, Long>> hours() {
        Map<String, SortedMap<Instant, Long>> hours = new TreeMap<>();
        if (warehouse.snapshot(EVENTS).isPresent()) {
            warehouse
                    .read(EVENTS)
                    .groupBy(
                            col("source"),
                            date_trunc("HOUR", col("occurred_at")).as("hour"))
                    .agg(count(lit(1)))
                    .collectAsList()
                    .forEach(row -> hours.computeIfAbsent(row.getString(0), source -> new TreeMap<>())
                            .put(row.<Timestamp>getAs(1).toInstant(), row.getLong(2)));
        }
        return hours;
    }

    /** The formats of log that could tell a metric which some source cannot, by metric. */
    public Map<String, Set<String>> logsThatTell() {
        Map<String, Set<String>> logs = new HashMap<>();
        if (warehouse.snapshot(CAPABILITIES).isPresent()) {
            warehouse
                    .read(CAPABILITIES)
                    .where(col("feature_kind").equalTo("metric"))
                    .where(col("available_from").isNotNull())
                    .select("feature", "available_from")
                    .distinct()
                    .collectAsList()
                    .forEach(row -> logs.computeIfAbsent(row.getString(0), metric -> new TreeSet<>())
                            .addAll(List.of(row.getString(1).split(","))));
        }
        return logs;
    }

    private static Sent sent(Row row) {
        return new Sent(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.<Timestamp>getAs(5).toInstant(),
                row.<Timestamp>getAs(6).toInstant(),
                row.<Timestamp>getAs(7).toInstant());
    }
}
