package dev.sotto.report;

import dev.sotto.chart.FunnelChart;
import dev.sotto.chart.Size;
import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes the section from first message to conversion, of the newest week whose windows have all passed. */
final class Funnel {
    private static final String REACHED = "reached_contacts";
    private static final String REPLIED = "reply_rate";
    private static final String CONVERTED = "campaign_conversion_rate";

    private static final double LOW = 0.74;

    private final Edition edition;
    private final Period week;

    Funnel(Edition edition) {
        this.edition = edition;
        this.week = settledWeek(edition);
    }

    Card card() {
        Words words = edition.words();
        String title = words.say("funnel.title");
        String subtitle = words.say("funnel.subtitle", "week", edition.weekName(week));
        Optional<Result> reached = edition.index().of(REACHED, week);
        if (reached.filter(Edition::isShown).isEmpty()) {
            return Card.withoutNumbers(
                    "funnel",
                    title,
                    subtitle,
                    Card.Shape.SLIM,
                    edition.absenceInFull(REACHED, Edition.status(reached)));
        }
        List<FunnelChart.Step> steps = new ArrayList<>();
        double whole = whole();
        steps.add(new FunnelChart.Step(
                words.say("funnel.reached"), whole, "", edition.figures().compact(whole)));
        steps.add(step("funnel.replied", REPLIED));
        steps.add(step("funnel.converted", CONVERTED));
        return Card.of(
                "funnel",
                title,
                subtitle,
                Card.Shape.SLIM,
                (width, detail) -> new FunnelChart(steps)
                        .draw(new Size(
                                width, FunnelChart.height(steps.size()) * (detail == Picture.Detail.LOW ? LOW : 1))),
                text(steps),
                notes(),
                table(steps));
    }

    /** Everyone who could go on: contacts, each once for each campaign, as the rates count them. */
    private double whole() {
        double units = edition.index()
                .of(REPLIED, week)
                .filter(Edition::isShown)
                .map(replied -> (replied.denominator() == null ? 0 : replied.denominator()) + replied.pending())
                .orElse(0.0);
        return units > 0 ? units : edition.index().value(REACHED, week).orElse(0);
    }

    /** Of those whose window has passed, who went on; the share is of them, so that a young week does not look poor. */
    private FunnelChart.Step step(String key, String metric) {
        String name = edition.words().say(key);
        Optional<Result> result = edition.index().of(metric, week);
        Double persons = result.filter(Edition::isShown).map(Result::numerator).orElse(null);
        if (persons == null) {
            return new FunnelChart.Step(name, Double.NaN, edition.absence(Edition.status(result)), "");
        }
        String share = edition.figures().percent(ResultIndex.value(result).orElseThrow());
        return new FunnelChart.Step(name, persons, share, edition.figures().compact(persons));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (String metric : List.of(REPLIED, CONVERTED)) {
            Optional<Result> result = edition.index().of(metric, week);
            long pending = result.map(Result::pending).orElse(0L);
            if (pending > 0) {
                notes.add(edition.words()
                        .say(
                                "funnel.pending",
                                Map.of(
                                        "metric",
                                        edition.title(metric),
                                        "count",
                                        pending,
                                        "persons",
                                        edition.figures().count(pending))));
            } else if (Edition.status(result) == Result.Status.NOT_OBSERVABLE) {
                notes.add(edition.title(metric) + ": " + edition.absenceInFull(metric, Result.Status.NOT_OBSERVABLE));
            }
        }
        if (!week.equals(edition.week())) {
            OptionalDouble now = edition.index().value(REACHED, edition.week());
            now.ifPresent(persons -> notes.add(edition.words()
                    .say(
                            "funnel.now",
                            Map.of(
                                    "week", edition.weekName(edition.week()),
                                    "count", persons,
                                    "persons", edition.figures().count(persons)))));
        }
        return notes;
    }

    private Card.Table table(List<FunnelChart.Step> steps) {
        Words words = edition.words();
        return new Card.Table(
                List.of(words.say("table.step"), words.say("table.persons"), words.say("table.share")),
                steps.stream()
                        .map(step -> List.of(
                                step.name(),
                                step.total().isEmpty() ? step.share() : step.total(),
                                step.total().isEmpty() ? "" : step.share()))
                        .toList());
    }

    private static String text(List<FunnelChart.Step> steps) {
        return steps.stream()
                .map(step -> step.name() + ": " + (step.total() + " " + step.share()).strip())
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    /** The newest week in which nobody is within a window any more; the reported one where there is none. */
    private static Period settledWeek(Edition edition) {
        Period oldest = Period.weekOf(WeeklyReport.wantedFrom(edition.week()));
        for (Period week = edition.week(); !week.startOn().isBefore(oldest.startOn()); week = week.previous()) {
            Optional<Result> last = settling(edition, week);
            if (last.filter(Edition::isShown)
                    .filter(found -> found.pending() == 0)
                    .isPresent()) {
                return week;
            }
        }
        return edition.week();
    }

    /** The result whose window is the longest that this brand can observe. */
    private static Optional<Result> settling(Edition edition, Period week) {
        Optional<Result> converted = edition.index().of(CONVERTED, week);
        return Edition.status(converted) == Result.Status.NOT_OBSERVABLE
                ? edition.index().of(REPLIED, week)
                : converted;
    }
}
