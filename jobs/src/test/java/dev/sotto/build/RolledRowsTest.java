package dev.sotto.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.config.Catalogue;
import dev.sotto.domain.Metric;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** The roll-up beside a slow one that sees each cell, person and unit for itself. */
class RolledRowsTest {

    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final List<Metric> METRICS = List.copyOf(CATALOGUE.all());
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 28);
    private static final StructType UNITS = StructType.fromDDL("platform STRING, brand_id STRING, campaign_id STRING,"
            + " person_id STRING, unit_on DATE, unit_site_on DATE, ends_from DATE, ends_site_from DATE, kind STRING, messages_sent BIGINT,"
            + " active_contacts INT, format_share BIGINT, reply_rate STRUCT<r: INT, n: INT, is_mature: BOOLEAN>,"
            + " delivery_rate STRUCT<r: BIGINT, n: BIGINT>, trust_index STRUCT<r: INT, n: INT>,"
            + " dau_wau STRUCT<r: INT, n: INT>, rich_active_days STRUCT<r: INT, n: INT>,"
            + " reply_time STRUCT<ms: BIGINT, watched_ms: BIGINT, is_open: BOOLEAN>");

    private record Unit(
            String brand,
            String campaign,
            String person,
            LocalDate on,
            LocalDate siteOn,
            LocalDate endsFrom,
            LocalDate endsSiteFrom,
            String kind,
            long messages,
            boolean isRich,
            boolean isMature,
            Long waitMs) {}

    @Property(tries = 200)
    void addsUpWhatASlowOneAddsUp(@ForAll Random random) {
        List<Unit> units = units(random);
        assertThat(fast(
                        units,
                        new RolledRows.Most(random.nextInt(1, 200), random.nextInt(1, 30), random.nextInt(1, 100))))
                .isEqualTo(slow(units));
    }

    @Property(tries = 200)
    void tellsACellInOneRowOfSumsAndOneOfValuesWhereThereIsRoom(@ForAll Random random) {
        RolledRows rolled =
                rolled(units(random), new RolledRows.Most(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
        Set<String> told = new HashSet<>();
        rolled.forEachRemaining(
                row -> assertThat(told.add(key(row) + "|" + row.isNullAt(17))).isTrue());
    }

    @Test
    void refusesAColumnThatIsNeitherAMetricNorText() {
        StructType schema = UNITS.add("nonsense", "bigint");
        assertThatThrownBy(() -> UnitShape.of("units.test", schema, CATALOGUE))
                .hasMessageContaining("nonsense")
                .hasMessageContaining("units.test");
    }

    private static List<Unit> units(Random random) {
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < random.nextInt(60); i++) {
            String brand = random.nextInt(5) == 0 ? null : "b" + random.nextInt(2);
            LocalDate on = FIRST.plusDays(random.nextInt(10));
            units.add(new Unit(
                    brand,
                    random.nextInt(3) == 0 ? null : "c" + random.nextInt(2),
                    random.nextInt(8) == 0 ? null : "p" + random.nextInt(4),
                    on,
                    on.minusDays(random.nextInt(2)),
                    random.nextInt(4) == 0 ? FIRST.plusDays(random.nextInt(12)) : null,
                    random.nextInt(4) == 0 ? FIRST.plusDays(random.nextInt(12)) : null,
                    random.nextInt(4) == 0 ? null : "k" + random.nextInt(2),
                    random.nextInt(4),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean() ? (long) random.nextInt(100) : null));
        }
        units.sort(Comparator.comparing(Unit::person, Comparator.nullsFirst(Comparator.naturalOrder())));
        return units;
    }

    private static RolledRows rolled(List<Unit> units, RolledRows.Most most) {
        UnitShape shape = UnitShape.of("units.test", UNITS, CATALOGUE);
        return new RolledRows(
                new UnitRows(units.stream().map(RolledRowsTest::row).iterator(), shape), METRICS, most);
    }

    private static Map<String, List<Object>> fast(List<Unit> units, RolledRows.Most most) {
        Map<String, List<Object>> sums = new TreeMap<>();
        rolled(units, most).forEachRemaining(row -> {
            List<Object> told = List.of(
                    row.getLong(10),
                    row.getLong(11),
                    row.getLong(12),
                    row.getLong(13),
                    squares(row, 14),
                    squares(row, 15),
                    values(row, 17),
                    values(row, 18));
            sums.merge(key(row), told, RolledRowsTest::added);
        });
        return sums;
    }

    private static BigInteger squares(InternalRow row, int position) {
        return row.isNullAt(position)
                ? BigInteger.ZERO
                : row.getDecimal(position, 38, 0).toJavaBigDecimal().toBigInteger();
    }

    private static List<Long> values(InternalRow row, int position) {
        return row.isNullAt(position)
                ? List.of()
                : sorted(row.getArray(position).toLongArray());
    }

    private static String key(InternalRow row) {
        List<String> key = new ArrayList<>();
        for (int i : new int[] {0, 1, 2, 3, 4, 5}) {
            key.add(text(row, i));
        }
        key.add(LocalDate.ofEpochDay(row.getInt(6)).toString());
        key.add(text(row, 7));
        key.add(text(row, 8));
        return String.join("|", key);
    }

    private static List<Object> added(List<Object> one, List<Object> other) {
        List<Object> both = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            both.add(added(one.get(i), other.get(i)));
        }
        return both;
    }

    private static Object added(Object one, Object other) {
        if (one instanceof Long number) {
            return number + (Long) other;
        }
        if (one instanceof BigInteger number) {
            return number.add((BigInteger) other);
        }
        return Stream.concat(((List<?>) one).stream(), ((List<?>) other).stream())
                .sorted()
                .toList();
    }

    private static List<Long> sorted(long[] values) {
        return Arrays.stream(values).sorted().boxed().toList();
    }

    private static String text(InternalRow row, int position) {
        return row.isNullAt(position) ? "" : row.getUTF8String(position).toString();
    }

    private static InternalRow row(Unit unit) {
        return new GenericInternalRow(new Object[] {
            utf8("tiktok"),
            utf8(unit.brand),
            utf8(unit.campaign),
            utf8(unit.person),
            (int) unit.on.toEpochDay(),
            (int) unit.siteOn.toEpochDay(),
            unit.endsFrom == null ? null : (int) unit.endsFrom.toEpochDay(),
            unit.endsSiteFrom == null ? null : (int) unit.endsSiteFrom.toEpochDay(),
            utf8(unit.kind),
            unit.messages,
            unit.messages > 0 ? 1 : 0,
            unit.messages,
            struct(unit.isRich ? 1 : 0, 1, unit.isMature),
            struct(unit.isRich ? unit.messages : 0L, unit.messages),
            struct(unit.isRich ? 1 : 0, 1),
            struct(1, 7),
            struct(unit.isRich ? 1 : 0, 1),
            struct(unit.waitMs, 5L, unit.isMature)
        });
    }

    private static UTF8String utf8(String text) {
        return text == null ? null : UTF8String.fromString(text);
    }

    private static InternalRow struct(Object... values) {
        return new GenericInternalRow(values);
    }

    /** Units by metric, cell and slice, then by person; the weeks of rich_active_days are those of four. */
    private static Map<String, List<Object>> slow(List<Unit> units) {
        Map<String, Map<String, List<Unit>>> cells = new TreeMap<>();
        Map<String, LocalDate> starts = new HashMap<>();
        for (Unit unit : units) {
            for (String metric : List.of(
                    "messages_sent",
                    "active_contacts",
                    "format_share",
                    "reply_rate",
                    "delivery_rate",
                    "trust_index",
                    "dau_wau",
                    "rich_active_days",
                    "reply_time")) {
                boolean isCount = List.of("messages_sent", "active_contacts", "format_share", "delivery_rate")
                        .contains(metric);
                if (isCount && unit.messages == 0) {
                    continue;
                }
                for (String scope : List.of("all", "platform", "brand", "campaign")) {
                    for (String period : List.of("day", "week", "month", "lifetime")) {
                        place(metric, scope, period, unit, cells, starts);
                    }
                }
            }
        }
        Map<String, List<Object>> sums = new TreeMap<>();
        cells.forEach((key, persons) -> {
            List<Object> sum = sum(key, persons, cells, starts.get(key));
            if (sum != null) {
                sums.put(key, sum);
            }
        });
        return sums;
    }

    private static void place(
            String metric,
            String scope,
            String period,
            Unit unit,
            Map<String, Map<String, List<Unit>>> cells,
            Map<String, LocalDate> starts) {
        Metric of = CATALOGUE.metric(metric);
        boolean isOfBrand = scope.equals("brand") || scope.equals("campaign");
        if (!of.scopes().contains(scope)
                || !of.periods().contains(period)
                || period.equals("lifetime") && !scope.equals("campaign")
                || isOfBrand && unit.brand == null
                || scope.equals("campaign") && unit.campaign == null) {
            return;
        }
        LocalDate day = isOfBrand ? unit.on : unit.siteOn;
        LocalDate start = switch (period) {
            case "day" -> day;
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.withDayOfMonth(1);
            default -> LocalDate.EPOCH;
        };
        LocalDate last = switch (period) {
            case "day" -> day;
            case "week" -> start.plusDays(6);
            case "month" -> start.plusMonths(1).minusDays(1);
            default -> LocalDate.MAX;
        };
        LocalDate endsFrom = isOfBrand ? unit.endsFrom : unit.endsSiteFrom;
        if (endsFrom != null && last.isBefore(endsFrom)) {
            return;
        }
        Set<String> slices = new HashSet<>(Set.of("|"));
        if (unit.kind != null && !period.equals("day") && of.slices().contains("kind")) {
            slices.add("kind|" + unit.kind);
        }
        for (String slice : slices) {
            for (int weeks = 0; weeks < (metric.equals("rich_active_days") ? 4 : 1); weeks++) {
                String key = String.join(
                        "|",
                        metric,
                        scope,
                        scope.equals("platform") ? "tiktok" : "",
                        isOfBrand ? unit.brand : "",
                        scope.equals("campaign") ? unit.campaign : "",
                        period,
                        start.plusWeeks(weeks).toString(),
                        slice);
                starts.put(key, start.plusWeeks(weeks));
                cells.computeIfAbsent(key, k -> new HashMap<>())
                        .computeIfAbsent(String.valueOf(unit.person), k -> new ArrayList<>())
                        .add(unit);
            }
        }
    }

    private static List<Object> sum(
            String key, Map<String, List<Unit>> persons, Map<String, Map<String, List<Unit>>> cells, LocalDate start) {
        String metric = key.substring(0, key.indexOf('|'));
        boolean isOfBrand = key.contains("|brand|") || key.contains("|campaign|");
        long r = 0;
        long n = 0;
        long known = 0;
        long pending = 0;
        BigInteger rr = BigInteger.ZERO;
        BigInteger rn = BigInteger.ZERO;
        List<Long> ended = new ArrayList<>();
        List<Long> unended = new ArrayList<>();
        boolean isTold = false;
        for (Map.Entry<String, List<Unit>> person : persons.entrySet()) {
            List<Unit> units = person.getValue();
            boolean isKnown = !person.getKey().equals("null");
            long ofR = 0;
            long ofN = 0;
            long ofOther = 0;
            long messages = units.stream().mapToLong(Unit::messages).sum();
            switch (metric) {
                case "messages_sent" -> ofR = messages;
                case "active_contacts" -> ofR = 1;
                case "format_share" -> {
                    ofR = messages;
                    String whole = key.replaceAll("\\|kind\\|.*", "||");
                    ofOther = cells.get(whole).get(person.getKey()).stream()
                            .mapToLong(Unit::messages)
                            .sum();
                }
                case "reply_rate" -> {
                    ofR = units.stream()
                            .filter(unit -> unit.isMature && unit.isRich)
                            .count();
                    ofN = units.stream().filter(Unit::isMature).count();
                    pending += units.size() - ofN;
                }
                case "delivery_rate" -> {
                    ofR = units.stream()
                            .filter(Unit::isRich)
                            .mapToLong(Unit::messages)
                            .sum();
                    ofN = messages;
                }
                case "trust_index" -> {
                    ofR = units.stream().allMatch(Unit::isRich) ? 1 : 0;
                    ofN = 1;
                }
                case "dau_wau" -> {
                    ofR = days(units, isOfBrand, false);
                    ofN = 7;
                }
                case "rich_active_days" -> {
                    ofR = Math.round(1e9 * days(units, isOfBrand, true) / days(units, isOfBrand, false));
                    ofN = 1;
                }
                default -> {
                    for (Unit unit : units) {
                        if (unit.waitMs != null) {
                            ended.add(unit.waitMs);
                            ofR++;
                        } else {
                            unended.add(5L);
                            pending += unit.isMature ? 1 : 0;
                        }
                    }
                    ofN = units.size();
                }
            }
            boolean isOnce = List.of("active_contacts", "trust_index", "dau_wau", "rich_active_days")
                    .contains(metric);
            if (isOnce && !isKnown) {
                continue;
            }
            isTold = true;
            r += ofR;
            n += ofN;
            boolean isRatio = List.of("reply_rate", "delivery_rate", "trust_index", "dau_wau", "rich_active_days")
                    .contains(metric);
            known += isKnown && (isRatio ? ofN > 0 : ofR > 0) ? 1 : 0;
            if (isRatio || metric.equals("format_share")) {
                rr = rr.add(BigInteger.valueOf(ofR).multiply(BigInteger.valueOf(ofR)));
                rn = rn.add(BigInteger.valueOf(ofR).multiply(BigInteger.valueOf(isRatio ? ofN : ofOther)));
            }
        }
        ended.sort(Comparator.naturalOrder());
        return isTold ? List.of(r, n, known, pending, rr, rn, ended, unended) : null;
    }

    private static long days(List<Unit> units, boolean isOfBrand, boolean isRich) {
        return units.stream()
                .filter(unit -> !isRich || unit.isRich)
                .map(unit -> isOfBrand ? unit.on : unit.siteOn)
                .distinct()
                .count();
    }
}
