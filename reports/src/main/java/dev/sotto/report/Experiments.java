package dev.sotto.report;

import dev.sotto.chart.Hue;
import dev.sotto.chart.IntervalPlot;
import dev.sotto.chart.Size;
import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes the section on experiments: what an arm that was drawn by lot gained over its control, with the interval. */
final class Experiments {
    private static final String METRIC = "lift_absolute";
    private static final Period LIFETIME = Period.parse("lifetime");

    /** An arm of an experiment. */
    private record Arm(Member campaign, String variant, Result lift) {
        boolean isShown() {
            return Edition.isShown(lift) && lift.ciLow() != null && lift.ciHigh() != null;
        }

        boolean isClear() {
            return isShown() && (Objects.requireNonNull(lift.ciLow()) > 0 || Objects.requireNonNull(lift.ciHigh()) < 0);
        }
    }

    private final Edition edition;

    Experiments(Edition edition) {
        this.edition = edition;
    }

    Card card() {
        Words words = edition.words();
        String title = words.say("experiments.title");
        String subtitle = words.say("experiments.subtitle");
        List<Arm> arms = arms();
        if (arms.isEmpty()) {
            return Card.withoutNumbers("experiments", title, subtitle, Card.Shape.SLIM, words.say("experiments.none"));
        }
        if (arms.stream().noneMatch(Arm::isShown)) {
            return Card.withoutNumbers(
                    "experiments",
                    title,
                    subtitle,
                    Card.Shape.SLIM,
                    edition.absenceInFull(METRIC, arms.get(0).lift().status()));
        }
        List<IntervalPlot.Row> rows = arms.stream().map(this::row).toList();
        return Card.of(
                "experiments",
                title,
                subtitle,
                Card.Shape.SLIM,
                (width, detail) -> new IntervalPlot(rows, OptionalDouble.of(0), edition.figures()::signedPoints)
                        .draw(new Size(width, IntervalPlot.height(rows.size()) * detail.height())),
                words.say("experiments.text", "count", rows.size()),
                notes(arms),
                table(arms));
    }

    private List<Arm> arms() {
        List<Arm> arms = new ArrayList<>();
        for (Member campaign : edition.campaigns()) {
            campaign.index()
                    .all(METRIC)
                    .filter(result -> "variant".equals(result.slice()))
                    .filter(result -> result.period().equals(LIFETIME.unit().column()))
                    .map(result -> new Arm(campaign, Objects.requireNonNullElse(result.sliceValue(), ""), result))
                    .sorted(Comparator.comparing(Arm::variant))
                    .forEach(arms::add);
        }
        return arms;
    }

    private IntervalPlot.Row row(Arm arm) {
        if (!arm.isShown()) {
            return new IntervalPlot.Row(
                    name(arm),
                    edition.absence(arm.lift().status()),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    OptionalDouble.empty(),
                    Hue.OTHER);
        }
        double value = Objects.requireNonNull(arm.lift().value());
        return new IntervalPlot.Row(
                name(arm),
                edition.signed("points", value),
                value,
                Objects.requireNonNull(arm.lift().ciLow()),
                Objects.requireNonNull(arm.lift().ciHigh()),
                OptionalDouble.empty(),
                arm.isClear() ? Hue.VOICE : Hue.OTHER);
    }

    private static String name(Arm arm) {
        return arm.variant();
    }

    /** An arm drawn by lot may be called a cause; one whose interval holds zero is within noise, whatever its middle. */
    private List<String> notes(List<Arm> arms) {
        List<String> notes = new ArrayList<>();
        for (Arm arm : arms) {
            String verdict = !arm.isShown()
                    ? "experiments.withheld"
                    : !arm.isClear()
                            ? "experiments.noise"
                            : Objects.requireNonNull(arm.lift().value()) > 0
                                    ? "experiments.raised"
                                    : "experiments.lowered";
            notes.add(edition.words()
                    .say(
                            verdict,
                            Map.of(
                                    "campaign", arm.campaign().name(),
                                    "variant", arm.variant(),
                                    "persons",
                                            edition.figures().count(arm.lift().persons()))));
        }
        return notes;
    }

    private Card.Table table(List<Arm> arms) {
        Words words = edition.words();
        List<List<String>> rows = new ArrayList<>();
        for (Arm arm : arms) {
            Optional<Result> sequential =
                    arm.campaign().index().of("lift_sequential", LIFETIME, "variant", arm.variant());
            rows.add(List.of(
                    arm.campaign().name() + " · " + arm.variant(),
                    arm.isShown()
                            ? edition.signed(
                                    "points", Objects.requireNonNull(arm.lift().value()))
                            : edition.absence(arm.lift().status()),
                    interval(Optional.of(arm.lift())),
                    interval(sequential),
                    edition.figures().count(arm.lift().persons())));
        }
        return new Card.Table(
                List.of(
                        words.say("table.arm"),
                        edition.title(METRIC),
                        words.say("table.interval"),
                        words.say("table.interval.looks"),
                        words.say("table.persons")),
                rows);
    }

    private String interval(Optional<Result> result) {
        return result.filter(Edition::isShown)
                .filter(found -> found.ciLow() != null && found.ciHigh() != null)
                .map(found -> edition.signed("points", Objects.requireNonNull(found.ciLow())) + " … "
                        + edition.signed("points", Objects.requireNonNull(found.ciHigh())))
                .orElse("–");
    }
}
