package dev.sotto.cli.report;

import dev.sotto.config.Workspace;
import dev.sotto.delivery.Archive;
import dev.sotto.delivery.Decision;
import dev.sotto.domain.Brand;
import dev.sotto.domain.Period;
import dev.sotto.domain.ReportKind;
import dev.sotto.domain.ReportPlan;
import dev.sotto.domain.SottoException;
import dev.sotto.report.Occasion;
import dev.sotto.report.WeeklyPages;
import dev.sotto.report.WeeklyReport;
import dev.sotto.warehouse.Ledger.Delivery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the documents of one occurrence of a report in all of its languages, and says what the ledger is to hold of each. */
final class Printing {

    /**
     * What became of a decision.
     *
     * @param rows for the ledger
     * @param made a document that is new
     * @param kept one that was made before
     * @param remark what is told of it where it was not made
     */
    record Outcome(List<Delivery> rows, Optional<Path> made, Optional<Path> kept, Optional<String> remark) {
        private static final Outcome NOTHING =
                new Outcome(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

        private static Outcome made(Delivery row, Path page) {
            return new Outcome(List.of(row), Optional.of(page), Optional.empty(), Optional.empty());
        }

        private static Outcome revised(List<Delivery> rows, Decision decision, int revision, Path page) {
            return new Outcome(
                    rows,
                    Optional.of(page),
                    Optional.empty(),
                    Optional.of(remark(decision, "restated, revision " + revision)));
        }

        private static Outcome kept(Path page) {
            return new Outcome(List.of(), Optional.empty(), Optional.of(page), Optional.empty());
        }

        private static Outcome without(Delivery row, Decision decision, String words) {
            return new Outcome(List.of(row), Optional.empty(), Optional.empty(), Optional.of(remark(decision, words)));
        }

        private static String remark(Decision decision, String words) {
            return "report %s %s %s: %s"
                    .formatted(
                            decision.plan().id(),
                            decision.period(),
                            decision.language().toLanguageTag(),
                            words);
        }
    }

    private final Archive archive;
    private final Workspace workspace;
    private final WeeklyDesk desk;
    private final String runId;

    Printing(Archive archive, Workspace workspace, WeeklyDesk desk, String runId) {
        this.archive = archive;
        this.workspace = workspace;
        this.desk = desk;
        this.runId = runId;
    }

    /** Carry out the decisions on the languages of one occurrence. */
    List<Outcome> of(List<Decision> decisions) {
        Decision first = decisions.get(0);
        boolean isAsked = decisions.stream().anyMatch(this::needsReport);
        Optional<WeeklyPages> pages = isAsked ? Optional.of(new WeeklyPages(report(first))) : Optional.empty();
        Optional<Occasion> occasion = pages.map(made -> Occasion.of(made.report()));
        List<Outcome> outcomes = new ArrayList<>();
        for (Decision decision : decisions) {
            outcomes.add(
                    switch (decision.verdict()) {
                        case MAKE -> make(decision, pages.orElseThrow(), occasion.orElseThrow());
                        case MADE, TOLD -> keep(decision, pages);
                        case SKIP_DRAFT, SKIP_PAUSED, SKIP_TOO_OLD, SKIP_SUPERSEDED ->
                            Outcome.without(
                                    decision.skipped(runId),
                                    decision,
                                    "skipped, " + decision.verdict().reason());
                    });
        }
        return outcomes;
    }

    /** Whether a brand's results are read for a decision. */
    boolean reads(Decision decision) {
        return decision.plan().kind() != ReportKind.OPERATOR && needsReport(decision);
    }

    private boolean needsReport(Decision decision) {
        return decision.verdict() == Decision.Verdict.MAKE
                || decision.verdict() == Decision.Verdict.MADE && !archive.holds(path(decision))
                || decision.before().filter(made -> isTold(decision, made)).isPresent();
    }

    private boolean isTold(Decision decision, Delivery made) {
        return !decision.verdict().isSkip()
                && made.state().equals(Decision.DELIVERED)
                && desk.mayBeRestated(made, decision.period());
    }

    private Outcome make(Decision decision, WeeklyPages pages, Occasion occasion) {
        return switch (occasion.verdict()) {
            case GIVEN -> {
                Path page = write(decision, pages);
                int revision = pages.report().revision();
                yield Outcome.made(decision.delivered(revision, path(decision), occasion.reason(), runId), page);
            }
            case NOT_GIVEN ->
                Outcome.without(decision.leftOut(occasion.reason(), runId), decision, "not made, " + occasion.reason());
            case NOT_YET ->
                Outcome.without(decision.waiting(occasion.reason(), runId), decision, "waits, " + occasion.reason());
        };
    }

    /**
     * A report that was made stays as it is. Where numbers that it told are others now, a new revision takes its place; where it
     * is not in this folder, it is written again, and nothing else comes of it.
     */
    private Outcome keep(Decision decision, Optional<WeeklyPages> pages) {
        if (pages.isPresent() && pages.get().report().revision() > told(decision)) {
            return revise(decision, pages.get());
        }
        if (decision.verdict() == Decision.Verdict.TOLD) {
            return Outcome.NOTHING;
        }
        boolean isThere = archive.holds(path(decision));
        return Outcome.kept(isThere ? archive.resolve(path(decision)) : write(decision, pages.orElseThrow()));
    }

    private Outcome revise(Decision decision, WeeklyPages pages) {
        Delivery before = decision.before().orElseThrow();
        String kept = archive.keep(path(decision), before.revision());
        Path page = write(decision, pages);
        int revision = pages.report().revision();
        return Outcome.revised(
                List.of(before.movedTo(kept), decision.delivered(revision, path(decision), "restated", runId)),
                decision,
                revision,
                page);
    }

    private static int told(Decision decision) {
        return decision.before().map(Delivery::revision).orElse(Delivery.FIRST_REVISION);
    }

    /** All forms of a report; the first is the one that is named. */
    private Path write(Decision decision, WeeklyPages pages) {
        Documents documents =
                new Documents(pages, decision.language(), decision.plan().owner());
        List<Path> written = decision.plan().formats().stream()
                .map(format -> documents.replace(archive, format, told(decision)))
                .toList();
        return written.get(0);
    }

    private WeeklyReport report(Decision decision) {
        if (decision.period().unit() != Period.Unit.WEEK) {
            throw new SottoException(
                    SottoException.Code.USE,
                    "Cannot make the report '" + decision.plan().id() + "': there is no document for a "
                            + decision.period().unit().column() + ". Set its period to week.");
        }
        ReportPlan plan = decision.plan();
        return desk.report(
                new Commission(
                        plan.kind(),
                        plan.condition(),
                        about(plan),
                        plan.sections(),
                        plan.zone(),
                        plan.languages(),
                        plan.formats(),
                        plan.owner()),
                decision.period());
    }

    private List<Brand> about(ReportPlan plan) {
        return plan.kind() == ReportKind.OPERATOR
                ? workspace.brands()
                : List.of(workspace.brands().stream()
                        .filter(brand -> brand.id().equals(plan.brandId()))
                        .findFirst()
                        .orElseThrow(() -> new SottoException(
                                SottoException.Code.USE,
                                "Cannot make the report '" + plan.id() + "': the brand '" + plan.brandId()
                                        + "' is not declared. Declare it in the brands file.")));
    }

    private static String path(Decision decision) {
        return Archive.path(
                decision.plan().kind(),
                decision.plan().brandId(),
                decision.period(),
                decision.language(),
                decision.plan().formats().get(0));
    }
}
