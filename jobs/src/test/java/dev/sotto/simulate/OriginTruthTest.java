package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import org.junit.jupiter.api.Test;

/** How brands begin with contacts: what they try first, whether they look before, who reports them. */
class OriginTruthTest {
    private static final Person AGENT = SmallWorld.AGENT;
    private static final Person ANNA = SmallWorld.ANNA;
    private static final Person BEN = SmallWorld.BEN;

    private final SmallWorld world = new SmallWorld();

    private void checked(double hours, Person contact, String result) {
        world.event(EventType.CONTACT_ORIGIN_CHECKED, hours, AGENT, contact).with(EventField.RESULT, result);
    }

    @Test
    void wantsACheckBeforeTheFirstCodeContractOrPack() {
        world.sent(0, AGENT, ANNA, "text");
        checked(1, ANNA, "pass");
        world.sent(2, AGENT, ANNA, "media_pack");
        world.sent(0, AGENT, BEN, "text");
        checked(1, BEN, "fail");
        world.event(EventType.PROMO_ISSUED, 2, AGENT, BEN).with(EventField.CODE, "V1");
        checked(3, BEN, "pass");
        assertThat(world.ratio("origin_verified_rate", "all", "")).isEqualTo("1/2+0");
    }

    @Test
    void asksForItWhereAContactBeganOnlyIfItEntersAContest() {
        world.sent(0, ANNA, AGENT, "text");
        world.sent(0, BEN, AGENT, "text");
        checked(1, BEN, "pass");
        assertThat(world.ratio("origin_verified_rate", "all", "")).isEqualTo("none");
        world.event(EventType.CONTEST_ENTERED, 2, BEN, AGENT).with(EventField.ENTRY_ID, "n1");
        assertThat(world.ratio("origin_verified_rate", "all", "")).isEqualTo("1/1+0");
    }

    @Test
    void countsWhatABrandTriesFirstEvenIfItIsTurnedAway() {
        world.event(EventType.MESSAGE_BLOCKED, 0, AGENT, ANNA)
                .with(EventField.REASON, "first_contact_media")
                .with(EventField.KIND, "media_pack");
        world.sent(1, AGENT, ANNA, "text");
        world.sent(0, AGENT, BEN, "text");
        assertThat(world.ratio("media_first_attempt_share", "all", "")).isEqualTo("1/2+0");
    }

    /** Two reports of one thread are one; it is about the campaign that reached Anna last. */
    @Test
    void countsReportsForAThousandContactsReached() {
        String[] campaigns = {"verlaine-atelier", "verlaine-le-cercle"};
        for (int i = 0; i < campaigns.length; i++) {
            world.sent(i, AGENT, ANNA, "text")
                    .with(EventField.CAMPAIGN_ID, campaigns[i])
                    .with(EventField.MESSAGE_ID, "c" + i);
            world.event(EventType.MESSAGE_DELIVERED, i + 0.5, ANNA, AGENT).with(EventField.MESSAGE_ID, "c" + i);
        }
        world.event(EventType.PERSON_REPORTED, 3, ANNA, AGENT);
        world.event(EventType.PERSON_REPORTED, 4, ANNA, AGENT);
        assertThat(world.ratio("report_rate", "brand", "")).isEqualTo("1000/2+0");
        assertThat(world.ratio("report_rate", "campaign", campaigns[0])).isEqualTo("0/1+0");
        assertThat(world.ratio("report_rate", "campaign", campaigns[1])).isEqualTo("1000/1+0");
        assertThat(world.ratio("reached_contacts", "brand", "text")).isEqualTo("1/0+0");
    }

    @Test
    void letsThoseWhoWereInvitedAndDidNotFinishWait() {
        world.event(EventType.AMBASSADOR_INVITED, 0, AGENT, ANNA);
        world.event(EventType.AMBASSADOR_INVITED, 0, AGENT, BEN);
        for (int step = 0; step < Onboarding.STEPS.size(); step++) {
            world.event(EventType.AMBASSADOR_STEP_DONE, 24 * 5 * (step + 1), ANNA, AGENT)
                    .with(EventField.STEP, Onboarding.STEPS.get(step));
        }
        assertThat(world.times("onboarding_time_p50", "all", "")).isEqualTo("1/2:480.0");
        assertThat(world.ratio("onboarding_completion", "all", "")).isEqualTo("0/2+0");
        assertThat(world.cells("onboarding_time_survival", "all").get(""))
                .satisfies(cell -> assertThat(cell.durations)
                        .satisfies(took ->
                                assertThat(took.medianBeside(cell.waiting)).isEqualTo(480 * Calendar.HOUR)));
    }
}
