package dev.sotto.report;

import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The parts of a number's change from the week before, which sum to the whole.
 *
 * <p>A count's parts are the differences of its kinds or campaigns. A rate's part is what a campaign's own rate changed, by
 * its mean weight, and what its weight changed, by how far its mean rate lies from the whole's: w̄·Δr + Δw·(r̄ − R̄).
 *
 * @param by {@code kind} or {@code campaign}
 */
record Contribution(String metric, String by, List<Part> parts, double whole) {

    /** A part, by the name that a reader knows. */
    record Part(String name, double value) {}

    private static final double LEAST_DRIVER = 0.5;
    private static final double NOTHING = 1e-9;

    Contribution {
        parts = List.copyOf(parts);
    }

    /** The parts of a metric's change, by what tells more; empty where it has none or did not change. */
    static Optional<Contribution> of(Edition edition, String metric) {
        OptionalDouble now = edition.index().value(metric, edition.week());
        OptionalDouble before = edition.index().value(metric, edition.week().previous());
        if (now.isEmpty() || before.isEmpty() || Math.abs(now.getAsDouble() - before.getAsDouble()) < NOTHING) {
            return Optional.empty();
        }
        double whole = now.getAsDouble() - before.getAsDouble();
        List<Contribution> ways = new ArrayList<>();
        if (metric.equals(Kinds.METRIC)) {
            complete(edition, new Contribution(metric, "kind", kinds(edition), whole))
                    .ifPresent(ways::add);
        }
        List<Part> campaigns = edition.metric(metric)
                        .filter(found -> found.unit().equals("ratio"))
                        .isPresent()
                ? rates(edition, metric)
                : counts(edition, metric);
        complete(edition, new Contribution(metric, "campaign", campaigns, whole))
                .ifPresent(ways::add);
        return ways.stream().max(Comparator.comparingDouble(Contribution::concentration));
    }

    /** The part that made half of the change or more; empty where none did. */
    Optional<Part> driver() {
        return parts.stream()
                .filter(part -> part.value() / whole >= LEAST_DRIVER)
                .max(Comparator.comparingDouble(part -> part.value() / whole));
    }

    private double concentration() {
        double sum = parts.stream().mapToDouble(part -> Math.abs(part.value())).sum();
        return parts.stream().mapToDouble(part -> Math.abs(part.value())).max().orElse(0) / Math.max(sum, NOTHING);
    }

    /** The largest parts first, and what no part accounts for as one more, so that they sum to the whole. */
    private static Optional<Contribution> complete(Edition edition, Contribution found) {
        List<Part> parts = new ArrayList<>(found.parts().stream()
                .filter(part -> Math.abs(part.value()) > NOTHING)
                .sorted(Comparator.comparingDouble((Part part) -> Math.abs(part.value()))
                        .reversed()
                        .thenComparing(Part::name))
                .toList());
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        double rest = found.whole() - parts.stream().mapToDouble(Part::value).sum();
        if (Math.abs(rest) > Math.max(NOTHING, Math.abs(found.whole()) * 1e-6)) {
            parts.add(new Part(edition.words().say("contribution.rest." + found.by()), rest));
        }
        return Optional.of(new Contribution(found.metric(), found.by(), parts, found.whole()));
    }

    private static List<Part> kinds(Edition edition) {
        Period now = edition.week();
        return List.of(Kinds.Kind.values()).stream()
                .map(kind -> new Part(
                        edition.words().say(kind.key()),
                        kind.messages(edition.index(), now) - kind.messages(edition.index(), now.previous())))
                .filter(part -> !Double.isNaN(part.value()))
                .toList();
    }

    private static List<Part> counts(Edition edition, String metric) {
        Period now = edition.week();
        return edition.campaigns().stream()
                .map(campaign -> new Part(
                        campaign.name(),
                        campaign.index().value(metric, now).orElse(0)
                                - campaign.index().value(metric, now.previous()).orElse(0)))
                .toList();
    }

    private static List<Part> rates(Edition edition, String metric) {
        Ratio all = Ratio.of(edition.index(), metric, edition.week());
        Ratio allBefore = Ratio.of(edition.index(), metric, edition.week().previous());
        double middle = (all.rate(0) + allBefore.rate(0)) / 2;
        List<Part> parts = new ArrayList<>();
        for (Member campaign : edition.campaigns()) {
            Ratio now = Ratio.of(campaign.index(), metric, edition.week());
            Ratio before = Ratio.of(campaign.index(), metric, edition.week().previous());
            if (now.whole() + before.whole() == 0) {
                continue;
            }
            double weight = now.whole() / Math.max(1, all.whole());
            double weightBefore = before.whole() / Math.max(1, allBefore.whole());
            double rate = now.rate(before.rate(0));
            double rateBefore = before.rate(rate);
            double own = (weight + weightBefore) / 2 * (rate - rateBefore);
            double mix = (weight - weightBefore) * ((rate + rateBefore) / 2 - middle);
            parts.add(new Part(campaign.name(), own + mix));
        }
        return parts;
    }

    private record Ratio(double part, double whole) {
        static Ratio of(ResultIndex index, String metric, Period week) {
            Optional<Result> result = index.of(metric, week).filter(Edition::isShown);
            return new Ratio(
                    result.map(Result::numerator).orElse(0.0),
                    result.map(Result::denominator).orElse(0.0));
        }

        double rate(double otherwise) {
            return whole == 0 ? otherwise : part / whole;
        }
    }
}
