package dev.sotto.report;

import static dev.sotto.report.SampleReport.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.ReportCondition;
import dev.sotto.domain.ReportCondition.After;
import dev.sotto.domain.ReportCondition.OnlyIf;
import dev.sotto.domain.Result.Status;
import dev.sotto.domain.Threshold;
import dev.sotto.domain.Threshold.Bound;
import dev.sotto.report.Occasion.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class OccasionTest {
    private static final Threshold REPLIES = new Threshold("reply_rate", null, Bound.BELOW, 0.15);
    private static final Threshold BLOCKS = new Threshold("first_contact_block_rate", null, Bound.ABOVE, 0.015);

    private static Occasion of(SampleReport sample) {
        return Occasion.of(sample.report());
    }

    @Test
    void alwaysHasOneWhereThereIsAnythingToTell() {
        assertThat(of(SampleReport.ordinary())).isEqualTo(new Occasion(Verdict.GIVEN, ""));
        assertThat(of(SampleReport.empty())).isEqualTo(new Occasion(Verdict.NOT_YET, "no results for the period yet"));
        assertThat(of(SampleReport.ordinary().onlyIf(OnlyIf.ALWAYS, BLOCKS)).reason())
                .startsWith("first_contact_block_rate 0.0208");
    }

    @Test
    void waitsForTheDaysOfEverySource() {
        SampleReport sample =
                SampleReport.ordinary().condition(new ReportCondition(After.DATA_COMPLETE, OnlyIf.ALWAYS, List.of()));
        assertThat(of(sample).verdict()).isEqualTo(Verdict.GIVEN);
        assertThat(of(sample.completeUntil("2026-11-15T12:00:00Z")))
                .isEqualTo(new Occasion(Verdict.NOT_YET, "days not complete yet"));
    }

    @Test
    void needsANumberThatSomebodyIsBehind() {
        SampleReport nobody = SampleReport.empty()
                .put(result("reply_rate", SampleReport.WEEK).status(Status.NO_DATA))
                .put(result("messages_sent", SampleReport.WEEK).value(0));
        assertThat(of(nobody.onlyIf(OnlyIf.RESULTS))).isEqualTo(new Occasion(Verdict.NOT_GIVEN, "no numbers"));
        assertThat(of(SampleReport.ordinary().onlyIf(OnlyIf.RESULTS)).verdict()).isEqualTo(Verdict.GIVEN);
    }

    @Test
    void isGivenByAChangeBeyondNoiseADayThatStandsOutOrOneWithoutData() {
        assertThat(of(SampleReport.ordinary().onlyIf(OnlyIf.CHANGED)).reason())
                .startsWith("changed: active_contacts")
                .contains("active_contacts on 2026-11-12");
        assertThat(of(SampleReport.quiet().onlyIf(OnlyIf.CHANGED)))
                .isEqualTo(new Occasion(Verdict.NOT_GIVEN, "nothing changed"));
    }

    @Test
    void isGivenByALimitThatIsCrossedAndNotByOneThatIsMet() {
        assertThat(of(SampleReport.ordinary().onlyIf(OnlyIf.THRESHOLD, REPLIES)))
                .isEqualTo(new Occasion(Verdict.NOT_GIVEN, "no threshold crossed"));
        assertThat(of(SampleReport.ordinary().onlyIf(OnlyIf.THRESHOLD, REPLIES, BLOCKS))
                        .verdict())
                .isEqualTo(Verdict.GIVEN);
        assertThat(new Threshold("x", null, Bound.ABOVE, 0.2).isCrossedBy(0.2)).isFalse();
        assertThat(new Threshold("x", null, Bound.BELOW, 0.2).isCrossedBy(0.2)).isFalse();
    }

    @Test
    void looksAtACampaignOfItsOwn() {
        Threshold campaign = new Threshold("reply_rate", "atelier", Bound.BELOW, 0.15);
        SampleReport sample = SampleReport.ordinary().withCampaigns().onlyIf(OnlyIf.THRESHOLD, campaign);
        assertThat(of(sample).reason()).isEqualTo("reply_rate of atelier 0.120000 below 0.150000");
    }

    /** Half of what is missing may still come: it waits; what cannot be known is no reason, and says so. */
    @Test
    void waitsForANumberThatMayStillComeAndJudgesNoneThatCannot() {
        SampleReport young = SampleReport.empty()
                .put(result("messages_sent", SampleReport.WEEK).value(5).persons(5))
                .put(result("reply_rate", SampleReport.WEEK)
                        .status(Status.IMMATURE)
                        .pending(9));
        assertThat(of(young.onlyIf(OnlyIf.THRESHOLD, REPLIES)))
                .isEqualTo(new Occasion(Verdict.NOT_YET, "numbers of its thresholds not there yet"));
        SampleReport blind = SampleReport.ordinary().change("reply_rate", row -> row.status(Status.NOT_OBSERVABLE));
        assertThat(of(blind.onlyIf(OnlyIf.THRESHOLD, REPLIES)))
                .isEqualTo(new Occasion(Verdict.NOT_GIVEN, "no number to judge"));
    }

    /** The time to convert is a week, so a week's own rate is never there on its Monday. */
    @Test
    void takesTheNewestWeekWhoseTimeHasPassed() {
        Threshold conversion = new Threshold("campaign_conversion_rate", null, Bound.ABOVE, 0.04);
        SampleReport sample = SampleReport.alert().onlyIf(OnlyIf.THRESHOLD, conversion);
        assertThat(of(sample).reason()).startsWith("campaign_conversion_rate 0.044");
        assertThat(sample.page().callOuts().get(0).body()).contains("That is week 45; for week 46 it is too early.");
    }

    @Test
    void saysWhichNumberCrossedWhichLimitAndHowSureThatIs() {
        WeeklyPage page = SampleReport.alert().page();
        assertThat(page.kicker()).isEqualTo("Alert");
        assertThat(page.lead())
                .isEqualTo("Blocked first contacts at 2.1%, above the limit of 1.5%. One more limit is crossed.");
        assertThat(page.callOuts().get(0).body()).contains("is wholly beyond it.");
        assertThat(page.callOuts().get(1).body()).contains("chance alone could explain it");
        assertThat(page.tiles()).extracting(Tile::id).startsWith("first_contact_block_rate", "first_response_time_p50");
        assertThat(page.cards().get(0).wide()).contains(">Limit</text>", ">1.5%</text>");
        assertThat(new Mail(page, "ops").subject()).contains("above the limit of 1.5%");
    }
}
