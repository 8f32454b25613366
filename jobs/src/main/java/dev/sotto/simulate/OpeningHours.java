package dev.sotto.simulate;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** How long brands were open: every day's opening and closing, and how long they were open before it. */
final class OpeningHours {
    private static final int MARGIN = 10;

    private record Days(long[] opensAt, long[] closesAt, long[] before) {
        /** How long it was open from the first day until a moment. */
        long until(long at) {
            int low = 0;
            int high = opensAt.length - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (opensAt[middle] <= at) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return before[low] + Math.max(0, Math.min(at, closesAt[low]) - opensAt[low]);
        }
    }

    private final Map<String, Days> brands = new HashMap<>();

    OpeningHours(World world, Calendar calendar) {
        world.brands().forEach(brand -> brands.put(brand.id(), days(brand, calendar)));
    }

    private static Days days(World.Brand brand, Calendar calendar) {
        int days = 7 * calendar.weeks() + 2 * MARGIN;
        Days all = new Days(new long[days], new long[days], new long[days]);
        LocalDate first = calendar.startOn().minusDays(MARGIN);
        long sum = 0;
        for (int i = 0; i < days; i++) {
            LocalDate day = first.plusDays(i);
            all.before[i] = sum;
            all.opensAt[i] = day.atTime(brand.opens(), 0)
                    .atZone(brand.zoneId())
                    .toInstant()
                    .toEpochMilli();
            all.closesAt[i] = brand.isClosed(day)
                    ? all.opensAt[i]
                    : day.atTime(brand.closes(), 0)
                            .atZone(brand.zoneId())
                            .toInstant()
                            .toEpochMilli();
            sum += all.closesAt[i] - all.opensAt[i];
        }
        return all;
    }

    /** How long a brand was open between two moments of the calendar. */
    long between(String brand, long from, long to) {
        Days days = brands.get(brand);
        if (days == null) {
            throw new IllegalArgumentException("no brand has the id " + brand);
        }
        return days.until(to) - days.until(from);
    }
}
