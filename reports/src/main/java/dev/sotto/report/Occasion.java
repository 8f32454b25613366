package dev.sotto.report;

import dev.sotto.domain.Period;
import dev.sotto.domain.ReportCondition;
import dev.sotto.domain.ReportCondition.After;
import dev.sotto.domain.Result;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Whether a report is to be made of its week: what its plan waits for, and what it asks of the week.
 *
 * @param reason what made it due, or why it is not, in words of the ledger; empty where it is made always
 */
public record Occasion(Verdict verdict, String reason) {

    /** What is to be done. */
    public enum Verdict {
        /** It is made. */
        GIVEN,
        /** It is left out: its week gives no reason. */
        NOT_GIVEN,
        /** It waits for what is not there yet. */
        NOT_YET
    }

    /** Judge the week of a report by the condition of its plan. */
    public static Occasion of(WeeklyReport report) {
        if (!report.hasResults()) {
            return new Occasion(Verdict.NOT_YET, "no results for the period yet");
        }
        if (report.condition().equals(ReportCondition.NONE)) {
            return new Occasion(Verdict.GIVEN, "");
        }
        Edition edition = Edition.of(report, Locale.ENGLISH);
        boolean isComplete = !edition.isLate(report.period().endOn().minusDays(1));
        if (report.condition().after() == After.DATA_COMPLETE && !isComplete) {
            return new Occasion(Verdict.NOT_YET, "days not complete yet");
        }
        return switch (report.condition().onlyIf()) {
            case ALWAYS -> new Occasion(Verdict.GIVEN, crossed(edition));
            case RESULTS ->
                hasNumber(report) ? new Occasion(Verdict.GIVEN, "") : new Occasion(Verdict.NOT_GIVEN, "no numbers");
            case CHANGED -> changed(edition);
            case THRESHOLD -> threshold(edition);
        };
    }

    private static String crossed(Edition edition) {
        return Crossing.crossed(edition).stream().map(Crossing::ledgerWords).collect(Collectors.joining("; "));
    }

    /** Somebody is behind a number of the week, of the whole that the report is about. */
    private static boolean hasNumber(WeeklyReport report) {
        return report.results().stream()
                .filter(result -> result.scope().equals(report.scope()))
                .filter(result -> result.period().equals(Period.Unit.WEEK.column()))
                .filter(result -> result.periodStartOn().equals(report.period().startOn()))
                .anyMatch(result -> Edition.isShown(result) && result.persons() > 0);
    }

    private static Occasion changed(Edition edition) {
        List<String> news = new News(edition).all();
        return news.isEmpty()
                ? new Occasion(Verdict.NOT_GIVEN, "nothing changed")
                : new Occasion(Verdict.GIVEN, "changed: " + String.join(", ", news));
    }

    private static Occasion threshold(Edition edition) {
        String crossed = crossed(edition);
        if (!crossed.isEmpty()) {
            return new Occasion(Verdict.GIVEN, crossed);
        }
        List<Crossing> open =
                Crossing.all(edition).stream().filter(each -> !each.isJudged()).toList();
        boolean isWaiting = open.stream().anyMatch(each -> isYetToCome(each, edition));
        if (isWaiting) {
            return new Occasion(Verdict.NOT_YET, "numbers of its thresholds not there yet");
        }
        boolean isBlind =
                open.size() == edition.report().condition().thresholds().size();
        return new Occasion(Verdict.NOT_GIVEN, isBlind ? "no number to judge" : "no threshold crossed");
    }

    /** Its time to act still runs, or its days are not complete. */
    private static boolean isYetToCome(Crossing crossing, Edition edition) {
        Result.Status status = Edition.status(crossing.result());
        boolean isLate = edition.isLate(edition.week().endOn().minusDays(1));
        return status == Result.Status.IMMATURE || status == Result.Status.NO_DATA && isLate;
    }
}
