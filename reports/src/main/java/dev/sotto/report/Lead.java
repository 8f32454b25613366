package dev.sotto.report;

import dev.sotto.domain.Metric;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.Result;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes the one sentence that a page begins with: the change that matters, its size, and what it is made of. */
final class Lead {
    private final Edition edition;

    Lead(Edition edition) {
        this.edition = edition;
    }

    /** The number whose change the page leads with; empty in a quiet week. */
    Optional<String> leading() {
        return edition.focus().weightiest().stream()
                .filter(metric -> clear(metric).isPresent())
                .findFirst();
    }

    String sentence() {
        List<Crossing> crossed = Crossing.crossed(edition);
        if (edition.report().kind() == ReportKind.ALERT && !crossed.isEmpty()) {
            return beyond(crossed);
        }
        Optional<String> changed = leading();
        if (changed.isPresent()) {
            return clause(changed.get(), clear(changed.get()).orElseThrow(), company(changed.get()));
        }
        return edition.focus().weightiest().stream()
                .filter(metric -> edition.change(metric, edition.week()).isPresent())
                .findFirst()
                .map(this::quiet)
                .orElseGet(this::withoutChange);
    }

    /** An alert says first which number is beyond which limit. */
    private String beyond(List<Crossing> crossed) {
        String first = crossed.get(0).sentence(edition);
        return crossed.size() == 1
                ? first
                : first + " " + edition.words().say("crossing.more", "count", crossed.size() - 1);
    }

    private Optional<Change> clear(String metric) {
        return edition.change(metric, edition.week()).filter(Change::isClear);
    }

    private String clause(String metric, Change change, String company) {
        String verdict = change.verdict() == Change.Verdict.ROSE ? "rose" : "fell";
        String unit = unit(metric);
        return edition.words()
                .say(
                        "lead." + verdict,
                        Map.of(
                                "metric", edition.title(metric),
                                "size", edition.size(unit, change),
                                "value", value(metric),
                                "company", company));
    }

    /** What the sentence ends with: the part that made the change, or how the next number fared. */
    private String company(String metric) {
        Optional<Contribution> made = Contribution.of(edition, metric);
        Optional<Contribution.Part> driver = made.flatMap(Contribution::driver);
        if (driver.isPresent()) {
            double part = driver.get().value() / made.get().whole();
            boolean isKind = made.get().by().equals("kind");
            String name = driver.get().name();
            return edition.words()
                    .say(
                            part > 1 ? "lead.driver.more" : "lead.driver",
                            Map.of(
                                    "driver",
                                    isKind ? edition.words().within(name) : name,
                                    "part",
                                    edition.figures().wholePercent(part)));
        }
        for (String other : edition.focus().weightiest()) {
            Optional<Change> change = edition.change(other, edition.week());
            if (!other.equals(metric) && change.isPresent()) {
                String verdict = switch (change.get().verdict()) {
                    case ROSE -> "rose";
                    case FELL -> "fell";
                    case UNCHANGED -> "unchanged";
                };
                return edition.words()
                        .say(
                                "lead.company." + verdict,
                                Map.of("metric", edition.titleWithin(other), "value", value(other)));
            }
        }
        return edition.words().say("lead.company.none");
    }

    private String fared(String metric, Change change) {
        String verdict = change.verdict().name().toLowerCase(Locale.ROOT);
        return edition.words()
                .say("lead.company." + verdict, Map.of("metric", edition.titleWithin(metric), "value", value(metric)));
    }

    private String quiet(String metric) {
        return news().map(news -> edition.words()
                        .say(
                                "lead.unchanged",
                                Map.of("metric", edition.title(metric), "value", value(metric), "company", news)))
                .orElseGet(() -> edition.words()
                        .say("lead.quiet", Map.of("metric", edition.titleWithin(metric), "value", value(metric))));
    }

    /** What happened although the weightiest numbers did not move: another number, or a day. */
    private Optional<String> news() {
        Optional<String> changed = edition.focus().others().stream()
                .filter(other -> clear(other).isPresent())
                .findFirst()
                .map(other -> fared(other, clear(other).orElseThrow()));
        return changed.or(() -> Unusual.day(edition, Engagement.metric(edition))
                .map(day -> edition.words()
                        .say("lead.company.day", "day", edition.figures().weekday(day.day()))));
    }

    /** A first week has nothing to compare with; a week without data has nothing to say. */
    private String withoutChange() {
        for (String metric : edition.focus().sizes()) {
            Optional<Result> now = edition.index().of(metric, edition.week());
            if (now.filter(Edition::isShown).isPresent()) {
                return edition.words()
                        .say("lead.first", Map.of("metric", edition.titleWithin(metric), "value", value(metric)));
            }
        }
        return edition.words().say("lead.none");
    }

    private String value(String metric) {
        return edition.index()
                .of(metric, edition.week())
                .map(result -> edition.value(
                        unit(metric), ResultIndex.value(Optional.of(result)).orElse(0)))
                .orElse("–");
    }

    private String unit(String metric) {
        return edition.metric(metric).map(Metric::unit).orElse("count");
    }
}
