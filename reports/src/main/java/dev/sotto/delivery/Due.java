package dev.sotto.delivery;

import dev.sotto.delivery.Decision.Verdict;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportPlan;
import dev.sotto.warehouse.Ledger.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides what is due: of each plan the latest occurrence that the ledger does not hold, never what falls into a window of time.
 *
 * <p>So a late run makes the report that was missed, of the period that it was planned for, and a second run makes none.
 */
public final class Due {
    private static final int MOST_SUPERSEDED = 60;

    private final List<Delivery> ledger;
    private final Instant asOf;

    public Due(List<Delivery> ledger, Instant asOf) {
        this.ledger = List.copyOf(ledger);
        this.asOf = asOf;
    }

    /** A decision for each language of each plan, and before it those on the occurrences that were missed for good. */
    public List<Decision> decisions(List<ReportPlan> plans) {
        List<Decision> decisions = new ArrayList<>();
        for (ReportPlan plan : plans) {
            Occurrence latest = Occurrence.latest(plan, asOf);
            for (Locale language : plan.languages()) {
                decisions.addAll(superseded(latest, language));
                latest(latest, language).ifPresent(decisions::add);
                decisions.addAll(told(latest, language));
            }
        }
        return List.copyOf(decisions);
    }

    private Optional<Decision> latest(Occurrence occurrence, Locale language) {
        Optional<Delivery> before = recorded(occurrence.plan(), occurrence.period(), language);
        if (before.filter(row -> row.state().equals(Decision.DELIVERED)).isPresent()) {
            return Optional.of(decision(occurrence, language, Verdict.MADE, before));
        }
        Verdict verdict = verdict(occurrence);
        // What was left out stays so for its reason only: a draft that has become active is due, and a week that gave
        // no
        // reason is looked at again, until it is too old for a better one.
        boolean isKnown = before.filter(row -> row.state().equals(Decision.SKIPPED))
                .filter(row -> row.detail().equals(verdict.reason()) || verdict == Verdict.SKIP_TOO_OLD)
                .isPresent();
        return isKnown ? Optional.empty() : Optional.of(decision(occurrence, language, verdict, before));
    }

    /** Earlier periods that were made, as long as somebody would still want to know that they were restated. */
    private List<Decision> told(Occurrence latest, Locale language) {
        ReportPlan plan = latest.plan();
        if (plan.state() != ReportPlan.State.ACTIVE) {
            return List.of();
        }
        return ledger.stream()
                .filter(row -> isOf(row, plan, language) && row.state().equals(Decision.DELIVERED))
                .filter(row -> row.scheduledAt().isBefore(latest.scheduledAt()))
                .filter(row -> !asOf.isAfter(row.scheduledAt().plus(Duration.ofDays(plan.maxAgeDays()))))
                .collect(Collectors.groupingBy(
                        Delivery::periodStartOn,
                        TreeMap::new,
                        Collectors.maxBy(Comparator.comparingInt(Delivery::revision))))
                .values()
                .stream()
                .flatMap(Optional::stream)
                .map(row -> new Decision(
                        plan,
                        new Period(plan.period(), row.periodStartOn()),
                        row.scheduledAt(),
                        language,
                        Verdict.TOLD,
                        Optional.of(row)))
                .toList();
    }

    private Verdict verdict(Occurrence occurrence) {
        ReportPlan plan = occurrence.plan();
        return switch (plan.state()) {
            case DRAFT -> Verdict.SKIP_DRAFT;
            case PAUSED -> Verdict.SKIP_PAUSED;
            case ACTIVE -> {
                Instant oldest = occurrence.scheduledAt().plus(Duration.ofDays(plan.maxAgeDays()));
                yield asOf.isAfter(oldest) ? Verdict.SKIP_TOO_OLD : Verdict.MAKE;
            }
        };
    }

    /** Occurrences since the last one that the ledger holds, and those that still wait: a newer one takes their place. */
    private List<Decision> superseded(Occurrence latest, Locale language) {
        List<Delivery> known = ledger.stream()
                .filter(row -> isOf(row, latest.plan(), language))
                .filter(row -> row.scheduledAt().isBefore(latest.scheduledAt()))
                .sorted(Comparator.comparing(Delivery::scheduledAt))
                .toList();
        Optional<Instant> settled = known.stream()
                .filter(row -> !row.state().equals(Decision.WAITING))
                .map(Delivery::scheduledAt)
                .max(Comparator.naturalOrder())
                .or(() ->
                        known.stream().findFirst().map(row -> row.scheduledAt().minusNanos(1)));
        List<Decision> missed = new ArrayList<>();
        if (settled.isPresent()) {
            Occurrence occurrence = latest.previous();
            while (occurrence.scheduledAt().isAfter(settled.get()) && missed.size() < MOST_SUPERSEDED) {
                missed.add(
                        0,
                        decision(
                                occurrence,
                                language,
                                Verdict.SKIP_SUPERSEDED,
                                recorded(occurrence.plan(), occurrence.period(), language)));
                occurrence = occurrence.previous();
            }
        }
        return missed;
    }

    private Optional<Delivery> recorded(ReportPlan plan, Period period, Locale language) {
        return ledger.stream()
                .filter(row -> isOf(row, plan, language))
                .filter(row -> row.period().equals(period.unit().column())
                        && row.periodStartOn().equals(period.startOn()))
                .max(Comparator.comparingInt(Delivery::revision));
    }

    private static boolean isOf(Delivery row, ReportPlan plan, Locale language) {
        return row.reportId().equals(plan.id())
                && row.brandId().equals(plan.brandId())
                && row.language().equals(language.toLanguageTag())
                && row.recipient().equals(Decision.ARCHIVE);
    }

    private static Decision decision(
            Occurrence occurrence, Locale language, Verdict verdict, Optional<Delivery> before) {
        return new Decision(
                occurrence.plan(), occurrence.period(), occurrence.scheduledAt(), language, verdict, before);
    }
}
