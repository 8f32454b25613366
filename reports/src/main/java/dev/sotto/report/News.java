package dev.sotto.report;

import dev.sotto.domain.Metric;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What of a week is news, by the names that programs use: changes and days beyond noise, and days without data. */
final class News {
    private final Edition edition;

    News(Edition edition) {
        this.edition = edition;
    }

    /** Nothing in a quiet week. */
    List<String> all() {
        String metric = Engagement.metric(edition);
        List<String> news = new ArrayList<>(Stream.concat(
                        edition.focus().weightiest().stream(),
                        Stream.concat(edition.focus().others().stream(), edition.focus().watched().stream()))
                .distinct()
                .flatMap(id -> edition.metric(id).map(Metric::id).stream())
                .filter(id -> edition.change(id, edition.week())
                        .filter(Change::isClear)
                        .isPresent())
                .toList());
        Unusual.day(edition, metric).ifPresent(day -> news.add(metric + " on " + day.day()));
        Engagement.missingDays(edition, metric).stream()
                .filter(day -> !edition.isLate(day))
                .forEach(day -> news.add("no data on " + day));
        ZoneId zone = edition.report().zone();
        edition.report()
                .provenance()
                .silencesIn(
                        edition.week().startOn().atStartOfDay(zone).toInstant(),
                        edition.week().endOn().atStartOfDay(zone).toInstant())
                .forEach(silence -> news.add("no data from " + silence.source() + " at " + silence.from()));
        return news;
    }
}
