package dev.sotto.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.domain.EventField;
import dev.sotto.domain.EventType;
import org.junit.jupiter.api.Test;

/** Funnels on a few events each; Verlaine has those of a launch, of loyalty, of previews and of ambassadors. */
class FunnelTruthTest {
    private final SmallWorld world = new SmallWorld();

    private String step(String funnel, int step) {
        return world.ratio("funnel_step_rate", "brand", funnel + "," + step);
    }

    private void agent(double hours, String kind) {
        world.sent(hours, SmallWorld.AGENT, SmallWorld.ANNA, kind);
    }

    private void order(double hours) {
        world.event(EventType.ORDER_PURCHASED, hours, SmallWorld.ANNA, null)
                .with(EventField.ORDER_ID, "o" + hours)
                .with(EventField.AMOUNT_MINOR, 100L);
    }

    /** The first pack is too early for the purchase, the second is not. */
    @Test
    void takesTheAttemptThatGoesDeepest() {
        agent(0, "media_pack");
        agent(24, "media_pack");
        agent(25, "voice_note");
        world.sent(26, SmallWorld.ANNA, SmallWorld.AGENT, "text");
        order(24 * 14 + 12);
        assertThat(step("product_launch", 1)).isEqualTo("1/1+0");
        assertThat(step("product_launch", 4)).isEqualTo("1/1+0");
        assertThat(world.times("time_to_convert_p50", "brand", "product_launch"))
                .isEqualTo("1/1:" + (24 * 13 + 12.0));
    }

    @Test
    void takesOneEventForOneStepAndAnyOrderOfOneMoment() {
        order(0);
        world.sent(1, SmallWorld.AGENT, SmallWorld.ANNA, "text").with(EventField.PERSONALISED, true);
        assertThat(step("loyalty", 3)).isEqualTo("0/0+1");
        agent(5, "voice_note");
        agent(5, "media_pack");
        assertThat(step("product_launch", 2)).isEqualTo("1/1+0");
    }

    @Test
    void letsPreviewsComeInAnyOrder() {
        world.event(EventType.LINK_CLICKED, 0, SmallWorld.ANNA, SmallWorld.AGENT);
        world.event(EventType.PROMO_ISSUED, 1, SmallWorld.AGENT, SmallWorld.ANNA)
                .with(EventField.CODE, "V1");
        world.event(EventType.LINK_CLICKED, 0, SmallWorld.BEN, SmallWorld.AGENT);
        assertThat(step("exclusive_preview", 1)).isEqualTo("2/2+0");
        assertThat(step("exclusive_preview", 2)).isEqualTo("1/2+0");
        assertThat(step("exclusive_preview", 3)).isEqualTo("0/2+0");
        assertThat(world.times("time_to_convert_mean", "brand", "exclusive_preview"))
                .isEqualTo("0/2:none");
    }
}
