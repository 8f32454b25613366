package dev.sotto.report;

import dev.sotto.domain.Metric;
import dev.sotto.domain.Period;
import dev.sotto.domain.Result;
import dev.sotto.domain.Threshold;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A limit of a plan beside the number that it is of.
 *
 * @param week the newest week that has the number: the reported one, or where its time to act still runs an earlier one
 * @param result the number of that week, or why there is none in the reported one
 */
record Crossing(Threshold threshold, Member of, Period week, Optional<Result> result) {

    /** Every limit of a report's plan with its number. */
    static List<Crossing> all(Edition edition) {
        return edition.report().condition().thresholds().stream()
                .map(threshold -> of(threshold, edition))
                .toList();
    }

    /** The limits that are crossed. */
    static List<Crossing> crossed(Edition edition) {
        return all(edition).stream().filter(Crossing::isCrossed).toList();
    }

    private static Crossing of(Threshold threshold, Edition edition) {
        Member whole = new Member("", "", edition.index());
        Member of = threshold.campaignId() == null
                ? whole
                : edition.campaigns().stream()
                        .filter(campaign -> campaign.id().equals(threshold.campaignId()))
                        .findFirst()
                        .orElse(new Member("", "", new ResultIndex(List.of())));
        Optional<Result> now = of.index().of(threshold.metric(), edition.week());
        if (Edition.status(now) == Result.Status.IMMATURE) {
            for (Period week = edition.week().previous();
                    !week.startOn().isBefore(WeeklyReport.wantedFrom(edition.week()));
                    week = week.previous()) {
                Optional<Result> settled =
                        of.index().of(threshold.metric(), week).filter(Edition::isShown);
                if (settled.isPresent()) {
                    return new Crossing(threshold, of, week, settled);
                }
            }
        }
        return new Crossing(threshold, of, edition.week(), now);
    }

    /** Whether there is a number to judge. */
    boolean isJudged() {
        return result.filter(Edition::isShown).isPresent();
    }

    boolean isCrossed() {
        return isJudged() && threshold.isCrossedBy(value());
    }

    double value() {
        return ResultIndex.value(result).orElse(Double.NaN);
    }

    /** Whether its whole interval is beyond the limit; a number without one is not uncertain. */
    private boolean isClear() {
        return result.filter(found -> found.ciLow() != null && found.ciHigh() != null)
                .map(found ->
                        threshold.isCrossedBy(orNan(found.ciLow())) && threshold.isCrossedBy(orNan(found.ciHigh())))
                .orElse(true);
    }

    private static double orNan(@Nullable Double number) {
        return number == null ? Double.NaN : number;
    }

    /** What the number is called, with its campaign where it is one's. */
    String name(Edition edition) {
        String title = edition.title(threshold.metric());
        return of.name().isEmpty() ? title : title + " · " + of.name();
    }

    String limit(Edition edition) {
        return edition.value(unit(edition), threshold.limit());
    }

    String unit(Edition edition) {
        return edition.metric(threshold.metric()).map(Metric::unit).orElse("count");
    }

    /** It in one sentence, such as that unanswered conversations are at 23.1%, above their limit of 20%. */
    String sentence(Edition edition) {
        return edition.words()
                .say(
                        "crossing." + threshold.bound().word(),
                        Map.of(
                                "metric", name(edition),
                                "value", said(edition),
                                "limit", limit(edition)));
    }

    /** The number, and by how much it is beyond a limit that would be written alike. */
    private String said(Edition edition) {
        String value = edition.value(unit(edition), value());
        return value.equals(limit(edition))
                ? value + " (" + edition.signed(unit(edition), value() - threshold.limit()) + ")"
                : value;
    }

    CallOut callOut(Edition edition) {
        Words words = edition.words();
        String unit = unit(edition);
        StringBuilder body = new StringBuilder(sentence(edition));
        result.filter(found -> found.ciLow() != null && found.ciHigh() != null)
                .ifPresent(found -> body.append(' ')
                        .append(words.say(
                                isClear() ? "crossing.clear" : "crossing.unclear",
                                Map.of(
                                        "low", edition.value(unit, orNan(found.ciLow())),
                                        "high", edition.value(unit, orNan(found.ciHigh()))))));
        if (!week.equals(edition.week())) {
            body.append(' ')
                    .append(words.say(
                            "crossing.stand-in",
                            Map.of("week", edition.weekName(week), "now", edition.weekName(edition.week()))));
        }
        return new CallOut(words.say("callout.crossed." + threshold.bound().word()), body.toString(), "alert");
    }

    /** It as the ledger keeps it, such as unanswered_rate 0.231 above 0.2. */
    String ledgerWords() {
        String campaign = threshold.campaignId() == null ? "" : " of " + threshold.campaignId();
        return String.format(
                Locale.ROOT,
                "%s%s %.6g %s %.6g",
                threshold.metric(),
                campaign,
                value(),
                threshold.bound().word(),
                threshold.limit());
    }
}
